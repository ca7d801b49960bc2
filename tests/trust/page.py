"""`docs/reference/figures-trust.md`: the last figures of every row, each with the commit it was measured at."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2] / "docs" / "reference" / "figures-trust.md"
COLUMNS = (
    *("Row", "Size", "Claim", "Tried", "Failed", "Control", "Holds", "Seed", "Commit", "Date", "Took"),
    *("Machine", "Note"),
)
HEAD = """# Figures of trust
<!-- Written by `script/figures trust`. Do not edit. -->

What is claimed about safety, how often it was tried to prove it wrong, and what came of it. *Control* says whether a
fault planted on purpose was caught by the same code: without that a row does not hold, however few failures it counts.
Every row stands with the commit it was measured at; a plus means that files differed from that commit. `quick` is the
size that runs in `script/test`, `full` the one of `script/figures trust --full`.

"""
Entry = dict[str, str]
Kept = dict[tuple[str, str], Entry]


def read(file: Path | None = None) -> Kept:
    """The rows on the page; none where there is no page yet."""
    file = file or FILE
    if not file.exists():
        return {}
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    entries = [dict(zip(COLUMNS, _cells(line), strict=True)) for line in lines[2:]]
    return {(entry["Row"], entry["Size"]): entry for entry in entries}


def entry(name: str, size: str, row: dict[str, Any], seconds: float) -> Entry:
    """One line of the table."""
    values = (
        *(name, size, row["claim"], f"{row['tried']:,}", f"{row['failed']:,}"),
        *("caught" if row["control_caught"] else "MISSED", "yes" if row["holds"] else "NO"),
        *(str(row["seed"]), row["commit"], datetime.now(UTC).date().isoformat(), f"{seconds:.0f} s"),
        *(machine(), row["note"]),
    )
    return dict(zip(COLUMNS, (value.replace("\n", " ").replace("|", "/") for value in values), strict=True))


def write(kept: Kept, file: Path | None = None) -> None:
    """The whole page, sorted by row."""
    lines = [f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|"]
    lines += [
        f"| {' | '.join(entry[name] for name in COLUMNS)} |"
        for _, entry in sorted(kept.items(), key=lambda one: (one[0][0], one[0][1] != "quick"))
    ]
    (file or FILE).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def machine() -> str:
    """What it ran on, in words that name no machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]
