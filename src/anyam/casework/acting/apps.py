from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActingConfig(AppConfig):
    name = "anyam.casework.acting"
    label = "acting"
    verbose_name = _("Who is already acting")
