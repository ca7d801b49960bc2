from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "anyam.foundation.access"
    label = "access"
