from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "anyam.foundation.vault"
    label = "vault"

    def ready(self) -> None:
        """No process starts on keys that others can read, or on a key that anybody can guess."""
        from anyam.foundation.vault import keys

        keys.refuse_unsafe()
