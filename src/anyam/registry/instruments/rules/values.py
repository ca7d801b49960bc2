"""The four kinds of values of XPath 1.0 and how one becomes another (sections 3.2 to 4.4); days as ODK counts them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Union

from .dates import moment_of

if TYPE_CHECKING:
    from .items import Item

Value = Union[str, float, bool, "list[Item]"]
BLANKS = " \t\r\n"
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_GAPS = re.compile(r"[ \t\r\n]+")
NAN = math.nan


def text(value: Value) -> str:
    """As the function string(): of several nodes the first."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return value[0].words() if value else ""
    return number_text(value)


def number_text(number: float) -> str:
    """A number without exponent, with as many digits as tell it from its neighbours."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    digits = repr(float(number))
    if "e" not in digits:
        return digits
    head, power = digits.split("e")
    sign = "-" if head.startswith("-") else ""
    whole = head.lstrip("-").replace(".", "")
    return f"{sign}0.{'0' * (-int(power) - 1)}{whole}"


def number(value: Value) -> float:
    """As the function number(); a day or time becomes days since 1970, anything else without digits NaN."""
    if isinstance(value, float):
        return value
    if isinstance(value, (bool, int)):
        return float(value)
    words = text(value).strip(BLANKS)
    if _NUMBER.fullmatch(words):
        return float(words)
    moment = moment_of(words)
    return NAN if moment is None else moment


def truth(value: Value) -> bool:
    """As the function boolean()."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (str, list)):
        return bool(value)
    return not (value == 0 or math.isnan(value))


def split(words: str) -> list[str]:
    """The names of chosen answers."""
    return [name for name in _GAPS.split(words) if name]


def is_equal(left: Value, right: Value) -> bool:
    return _any_pair(left, right, _same)


def is_unequal(left: Value, right: Value) -> bool:
    return _any_pair(left, right, lambda one, other: not _same(one, other))


def ordered(left: Value, right: Value, holds: Callable[[float, float], bool]) -> bool:
    """One of <, <=, > and >=: always between numbers, for nodes between any of them."""
    if isinstance(left, bool) or isinstance(right, bool):
        return holds(float(truth(left)), float(truth(right)))
    return _any_pair(left, right, lambda one, other: holds(number(one), number(other)))


def _same(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) is truth(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return number(left) == number(right)


def _any_pair(left: Value, right: Value, holds: Callable[[Value, Value], bool]) -> bool:
    """Nodes are compared one by one. A question that is not asked now counts as unanswered, not as nothing."""
    if isinstance(left, bool) or isinstance(right, bool):
        return holds(truth(left), truth(right))
    if isinstance(left, list):
        values = [item.words() for item in left] or [""]
        return any(_any_pair(one, right, holds) for one in values)
    if isinstance(right, list):
        values = [item.words() for item in right] or [""]
        return any(holds(left, one) for one in values)
    return holds(left, right)
