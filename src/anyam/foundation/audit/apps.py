from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "anyam.foundation.audit"
    label = "audit"
