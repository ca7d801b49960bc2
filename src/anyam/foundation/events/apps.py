from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class EventsConfig(AppConfig):
    name = "anyam.foundation.events"
    label = "events"

    def ready(self) -> None:
        """Load every app's `events` and `reactions`, so that kinds and reactions are known before the first event."""
        for config in apps.get_app_configs():
            for module in ("events", "reactions"):
                if config.name.startswith("anyam.") and find_spec(f"{config.name}.{module}"):
                    import_module(f"{config.name}.{module}")
