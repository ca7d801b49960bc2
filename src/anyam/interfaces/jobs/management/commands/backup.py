"""`anyam backup`: add one backup set; or show which old ones may go."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.foundation.access import Actor
from anyam.foundation.backups import folders, retention
from anyam.foundation.backups.errors import BackupFailed, BackupRefused
from anyam.foundation.backups.making import make_set
from anyam.foundation.backups.queries import proven_sets
from anyam.foundation.backups.sources import Source
from anyam.foundation.backups.tasks import carry_waiting_log


class Command(BaseCommand):
    help = "Adds one sealed backup set to the folder of backups (ANYAM_BACKUPS). Nothing there is ever overwritten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--plan", action="store_true", help="show which old backups may go; removes nothing"
        )
        parser.add_argument(
            "--remove",
            metavar="CODE",
            help="remove what this plan names; a second person has to allow it",
        )

    def handle(self, *args: Any, plan: bool, remove: str | None, **options: Any) -> None:
        try:
            if plan or remove:
                self._plan(remove)
                return
            carry_waiting_log()
            made = make_set(Source.own(), folders.root())
        except (BackupFailed, BackupRefused) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(
            f"{made.path}\n{made.contents.rows:,} rows in {len(made.contents.marks)} tables,"
            f" {made.contents.files:,} files, {made.info.size / 1e6:.1f} MB."
            " It is not proven yet: anyam restore-drill makes one and proves it."
        )

    def _plan(self, code: str | None) -> None:
        folder = folders.root()
        wanted = retention.plan(folder, proven_sets(Actor.system("retention of backups")))
        if code:
            retention.carry_out(folder, wanted, code)
            self.stdout.write(f"{len(wanted.sets)} sets and {len(wanted.log)} pieces of log were removed.")
            return
        for path in wanted.sets:
            self.stdout.write(path.name)
        self.stdout.write(
            f"{len(wanted.sets)} sets and {len(wanted.log)} pieces of log may go ({wanted.bytes / 1e6:.0f} MB)."
            f" Nothing was removed. To do it: a second person writes today's date into {folder / retention.PERMIT},"
            f" then anyam backup --remove {wanted.code}"
        )
