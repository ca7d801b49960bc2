"""`anyam rotate_keys`: a new key that wraps the data keys, while everybody goes on working."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.foundation.vault.errors import VaultError
from anyam.foundation.vault.rotating import retire, rotate


class Command(BaseCommand):
    help = (
        "Makes the next KEK and wraps every data key with it anew. Copy the new file into custody afterwards."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--retire",
            action="store_true",
            help="delete the older KEKs too: backups from before then need a copy from custody",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = rotate(self.stdout.write)
            self.stdout.write(f"{count:,} data keys are wrapped anew; none is left with an older KEK.")
            if options["retire"]:
                retire(self.stdout.write)
        except VaultError as problem:
            raise CommandError(str(problem)) from None
