"""`anyam bench pages`: measure the pages in a small and in a large district; `anyam bench work --sizes check`: SOPs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.config import env
from anyam.interfaces.jobs.bench.judging import Figure
from anyam.interfaces.jobs.bench.sizes import (
    MeasureFailed,
    build_base_here,
    mark_here,
    measure_here,
    measured_at,
)
from anyam.interfaces.jobs.bench.sop_check import check_figures

WORK: dict[str, Callable[[int], Iterator[Figure]]] = {"check": check_figures}


class Command(BaseCommand):
    help = "Builds districts of several sizes in databases of their own and measures the pages in them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=["pages", "work"], help="what to measure")
        parser.add_argument("--sizes", default="10000,100000", help="numbers of cases, divided by commas")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--anew", action="store_true", help="build the districts again even if they are there"
        )
        parser.add_argument("--part", choices=["base", "mark", "pages"], help="used by the command itself")

    def handle(self, *args: Any, **options: Any) -> None:
        if env.database_url():
            raise CommandError("Benches run on the embedded server only, in databases of their own.")
        if options["part"]:
            self._do_part(options)
            return
        if options["name"] == "work":
            self._measure_work(options["sizes"].split(","), options["seed"])
            return
        try:
            sizes = [int(part) for part in options["sizes"].split(",")]
            for size, pages in measured_at(sizes, options["seed"], is_anew=options["anew"]):
                for page in pages:
                    self.stdout.write(json.dumps({"size": size, **page}))
        except MeasureFailed as problem:
            raise CommandError(str(problem)) from None

    def _measure_work(self, names: list[str], seed: int) -> None:
        unknown = set(names) - WORK.keys()
        if unknown:
            raise CommandError(f"Work is measured as {', '.join(WORK)}: write it after --sizes.")
        for name in names:
            for figure in WORK[name](seed):
                self.stdout.write(json.dumps(figure.line()))

    def _do_part(self, options: dict[str, Any]) -> None:
        if options["part"] == "base":
            build_base_here(options["seed"], is_anew=options["anew"], told=self._tell)
        elif options["part"] == "mark":
            self.stdout.write(mark_here())
        else:
            for page in measure_here(int(options["sizes"]), options["seed"], told=self._tell):
                self.stdout.write(json.dumps(page))

    def _tell(self, words: str) -> None:
        self.stderr.write(f"  {words}")
        self.stderr.flush()
