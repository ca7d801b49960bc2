"""`anyam bench pages`, `check` or `work`: pages in small and large districts, the check of SOPs, and joint work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.config import env
from anyam.interfaces.jobs.bench.sizes import (
    MeasureFailed,
    build_base_here,
    mark_here,
    measure_here,
    measure_work_here,
    measured_at,
    work_measured_at,
)
from anyam.interfaces.jobs.bench.sop_check import check_figures

SIZES = {"pages": "10000,100000", "work": "100000", "check": "500"}


class Command(BaseCommand):
    help = "Measures pages, joint work or the check of SOPs, in districts built in databases of their own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=list(SIZES), help="what to measure")
        parser.add_argument(
            "--sizes",
            default="",
            help="numbers of cases, of running procedures or of SOPs, divided by commas",
        )
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--anew", action="store_true", help="build the districts again even if they are there"
        )
        parser.add_argument(
            "--part", choices=["base", "mark", "pages", "work"], help="used by the command itself"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if env.database_url():
            raise CommandError("Benches run on the embedded server only, in databases of their own.")
        if options["part"]:
            self._do_part(options)
            return
        try:
            sizes = [int(part) for part in (options["sizes"] or SIZES[options["name"]]).split(",")]
            for line in self._lines(options["name"], sizes, options["seed"], is_anew=options["anew"]):
                self.stdout.write(json.dumps(line))
        except MeasureFailed as problem:
            raise CommandError(str(problem)) from None

    def _lines(self, name: str, sizes: list[int], seed: int, *, is_anew: bool) -> Iterator[dict[str, Any]]:
        if name == "pages":
            for size, pages in measured_at(sizes, seed, is_anew=is_anew):
                yield from ({"size": size, **page} for page in pages)
        elif name == "work":
            yield from work_measured_at(sizes, seed, is_anew=is_anew)
        else:
            for size in sizes:
                yield from (figure.line() for figure in check_figures(seed, sops=size))

    def _do_part(self, options: dict[str, Any]) -> None:
        if options["part"] == "base":
            build_base_here(options["seed"], is_anew=options["anew"], told=self._tell)
        elif options["part"] == "mark":
            self.stdout.write(mark_here())
        elif options["part"] == "work":
            for figure in measure_work_here(int(options["sizes"]), options["seed"], told=self._tell):
                self.stdout.write(json.dumps(figure.line()))
        else:
            for page in measure_here(int(options["sizes"]), options["seed"], told=self._tell):
                self.stdout.write(json.dumps(page))

    def _tell(self, words: str) -> None:
        self.stderr.write(f"  {words}")
        self.stderr.flush()
