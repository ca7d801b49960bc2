"""Is a text an answer of its type? As XForms writes answers, and as people may mean them."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from ..choices import ProblemKind, Type
from ..results import Node
from .dates import day_of, moment_of
from .values import number_text, split

LONGEST = 5_000
FIRST_DAY, LAST_DAY = "1900-01-01", "2199-12-31"
_INTEGER = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII)
_POINT = re.compile(r"(-?\d{1,3}(?:\.\d+)?) (-?\d{1,3}(?:\.\d+)?)(?: -?\d+(?:\.\d+)?){0,2}", re.ASCII)
OK = "OK"
"""What ODK writes for something that was confirmed."""


def wrong(node: Node, value: str, offered: Collection[str], born_on: date | None) -> ProblemKind | None:
    """What is the matter with `value` as an answer of this type, if anything."""
    if len(value) > LONGEST:
        return ProblemKind.TOO_LONG
    if node.type in {Type.ONE, Type.SEVERAL, Type.RANK}:
        return _wrong_choice(node.type, value, offered)
    if node.type is Type.DATE or node.type is Type.DATETIME:
        return _wrong_day(node, value, born_on)
    fits = {
        Type.INTEGER: lambda: _INTEGER.fullmatch(value) is not None,
        Type.DECIMAL: lambda: _DECIMAL.fullmatch(value) is not None,
        Type.TIME: lambda: _TIME.fullmatch(value) is not None and moment_of(value) is not None,
        Type.RANGE: lambda: _is_in_range(node, value),
        Type.ACKNOWLEDGE: lambda: value == OK,
        Type.GEOPOINT: lambda: _is_point(value),
    }.get(node.type or Type.TEXT)
    return None if fits is None or fits() else ProblemKind.TYPE


def _wrong_choice(kind: Type, value: str, offered: Collection[str]) -> ProblemKind | None:
    names = [value] if kind is Type.ONE else split(value)
    if len(set(names)) != len(names) or any(name not in offered for name in names):
        return ProblemKind.CHOICE
    return ProblemKind.CHOICE if kind is Type.RANK and len(names) != len(offered) else None


def _wrong_day(node: Node, value: str, born_on: date | None) -> ProblemKind | None:
    is_day = _DATE.fullmatch(value) if node.type is Type.DATE else _DATE.match(value) and "T" in value
    if not is_day or moment_of(value) is None or not FIRST_DAY <= value[:10] <= LAST_DAY:
        return ProblemKind.TYPE
    is_bound = born_on is not None and node.marks.get("not_before") == "birth"
    return ProblemKind.BEFORE_BIRTH if is_bound and value[:10] < str(born_on) else None


def _is_in_range(node: Node, value: str) -> bool:
    if not _DECIMAL.fullmatch(value):
        return False
    start, end = node.limits.get("start", 0.0), node.limits.get("end", 10.0)
    step = abs(node.limits.get("step", 1.0)) or 1.0
    steps = (float(value) - start) / step
    return min(start, end) <= float(value) <= max(start, end) and abs(steps - round(steps)) < 1e-9


def _is_point(value: str) -> bool:
    found = _POINT.fullmatch(value)
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180


def as_answer(node: Node | None, value: object) -> str:
    """What an expression gave, as the answer of a question: days stay days, no number is no answer."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value != value:
            return ""
        return day_of(value) if node is not None and node.type is Type.DATE else number_text(value)
    return str(value)
