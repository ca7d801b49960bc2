from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "anyam.casework.cases"
    label = "cases"
