"""`anyam custody`: who can open the backups."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.config import env
from anyam.foundation.backups import custody
from anyam.foundation.backups.custody import Bundle, Custody
from anyam.foundation.backups.errors import BackupFailed, BackupRefused, CustodyRefused
from anyam.interfaces.jobs.custody_sheets import as_text, write_pdf
from anyam.interfaces.jobs.custody_words import ask_words

_WARNING = """\
Tiga pejabat masing-masing menerima satu lembar kata. DUA lembar bersama-sama membuka semua cadangan.
Bila dua lembar hilang, semua cadangan hilang untuk selamanya: tidak ada jalan lain, juga tidak bagi pembuat Anyam.
Three officers each receive one sheet of words. TWO sheets together open all backups.
If two sheets are lost, all backups are lost for ever: there is no other way, not even for the makers of Anyam.
"""


class Command(BaseCommand):
    help = "Custody of the backups' key: create, check (changes nothing), renew, recover, show."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["create", "check", "renew", "recover", "show"])
        parser.add_argument("--officer", action="append", default=[], help="name of an officer (three times)")
        parser.add_argument(
            "--pdf", type=Path, help="also write the sheets to print into this folder; delete them after"
        )
        parser.add_argument(
            "--words", type=Path, action="append", help="file with one officer's words (twice)"
        )
        parser.add_argument(
            "--record", type=Path, help="custody.json of a backup, on a machine that has none"
        )
        parser.add_argument(
            "--old-sheets-are-lost",
            action="store_true",
            help="renew without the old sheets: older backups can then never be opened again",
        )

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        try:
            getattr(self, f"_{what}")(options)
        except (BackupFailed, BackupRefused, CustodyRefused) as problem:
            raise CommandError(str(problem)) from None

    def _show(self, options: dict[str, Any]) -> None:
        held = _held(options)
        self.stdout.write(f"{held.fingerprint}, {held.since.isoformat()}: {', '.join(held.officers)}")

    def _create(self, options: dict[str, Any]) -> None:
        if custody.current() is not None:
            raise CustodyRefused("There is a custody already. When an officer leaves: anyam custody renew")
        self._hand_out(options, None)

    def _renew(self, options: dict[str, Any]) -> None:
        lost = options["old_sheets_are_lost"]
        self._hand_out(options, None if lost else self._opened(options)[1])

    def _check(self, options: dict[str, Any]) -> None:
        held, bundle = self._opened(options)
        now = custody.kept_keys()
        missing = sorted(name for name, content in now.items() if bundle.keys.get(name) != content)
        self.stdout.write(
            f"Cocok. Kedua lembar membuka cadangan {held.fingerprint}. / They fit: both sheets open {held.fingerprint}."
        )
        if missing:
            self.stdout.write(
                f"{len(missing)} keys are newer than the sheets; they are in every backup since, which the sheets open."
            )

    def _recover(self, options: dict[str, Any]) -> None:
        _held_now, bundle = self._opened(options)
        count = custody.put_back_keys(bundle.keys, env.keys_folder())
        self.stdout.write(
            f"{count} keys are in {env.keys_folder()}. Newer ones come back with the newest backup: anyam restore"
        )

    def _opened(self, options: dict[str, Any]) -> tuple[Custody, Bundle]:
        held = _held(options)
        return held, custody.open_bundle(held, ask_words(options["words"]))

    def _hand_out(self, options: dict[str, Any], earlier: Bundle | None) -> None:
        self.stdout.write(_WARNING)
        sheets = custody.create(options["officer"] or _ask_names(), earlier)
        for sheet in sheets:
            if options["pdf"]:
                self.stdout.write(f"{sheet.officer}: {write_pdf(sheet, options['pdf'])}")
            else:
                _one_at_a_time(sheet.officer)
                self.stdout.write(as_text(sheet))
                _one_at_a_time("", clear=True)
        self.stdout.write(
            "Lembar ini tidak disimpan di mana pun. Uji sekarang: anyam custody check\n"
            "The sheets are kept nowhere. Try them now: anyam custody check\n"
            "Restart the service, so that the embedded database keeps its log for the backups from now on."
        )


def _held(options: dict[str, Any]) -> Custody:
    held = custody.read(options["record"]) if options["record"] else custody.current()
    if held is None:
        raise CustodyRefused(
            "There is no custody yet: anyam custody create (or --record for another machine's)."
        )
    return held


def _ask_names() -> list[str]:
    if not sys.stdin.isatty():
        return []
    return [input(f"Nama pejabat {number} / Officer {number}: ") for number in (1, 2, 3)]


def _one_at_a_time(officer: str, *, clear: bool = False) -> None:
    """On a screen each officer sees only their own sheet."""
    if not sys.stdin.isatty():
        return
    if officer:
        input(f"{officer}: hanya Anda di depan layar? Tekan Enter. / Only you at the screen? Press Enter.")
        return
    input("Sudah dicetak atau disalin? Tekan Enter. / Printed or copied? Press Enter.")
    if clear:
        sys.stdout.write("\033[3J\033[2J\033[H")
