"""The number a document gets, from its agency's pattern."""

import re
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_PATTERN: Final = 80
_LONGEST_NUMBER: Final = 110
_TOKEN: Final = re.compile(r"\{([^{}]*)\}")
_KNOWN: Final = frozenset({"n", "unit", "year", "month"})
_PLAIN: Final = re.compile(r"[A-Za-z0-9./\- ]*\Z")
_RUNS_TOGETHER: Final = re.compile(r"(?:\d|\}|[A-Za-z])\{(?:n|year)\}|\{(?:n|year)\}(?:\d|\{|[A-Za-z])")
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def fault_of(pattern: str) -> Promise | None:
    """Why a pattern cannot number a register, in a sentence that says what mends it; None where it can."""
    tokens = _TOKEN.findall(pattern)
    if len(pattern) > LONGEST_PATTERN:
        return _("Shorten the pattern to 80 characters.")
    if not _PLAIN.match(_TOKEN.sub("", pattern)):
        return _("Use letters, digits, dots, dashes and strokes, and the words in curly brackets.")
    if set(tokens) - _KNOWN:
        return _("Only {n}, {unit}, {month} and {year} can stand in curly brackets.")
    if tokens.count("n") != 1 or tokens.count("year") != 1:
        return _("Write {n} once and {year} once, so that no number comes twice.")
    if _RUNS_TOGETHER.search(pattern):
        return _("Put a stroke or a dot around {n} and {year}, so that the digits do not run together.")
    return None


def fault_of_unit(unit: str) -> Promise | None:
    """Why a unit's code cannot stand in a number."""
    if _PLAIN.match(unit):
        return None
    return _("Use letters, digits, dots and dashes.")


def number_from(pattern: str, serial: int, unit: str, on: date) -> str:
    """The number as it is printed, for example '400.9.14.3/7/PPA/2026'; months are Roman, as offices write them."""
    given = {"n": str(serial), "unit": unit, "year": str(on.year), "month": _ROMAN[on.month - 1]}
    return _TOKEN.sub(lambda found: given[found[1]], pattern)[:_LONGEST_NUMBER]
