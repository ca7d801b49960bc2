from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "anyam.interfaces.api"
    label = "api"
