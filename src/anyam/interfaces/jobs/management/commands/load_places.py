"""`anyam load_places`: bring the register of places, and the kinds of agency, up to the files in `data/`."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.config import env
from anyam.foundation.access import Actor
from anyam.registry.agencies.actions import load_agency_kinds
from anyam.registry.places.actions import load_places


class Command(BaseCommand):
    help = "Load the register of places and the kinds of agency; what is loaded already is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--data", type=Path, default=env.ROOT / "data", help="the folder with regions/ and vocabularies/"
        )

    def handle(self, *args: Any, data: Path, **options: Any) -> None:
        began = monotonic()
        actor = Actor.system("reference data")
        try:
            report = load_places(actor, folder=data / "regions")
            kinds = load_agency_kinds(actor, file=data / "vocabularies" / "agency_kinds.json")
        except FileNotFoundError as problem:
            raise CommandError(f"{problem.filename} is missing") from problem
        if report.was_current:
            self.stdout.write(f"{report.places:,} places are loaded already; {kinds} kinds of agency")
            return
        self.stdout.write(
            f"{report.places:,} places: {report.added:,} added, {report.changed:,} changed, {report.ended:,} ended; "
            f"{kinds} kinds of agency; {monotonic() - began:.1f} s"
        )
