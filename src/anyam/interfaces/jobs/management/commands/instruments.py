"""`anyam instruments check FILE`: what the upload page would say of an XLSForm, for people who work with files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from anyam.foundation.access import Actor
from anyam.registry.instruments.queries import check_instrument


class Command(BaseCommand):
    help = (
        "check: reads an XLSForm (XLSX, XLS, CSV or Markdown) and prints what is found, by sheet, row and column;"
        " ends with 0 where it is accepted, with 1 where it is refused."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["check"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--language", default="id", choices=["id", "en"])

    def handle(self, *args: Any, what: str, file: Path, language: str, **options: Any) -> None:
        with translation.override(language):
            try:
                content = file.read_bytes()
            except OSError as problem:
                raise CommandError(str(problem)) from None
            checked = check_instrument(Actor.system("forms as files"), content)
            for one in checked.findings:
                kind = _("to be mended") if one.is_blocking else _("good to know")
                self.stdout.write(f"[{kind}] {one.where or file.name}: {one.sentence}")
            if checked.instrument is None:
                self.stdout.write(_("Refused."))
                sys.exit(1)
            asked = sum(node.type != "hidden" for node in checked.instrument.questions)
            facts = {"code": checked.instrument.code, "n": asked}
            self.stdout.write(_("Accepted: %(code)s, %(n)s questions.") % facts)
