"""`anyam restore`: bring everything back, on this machine or a new one."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from anyam.config import env
from anyam.config.embedded_postgres import in_use
from anyam.foundation.backups import custody, folders, restoring
from anyam.foundation.backups.custody import Bundle
from anyam.foundation.backups.errors import BackupFailed, BackupRefused, CustodyRefused, RestoreFailed
from anyam.foundation.backups.opening import CheckedSet, newest_tombstones, open_set
from anyam.foundation.backups.proving import ask_copy, url_of
from anyam.interfaces.jobs.custody_words import ask_words


class Command(BaseCommand):
    help = "Restores a backup into a new folder or an empty database. It never overwrites anything."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--into", required=True, help="a new folder, or postgresql://... of an empty database"
        )
        parser.add_argument("--from", dest="source", type=Path, help="folder of backups, or of one set")
        parser.add_argument("--until", help='a moment in the district\'s time, such as "2026-11-22 03:00"')
        parser.add_argument(
            "--words", type=Path, action="append", help="file with one officer's words (twice)"
        )

    def handle(self, *args: Any, into: str, source: Path | None, until: str | None, **options: Any) -> None:
        try:
            moment = _moment(until)
            backups, chosen = _choose(source or env.backups_folder(), moment)
            _require_empty(into)
            self.stdout.write(f"Restoring {chosen.name}. Two of the three officers are needed now.")
            bundle = custody.open_bundle(custody.read(chosen / "custody.json"), ask_words(options["words"]))
            found = open_set(chosen, custody.identities(bundle), bundle.signer)
            self._restore(found, bundle, into, moment, backups)
        except (BackupFailed, BackupRefused, CustodyRefused, RestoreFailed) as problem:
            raise CommandError(str(problem)) from None

    def _restore(
        self, found: CheckedSet, bundle: Bundle, into: str, moment: datetime | None, backups: Path
    ) -> None:
        rows = f"{found.contents.rows:,} rows, {found.contents.files:,} files"
        if into.startswith("postgres"):
            if moment:
                raise BackupRefused("A moment in time is restored into a folder first: name a folder.")
            restoring.restore_into_database(found, into)
            self._bury(found, backups, into, "")
            self.stdout.write(f"The database is back ({rows}). Files and keys: restore into a folder too.")
            return
        restored = restoring.restore_into_folder(found, Path(into).resolve(), until=moment, backups=backups)
        with in_use(restored.cluster):
            keys = str(Path(into).resolve() / "keys")
            self._bury(found, backups, url_of(restored.cluster, restored.database), keys)
        if restored.note:
            self.stdout.write(restored.note)
        self.stdout.write(
            f"Everything is back ({rows}). Try it: ANYAM_VAR={Path(into).resolve()}"
            f" ANYAM_DB_NAME={restored.database} anyam restore-drill"
        )

    def _bury(self, found: CheckedSet, backups: Path, url: str, keys: str) -> None:
        """What was destroyed on purpose since then stays destroyed, as far as the newest set knows of it."""
        tombstones = newest_tombstones(backups, found)
        count = ask_copy("bury_again", url, json.dumps(tombstones), keys)
        if count != "0":
            self.stdout.write(f"{count} keys that had been destroyed on purpose were destroyed again.")


def _moment(until: str | None) -> datetime | None:
    if until is None:
        return None
    try:
        moment = datetime.fromisoformat(until)
    except ValueError:
        raise BackupRefused('Write the moment like this: --until "2026-11-22 03:00"') from None
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _choose(folder: Path, moment: datetime | None) -> tuple[Path, Path]:
    """The folder of backups, and the newest set that is not later than the moment."""
    if (folder / "set.json").exists():
        return folder.parent.parent, folder
    fitting = [one for one in folders.sets_in(folder) if moment is None or folders.made_at(one) <= moment]
    if not fitting:
        raise BackupRefused(f"There is no backup in {folder} that could be restored to that moment.")
    return folder, fitting[-1]


def _require_empty(into: str) -> None:
    if into.startswith("postgres"):
        restoring.require_empty_database(into)
    else:
        restoring.require_empty_folder(Path(into))
