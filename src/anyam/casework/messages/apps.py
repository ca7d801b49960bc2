from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagesConfig(AppConfig):
    name = "anyam.casework.messages"
    label = "messages"
    verbose_name = _("Notifications")
