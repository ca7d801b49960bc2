"""What the documents point to is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.source import ROOT

WRITTEN = ["*.md", "docs/**/*.md"]
# `tests/…`, `docs/…` and the like in backticks, and links between documents.
NAMED = re.compile(r"`((?:tests|docs|script|src|data|interfaces|foundation)/[\w./-]+?)/?`")
LINKED = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
BELOW = {"interfaces": "src/anyam", "foundation": "src/anyam"}


def documents() -> list[Path]:
    return [path for pattern in WRITTEN for path in sorted(ROOT.glob(pattern))]


def missing(text: str, folder: Path) -> list[str]:
    """Named files and links that lead nowhere."""
    named = [ROOT / BELOW.get(name.split("/")[0], "") / name for name in NAMED.findall(text)]
    linked = [folder / link for link in LINKED.findall(text)]
    return sorted(str(path.relative_to(ROOT)) for path in {*named, *linked} if not path.exists())


def test_documents_point_to_what_is_there() -> None:
    found = {
        path.name: gone
        for path in documents()
        if (gone := missing(path.read_text(encoding="utf-8"), path.parent))
    }
    assert len(documents()) > 10
    assert not found, f"Correct the name, or take the sentence out: {found}."


def test_seeded_dead_link_is_caught() -> None:
    assert missing("See `tests/nowhere.py` and [this](docs/gone.md).", ROOT) == [
        "docs/gone.md",
        "tests/nowhere.py",
    ]
