from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Makes the project's own commands known to the `anyam` command."""

    name = "anyam.interfaces.jobs"
    label = "jobs"
