from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "anyam.interfaces.web.components"
    label = "components"
