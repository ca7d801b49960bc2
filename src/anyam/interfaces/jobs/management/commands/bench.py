"""`anyam bench pages`: measure the pages in a small and in a large district."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.config import env
from anyam.interfaces.jobs.bench.sizes import MeasureFailed, measure_here, measured_at


class Command(BaseCommand):
    help = "Builds districts of several sizes in databases of their own and measures the pages in them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=["pages"], help="what to measure")
        parser.add_argument("--sizes", default="10000,100000", help="numbers of cases, divided by commas")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--anew", action="store_true", help="build the districts again even if they are there"
        )
        parser.add_argument(
            "--only-size", type=int, help="measure in the present database (used by the command itself)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if env.database_url():
            raise CommandError("Benches run on the embedded server only, in databases of their own.")
        if options["only_size"]:
            self._measure_here(options)
            return
        try:
            for size in sorted(int(part) for part in options["sizes"].split(",")):
                for page in measured_at(size, options["seed"], is_anew=options["anew"]):
                    self.stdout.write(json.dumps({"size": size, **page}))
        except MeasureFailed as problem:
            raise CommandError(str(problem)) from None

    def _measure_here(self, options: dict[str, Any]) -> None:
        def told(words: str) -> None:
            self.stderr.write(f"  {words}")
            self.stderr.flush()

        for page in measure_here(options["only_size"], options["seed"], is_anew=options["anew"], told=told):
            self.stdout.write(json.dumps(page))
