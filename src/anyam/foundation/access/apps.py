from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "anyam.foundation.access"
    label = "access"

    def ready(self) -> None:
        from anyam.foundation.access.database_rights import give_rights_after_migrating

        post_migrate.connect(give_rights_after_migrating, sender=self)
