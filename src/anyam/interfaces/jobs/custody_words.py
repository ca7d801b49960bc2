"""Asking two officers for their words."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

from anyam.foundation.backups.custody import NEEDED
from anyam.foundation.backups.errors import CustodyRefused


def ask_words(files: Sequence[Path] | None) -> list[str]:
    """Two officers' words, from files or typed; what is typed is not shown."""
    if files:
        return [path.read_text(encoding="utf-8") for path in files]
    if not sys.stdin.isatty():
        raise CustodyRefused(
            "Two officers have to type their words here, or name files with --words (twice)."
        )
    return [
        getpass.getpass(f"Lembar {number}, semua kata dengan spasi / Sheet {number}, all words with spaces: ")
        for number in range(1, NEEDED + 1)
    ]
