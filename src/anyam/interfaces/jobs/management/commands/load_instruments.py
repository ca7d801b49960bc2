"""`anyam load_instruments`: put the instruments in `data/` into force that are not there yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.config import env
from anyam.interfaces.jobs.instruments import bring_instruments
from anyam.registry.instruments.actions import FormIsNotAccepted


class Command(BaseCommand):
    help = "Load the instruments of the starter pack; a district's own versions are left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--data", type=Path, default=env.ROOT / "data", help="the folder with instruments/"
        )

    def handle(self, *args: Any, data: Path, **options: Any) -> None:
        try:
            added = bring_instruments(data / "instruments")
        except FormIsNotAccepted as problem:
            raise CommandError(
                "; ".join(f"{one.where}: {one.sentence}" for one in problem.findings)
            ) from problem
        self.stdout.write(f"{added} instruments added")
