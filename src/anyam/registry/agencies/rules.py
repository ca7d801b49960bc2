"""What holds for agencies and services, without a database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date

from anyam.foundation.core.text import fold_name

from .choices import CapacityState

CHILDHOOD_ENDS_AT = 18
OLDEST_AGE = 120
STALE_AFTER_DAYS = 30
LONGEST_RESPONSE_HOURS = 2000

_PHONE = re.compile(r"\+?[\d ()./-]{2,29}")
_BEST_FIRST = {CapacityState.OPEN: 0, CapacityState.LIMITED: 1, CapacityState.FULL: 3}
_UNKNOWN_RANK = 2


def is_phone(text: str) -> bool:
    """Whether `text` can be dialled: digits with spaces, dots, dashes or brackets; 110 and 129 count."""
    return _PHONE.fullmatch(text) is not None and sum(letter.isdigit() for letter in text) >= 3


def is_stale(as_of: date | None, today: date) -> bool:
    """Whether a statement about capacity is too old to be relied on, or was never made."""
    return as_of is None or (today - as_of).days > STALE_AFTER_DAYS


def readiness_rank(state: str, as_of: date | None, today: date) -> int:
    """The order services are offered in: open, limited, unknown or stale, full."""
    if not state or is_stale(as_of, today):
        return _UNKNOWN_RANK
    return _BEST_FIRST[CapacityState(state)]


def ages_fit(age: int, age_from: int, age_to: int) -> bool:
    """Whether a child of `age` full years may come: both ends belong to the range."""
    return age_from <= age <= age_to


def covers(area_codes: Collection[str], place_code: str) -> bool:
    """Whether a service with this area serves the place: its area names the place or one above it."""
    return any(code in area_codes for code in codes_above(place_code))


def codes_above(place_code: str) -> tuple[str, ...]:
    """The place's own code and all codes above it."""
    parts = place_code.split(".")
    return tuple(".".join(parts[: n + 1]) for n in range(len(parts)))


def search_words(texts: Iterable[str]) -> tuple[str, ...]:
    """The folded words of these texts, each once: what a service is found by."""
    return tuple(dict.fromkeys(word for text in texts for word in fold_name(text).split()))


def prefix_query(typed: str) -> str:
    """The tsquery that each typed word begins a word; empty when nothing was typed."""
    return " & ".join(f"{word}:*" for word in search_words([typed[:120]])[:8])


def begins_words(typed: str, texts: Iterable[str]) -> bool:
    """Whether each typed word begins a word of `texts`; nothing typed fits everything."""
    words = search_words(texts)
    return all(any(word.startswith(part) for word in words) for part in search_words([typed[:120]]))
