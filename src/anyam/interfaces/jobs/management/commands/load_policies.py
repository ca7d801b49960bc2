"""`anyam load_policies`: bring the register of policies up to the national rules in `data/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.config import env
from anyam.foundation.access import Actor
from anyam.registry.agreements.actions import load_policies


class Command(BaseCommand):
    help = "Load the national rules; what a district added to the register is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", type=Path, default=env.ROOT / "data", help="the folder with policies/")

    def handle(self, *args: Any, data: Path, **options: Any) -> None:
        try:
            added = load_policies(Actor.system("reference data"), file=data / "policies" / "national.json")
        except FileNotFoundError as problem:
            raise CommandError(f"{problem.filename} is missing") from problem
        self.stdout.write(f"{added} national rules added")
