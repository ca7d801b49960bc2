"""Code lists kept as data in `data/vocabularies/`, each with its source and whether it is confirmed.

A list that is remembered rather than read carries `is_confirmed = False`, and the pages that show it say so.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language


@dataclass(frozen=True)
class Term:
    """One code with its words in both languages and whatever else the list keeps about it."""

    code: str
    indonesian: str
    english: str
    extra: dict[str, Any]

    @property
    def label(self) -> str:
        """The words in the reader's language."""
        return self.english if (get_language() or "id").startswith("en") else self.indonesian

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Vocabulary:
    """One code list."""

    code: str
    is_confirmed: bool
    source: str
    terms: tuple[Term, ...]

    def choices(self) -> list[tuple[str, str]]:
        """Codes and labels for a form, in the reader's language: pass the method itself, not its result."""
        return [(term.code, term.label) for term in self.terms]

    def codes(self) -> frozenset[str]:
        return frozenset(term.code for term in self.terms)

    def label(self, code: str) -> str:
        """The words for `code` in the reader's language; the code itself if it has left the list since."""
        return next((term.label for term in self.terms if term.code == code), code)

    def labels(self, codes: list[str] | tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.label(code) for code in codes)


@lru_cache
def vocabulary(name: str) -> Vocabulary:
    """The list kept in `data/vocabularies/<name>.json`. Raises FileNotFoundError for an unknown name."""
    kept = json.loads((data_folder() / "vocabularies" / f"{name}.json").read_text(encoding="utf-8"))
    words = {"code", "id", "en"}
    return Vocabulary(
        code=kept["code"],
        is_confirmed=kept["status"] != "from_memory",
        source=kept.get("source", ""),
        terms=tuple(
            Term(item["code"], item["id"], item["en"], {k: v for k, v in item.items() if k not in words})
            for item in kept["items"]
        ),
    )


def data_folder() -> Path:
    """The folder of reference data shipped with the product."""
    return Path(settings.DATA_FOLDER)
