from django.apps import AppConfig


class LayoutsConfig(AppConfig):
    name = "anyam.interfaces.web.layouts"
    label = "layouts"
