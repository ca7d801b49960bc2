from django.apps import AppConfig


class EntryConfig(AppConfig):
    name = "anyam.foundation.entry"
    label = "entry"
