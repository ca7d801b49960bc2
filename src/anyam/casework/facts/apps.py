from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FactsConfig(AppConfig):
    name = "anyam.casework.facts"
    label = "facts"
    verbose_name = _("Already known")
