from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

from anyam.config.database import as_owner
from anyam.foundation.vault.errors import VaultError
from anyam.foundation.vault.preparing import prepare_keys

REFERENCE_DATA = ("load_places", "load_policies", "load_checklists", "load_legal_limits", "load_instruments")
"""Commands that load what every installation needs; each may be repeated at will."""


class Command(BaseCommand):
    """`anyam prepare`: bring the database to this version, after installing and after every update."""

    help = "Makes the keys of a new installation, migrates the database and loads reference data. Safe to repeat."

    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        with as_owner():
            try:
                prepare_keys()
            except VaultError as problem:
                raise CommandError(str(problem)) from None
            call_command("migrate", interactive=False, verbosity=max(verbosity - 1, 0))
            for name in REFERENCE_DATA:
                if name in get_commands():
                    call_command(name, verbosity=verbosity)
