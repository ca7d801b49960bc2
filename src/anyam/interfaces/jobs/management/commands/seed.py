"""`anyam seed`: make the demo district."""

from __future__ import annotations

from datetime import datetime
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from anyam.config.database import as_owner
from anyam.foundation.core import clock
from anyam.interfaces.jobs.demo_district.make import DistrictNotEmpty, DistrictUnknown, make_district

_MOST_STATEMENTS = 2000


class Command(BaseCommand):
    help = "Makes the demo district: invented people, agencies and casework, up to the present moment."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", default="35.04", help="code of the regency or city (default 35.04)")
        parser.add_argument("--cases", type=int, default=350)
        parser.add_argument("--months", type=int, default=24)
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same district")
        parser.add_argument(
            "--until", type=datetime.fromisoformat, help="end here instead of now (with time zone)"
        )
        parser.add_argument(
            "--reset", action="store_true", help="throw everything in the database away first"
        )
        parser.add_argument(
            "--yes-this-is-a-demo", action="store_true", help="allow it where ANYAM_DEMO is not set"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.ANYAM_DEMO or options["yes_this_is_a_demo"]):
            raise CommandError("This is no demo installation: set ANYAM_DEMO=1, or add --yes-this-is-a-demo.")
        until = options["until"] or clock.now()
        if until.tzinfo is None:
            raise CommandError("--until needs a time zone, for example 2026-11-20T15:00:00+07:00")
        if options["reset"]:
            with as_owner():
                _throw_away()
            call_command("prepare", verbosity=0)
        _prepare_statements()
        began = monotonic()
        try:
            made = make_district(
                options["district"],
                cases=options["cases"],
                months=options["months"],
                seed=options["seed"],
                until=until,
                password=settings.ANYAM_DEMO_PASSWORD,
                told=self._tell if options["verbosity"] > 0 else lambda words: None,
            )
        except DistrictUnknown as problem:
            raise CommandError(f"There are no agencies on file for district {problem}.") from None
        except DistrictNotEmpty:
            raise CommandError(
                "The district is not empty: nothing was changed. --reset throws it away first."
            ) from None
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self._tell(
            f"{made.cases} cases ({made.open_cases} open), {made.referrals} referrals, {made.people} people at work, "
            f"in {monotonic() - began:.0f} s"
        )
        for sentence, count in sorted(made.refusals.items()):
            if options["verbosity"] > 1:
                self._tell(f"  refused {count} times: {sentence}")

    def _tell(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def _prepare_statements() -> None:
    """The same few hundred statements come again ten thousand times: let the server plan each once."""
    connection.close()
    connection.settings_dict["OPTIONS"] = {
        **connection.settings_dict["OPTIONS"],
        "server_side_binding": True,
        "prepare_threshold": 2,
    }
    connection.ensure_connection()
    # More than the usual hundred: otherwise each is forgotten before it comes again.
    connection.connection.prepared_max = _MOST_STATEMENTS


def _throw_away() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
