"""`anyam load_checklists`: bring in the checklists of readiness in `data/` that are not there yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.config import env
from anyam.foundation.access import Actor
from anyam.registry.readiness.actions import load_checklists


class Command(BaseCommand):
    help = "Load the example checklists of readiness; a district's own versions are left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", type=Path, default=env.ROOT / "data", help="the folder with readiness/")

    def handle(self, *args: Any, data: Path, **options: Any) -> None:
        try:
            added = load_checklists(
                Actor.system("reference data"), file=data / "readiness" / "checklists.json"
            )
        except FileNotFoundError as problem:
            raise CommandError(f"{problem.filename} is missing") from problem
        self.stdout.write(f"{added} checklists added")
