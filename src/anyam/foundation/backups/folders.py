"""The folder of backups: things are added, and nothing that is there is ever changed or taken away by the server.

sets/20261122T200000Z-4f1c/     one backup set: everything, at one moment
log/<cluster>/                  sealed pieces of the write-ahead log: what happened since the sets
custody/                        who can open it, without any secret
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from anyam.config import env
from anyam.foundation.backups.errors import BackupFailed

_UNFINISHED = ".unfinished"
_TIME = "%Y%m%dT%H%M%SZ"

READ_ME = """CADANGAN ANYAM / ANYAM BACKUPS

Semua isi folder ini terkunci. Yang dapat membukanya hanya dua dari tiga pejabat pemegang kunci, dengan lembar kata
mereka, memakai program Anyam:   anyam restore --from FOLDER_INI --into FOLDER_BARU
Jangan mengubah, mengganti nama, atau menghapus apa pun di sini.

Everything in this folder is locked. Only two of the three key holders can open it, with their sheets of words and the
program Anyam:   anyam restore --from THIS_FOLDER --into NEW_FOLDER
Do not change, rename or delete anything here.
"""


def root() -> Path:
    """The folder of backups. Raises BackupFailed where the disk it should be on is not there."""
    folder = env.backups_folder()
    if env.text("BACKUPS") and not folder.is_dir():
        raise BackupFailed(
            f"The folder for backups, {folder}, is not there. Is its disk plugged in and mounted?"
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (folder / "README.txt").exists():
        (folder / "README.txt").write_text(READ_ME, encoding="utf-8")
    return folder


def sets_in(folder: Path) -> list[Path]:
    """Finished sets, oldest first."""
    below = folder / "sets"
    if not below.is_dir():
        return []
    return sorted(one for one in below.iterdir() if one.is_dir() and not one.name.endswith(_UNFINISHED))


def newest_set(folder: Path) -> Path | None:
    found = sets_in(folder)
    return found[-1] if found else None


def made_at(path: Path) -> datetime:
    """The moment in a set's name."""
    return datetime.strptime(f"{path.name.split('-')[0]}+0000", f"{_TIME}%z")


def new_name(moment: datetime) -> str:
    return f"{moment.strftime(_TIME)}-{secrets.token_hex(2)}"


@contextmanager
def adding(folder: Path, name: str) -> Iterator[Path]:
    """A new set that appears under its name only when all of it is on the disk."""
    final = folder / "sets" / name
    draft = final.with_name(name + _UNFINISHED)
    draft.mkdir(parents=True, mode=0o700)
    try:
        yield draft
        if final.exists():
            raise BackupFailed(f"There is a backup {name} already; nothing was overwritten.")
        _on_disk(draft)
        draft.rename(final)
        _on_disk(final.parent)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _on_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def share_in_use(folder: Path) -> float:
    """How much of the folder's disk is in use, from 0 to 1."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), Path("/"))
    usage = shutil.disk_usage(there)
    return usage.used / (usage.used + usage.free) if usage.used + usage.free else 1.0


def free_bytes(folder: Path) -> int:
    there = next((one for one in (folder, *folder.parents) if one.exists()), Path("/"))
    return shutil.disk_usage(there).free
