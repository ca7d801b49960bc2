"""`anyam sops check` and `anyam sops log`: what is found in SOPs, and how they ran, for people who work with files."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from anyam.casework.sops.queries import (
    check_sops,
    documents_in_force,
    event_log_as,
    example_instruments,
    example_sops,
    instruments_of_district,
    log_of_runs,
    sop_in_bpmn,
)
from anyam.casework.sops.results import Document, Finding, Instrument
from anyam.foundation.access import Actor
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal


class Command(BaseCommand):
    help = (
        "check: checks SOPs together and prints what is found; ends with 1 where something must be mended."
        " log: writes the steps done in a district as an event log, XES or OCEL 2.0, without a word about a case."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["check", "log"])
        parser.add_argument(
            "--folder", type=Path, help="JSON and BPMN files; without it the examples shipped"
        )
        parser.add_argument(
            "--district",
            default="",
            help="a district's code: its SOPs in force and its register join the files",
        )
        parser.add_argument(
            "--on", type=date.fromisoformat, help="the day for which to check; today without it"
        )
        parser.add_argument(
            "--since", type=date.fromisoformat, help="log: the first day; a year ago without it"
        )
        parser.add_argument("--until", type=date.fromisoformat, help="log: the last day; today without it")
        parser.add_argument("--ocel", action="store_true", help="log: OCEL 2.0 as JSON instead of XES")
        parser.add_argument("--out", type=Path, help="log: the file to write")
        parser.add_argument("--language", default="id", choices=["id", "en"])

    def handle(self, *args: Any, what: str, language: str, **options: Any) -> None:
        actor = Actor.system("SOPs as files")
        with translation.override(language):
            if what == "log":
                self._log(actor, **options)
            else:
                self._check(actor, **options)

    def _check(
        self, actor: Actor, *, folder: Path | None, district: str, on: date | None, **options: Any
    ) -> None:
        try:
            documents, instruments = _gathered(actor, folder, district)
        except (Refusal, OSError) as problem:
            raise CommandError(str(problem)) from None
        found = check_sops(actor, documents, instruments=instruments, on=on)
        self._show(documents, found)
        if any(finding.is_blocking for finding in found):
            sys.exit(1)

    def _log(
        self,
        actor: Actor,
        *,
        district: str,
        since: date | None,
        until: date | None,
        ocel: bool,
        out: Path | None,
        **options: Any,
    ) -> None:
        if not district or out is None:
            raise CommandError(_("Say of which district, and where to write it: --district and --out."))
        last = until or clock.today()
        first = since or last - timedelta(days=365)
        with acting(actor):
            events = log_of_runs(actor, district_code=district, first=first, last=last)
        out.write_bytes(event_log_as(actor, events, is_object_centric=ocel))
        self.stdout.write(_("%(n)s steps written.") % {"n": len(events)})

    def _show(self, documents: list[Document], found: list[Finding]) -> None:
        titles = {document.code: document.title for document in documents}
        for code, findings in groupby(sorted(found, key=lambda one: one.sop), key=lambda one: one.sop):
            self.stdout.write(f"\n{code} · {titles[code]}")
            for finding in findings:
                self.stdout.write(f"  [{finding.severity.label}] {finding.kind.label}: {finding.sentence}")
                self.stdout.write(f"    → {finding.to_do}")
        blocking = sum(finding.is_blocking for finding in found)
        facts = {"sops": len(documents), "blocking": blocking, "advice": len(found) - blocking}
        told = _("%(sops)s SOPs: %(blocking)s to be mended, %(advice)s to think about.") % facts
        self.stdout.write(f"\n{told}")


def _gathered(
    actor: Actor, folder: Path | None, district: str
) -> tuple[list[Document], dict[str, Instrument]]:
    """What is checked: the files, and of a district its SOPs in force, with its register of policies.

    A file takes the place of the SOP in force with the same code: it is what that SOP is to become.
    """
    if not district:
        return _in_files(actor, folder)
    documents, instruments = _in_files(actor, folder) if folder else ([], {})
    known = {one.code for one in documents}
    in_force = documents_in_force(actor, district_code=district)
    documents += [one for one in in_force if one.code not in known]
    return documents, instruments | instruments_of_district(actor, district_code=district)


def _in_files(actor: Actor, folder: Path | None) -> tuple[list[Document], dict[str, Instrument]]:
    if folder is not None and not folder.is_dir():
        raise Refusal(_("There is no folder %(folder)s.") % {"folder": folder})
    documents = [example.document for example in example_sops(actor, folder=folder)]
    for file in sorted(folder.glob("*.bpmn")) if folder else ():
        documents.append(sop_in_bpmn(actor, file.read_bytes()).document)
    return documents, example_instruments(actor, folder=folder)
