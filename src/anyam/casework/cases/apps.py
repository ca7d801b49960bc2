from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "anyam.casework.cases"
    label = "cases"

    def ready(self) -> None:
        """Say who tells what agencies do for a child, and in what facts about it lie."""
        from anyam.casework.cases.queries import acts, dossiers  # noqa: F401
