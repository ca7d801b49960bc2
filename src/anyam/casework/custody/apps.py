from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustodyConfig(AppConfig):
    name = "anyam.casework.custody"
    label = "custody"
    verbose_name = _("The child before the law")
