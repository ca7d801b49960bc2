from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "anyam.foundation.backups"
    label = "backups"
