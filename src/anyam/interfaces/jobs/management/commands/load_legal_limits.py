"""`anyam load_legal_limits`: bring in the time and age limits set by law in `data/` that are not there yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.casework.custody.actions import load_legal_limits
from anyam.config import env
from anyam.foundation.access import Actor


class Command(BaseCommand):
    help = "Load the limits set by law; a district's own rows are left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", type=Path, default=env.ROOT / "data", help="the folder of data")

    def handle(self, *args: Any, data: Path, **options: Any) -> None:
        try:
            added = load_legal_limits(Actor.system("reference data"), file=data / "legal_limits.json")
        except FileNotFoundError as problem:
            raise CommandError(f"{problem.filename} is missing") from problem
        self.stdout.write(f"{added} legal limits added")
