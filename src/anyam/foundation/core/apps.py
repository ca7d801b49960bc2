from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "anyam.foundation.core"
    label = "core"
