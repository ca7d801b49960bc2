"""`anyam figures NAME`: measure, hold against what was promised, and fail where something falls short."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.config import env
from anyam.interfaces.jobs.bench.judging import Figure, all_hold, judged
from anyam.interfaces.jobs.bench.making_demo import demo_figures
from anyam.interfaces.jobs.bench.sizes import MeasureFailed, measured_at


class Command(BaseCommand):
    help = "Prints figures as JSON lines and ends with 1 where one falls short of its target."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=["pages", "demo"])
        parser.add_argument("--sizes", default="10000,100000")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--anew", action="store_true")

    def handle(self, *args: Any, name: str, seed: int, **options: Any) -> None:
        if env.database_url():
            raise CommandError("Figures are measured on the embedded server, in databases of their own.")
        try:
            if name == "demo":
                figures = list(demo_figures(seed))
            else:
                sizes = [int(part) for part in options["sizes"].split(",")]
                measured = dict(measured_at(sizes, seed, is_anew=options["anew"]))
                figures = list(judged(measured, seed))
        except MeasureFailed as problem:
            raise CommandError(str(problem)) from None
        self._show(figures)

    def _show(self, figures: list[Figure]) -> None:
        for figure in figures:
            self.stdout.write(json.dumps(figure.line()))
        if not all_hold(figures):
            sys.exit(1)
