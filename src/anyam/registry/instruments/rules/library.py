"""The functions that see their arguments as values: text, numbers, days, lists of chosen names."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from anyam.foundation.core.ids import new_id

from .dates import day_of, moment_of, moment_text, shaped
from .items import Item
from .scopes import Scope
from .values import BLANKS, NAN, Value, number, split, text, truth


def _each(given: tuple[Value, ...]) -> list[str]:
    """All values of all arguments: nodes one by one."""
    found: list[str] = []
    for value in given:
        found += [item.words() for item in value] if isinstance(value, list) else [text(value)]
    return found


def _position(scope: Scope, *given: Value) -> Value:
    if not given:
        return float(scope.position)
    items = given[0]
    return float(items[0].number or 1) if isinstance(items, list) and items else NAN


def _extreme(pick: Callable[[list[float]], float]) -> Callable[..., Value]:
    def found(_scope: Scope, *given: Value) -> Value:
        numbers = [number(one) for one in _each(given) if one.strip(BLANKS)]
        return NAN if not numbers or any(math.isnan(one) for one in numbers) else pick(numbers)

    return found


def _sum(_scope: Scope, *given: Value) -> Value:
    """Added one after the other, as the page does: the last digit is the same."""
    total = 0.0
    for one in _each(given):
        total += number(one)
    return total


def _substring(_scope: Scope, words: Value, start: Value, length: Value | None = None) -> Value:
    """As XPath 1.0: the first character is number 1, and what is between is rounded."""
    said, first = text(words), _rounded(number(start))
    last = math.inf if length is None else first + _rounded(number(length))
    return "".join(one for place, one in enumerate(said, 1) if first <= place < last)


def _substr(_scope: Scope, words: Value, start: Value, end: Value | None = None) -> Value:
    """As ODK: from the character after `start` to `end`, counted from 0, from behind where negative."""
    said = text(words)
    bounds = []
    for bound in (number(start), float(len(said)) if end is None else number(end)):
        place = 0.0 if math.isnan(bound) else bound
        place = place + len(said) if place < 0 else place
        bounds.append(math.floor(min(max(place, 0), len(said))))
    return said[bounds[0] : bounds[1]] if bounds[0] < bounds[1] else ""


def _rounded(one: float) -> float:
    return one if math.isnan(one) or math.isinf(one) else float(math.floor(one + 0.5))


def _round(_scope: Scope, value: Value, places: Value = 0.0) -> Value:
    one, digits = number(value), number(places)
    if math.isnan(digits) or digits == 0:
        return _rounded(one)
    factor = 10.0 ** int(max(min(digits, 15), -15))
    shifted = one * factor
    return _short(_rounded(shifted) / factor, 15)


def _int(_scope: Scope, value: Value) -> Value:
    one = number(value)
    return one if math.isnan(one) or math.isinf(one) else float(math.trunc(one))


def _short(one: float, digits: int) -> float:
    return float(f"{one:.{digits}g}") if math.isfinite(one) else one


def _reckoned(work: Callable[..., float]) -> Callable[..., Value]:
    """To twelve digits: the last ones differ between the libraries of the server and the page."""

    def found(_scope: Scope, *given: Value) -> Value:
        numbers = [number(value) for value in given]
        if any(math.isnan(one) for one in numbers):
            return NAN
        try:
            found = float(work(*numbers))
        except (ValueError, OverflowError, ZeroDivisionError):
            return NAN
        return _short(found, 12) if math.isfinite(found) else NAN

    return found


def _translate(_scope: Scope, words: Value, source: Value, target: Value) -> Value:
    wanted, into = text(source), text(target)
    table: dict[str, str] = {}
    for place, one in enumerate(wanted):
        table.setdefault(one, into[place] if place < len(into) else "")
    return "".join(table.get(one, one) for one in text(words))


def _selected_at(_scope: Scope, chosen: Value, place: Value) -> Value:
    names, at = split(text(chosen)), number(place)
    return names[int(at)] if at >= 0 and at == at and at < len(names) else ""


def _date(_scope: Scope, value: Value) -> Value:
    moment = number(value) if isinstance(value, float) else moment_of(text(value).strip(BLANKS))
    return "" if moment is None else day_of(moment)


def _date_time(_scope: Scope, value: Value) -> Value:
    moment = number(value) if isinstance(value, float) else moment_of(text(value).strip(BLANKS))
    return "" if moment is None else moment_text(moment)


def _decimal_time(_scope: Scope, value: Value) -> Value:
    moment = moment_of(text(value).strip(BLANKS))
    return NAN if moment is None else moment - math.floor(moment)


def _decimal_date(_scope: Scope, value: Value) -> Value:
    moment = number(value) if isinstance(value, float) else moment_of(text(value).strip(BLANKS))
    return NAN if moment is None else moment


def _checklist(_scope: Scope, least: Value, most: Value, *given: Value) -> Value:
    return _is_between(sum(truth(_spoken(value)) for value in given), least, most)


def _weighted(_scope: Scope, least: Value, most: Value, *given: Value) -> Value:
    weights = (number(given[at + 1]) for at in range(0, len(given) - 1, 2) if truth(_spoken(given[at])))
    return _is_between(sum(weights), least, most)


def _is_between(count: float, least: Value, most: Value) -> bool:
    lowest, highest = number(least), number(most)
    return (lowest == -1 or count >= lowest) and (highest == -1 or count <= highest)


def _spoken(value: Value) -> Value:
    """Answers are text; "0", "false" and "no" mean no."""
    return value if isinstance(value, (bool, float)) else text(value).lower() not in {"", "0", "false", "no"}


def _now(scope: Scope) -> Value:
    now = scope.around.now
    return f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03}"


def _length(scope: Scope, *given: Value) -> Value:
    return float(len(text(given[0] if given else [scope.item])))


def _tidied(scope: Scope, *given: Value) -> Value:
    words = text(given[0] if given else [scope.item])
    return " ".join(
        part for part in words.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" ") if part
    )


def _items(value: Value) -> list[Item]:
    return value if isinstance(value, list) else []


def _whole(value: Value, work: Callable[[float], int]) -> Value:
    one = number(value)
    return one if math.isnan(one) or math.isinf(one) else float(work(one))


def _as_moment(value: Value) -> str:
    return moment_text(value) if isinstance(value, float) else text(value).strip(BLANKS)


PLAIN: dict[str, Callable[..., Value]] = {
    # XPath 1.0
    "true": lambda scope: True,
    "false": lambda scope: False,
    "not": lambda scope, value: not truth(value),
    "boolean": lambda scope, value: truth(value),
    "number": lambda scope, *given: number(given[0] if given else [scope.item]),
    "string": lambda scope, *given: text(given[0] if given else [scope.item]),
    "concat": lambda scope, *given: "".join(_each(given)),
    "contains": lambda scope, words, part: text(part) in text(words),
    "starts-with": lambda scope, words, part: text(words).startswith(text(part)),
    "substring": _substring,
    "substring-before": lambda scope, words, mark: (
        text(words).partition(text(mark))[0] if text(mark) and text(mark) in text(words) else ""
    ),
    "substring-after": lambda scope, words, mark: (
        text(words).partition(text(mark))[2] if text(mark) else text(words)
    ),
    "string-length": _length,
    "normalize-space": _tidied,
    "translate": _translate,
    "count": lambda scope, items: float(len(_items(items))),
    "sum": _sum,
    "floor": lambda scope, value: _whole(value, math.floor),
    "ceiling": lambda scope, value: _whole(value, math.ceil),
    "round": _round,
    "position": _position,
    "last": lambda scope: float(scope.size),
    "current": lambda scope: [scope.current],
    # ODK
    "ends-with": lambda scope, words, part: text(words).endswith(text(part)),
    "selected": lambda scope, chosen, name: text(name).strip(BLANKS) in split(text(chosen)),
    "selected-at": _selected_at,
    "count-selected": lambda scope, chosen: float(len(split(text(chosen)))),
    "count-non-empty": lambda scope, items: float(sum(bool(item.words()) for item in _items(items))),
    "join": lambda scope, mark, *given: text(mark).join(_each(given)),
    "substr": _substr,
    "min": _extreme(min),
    "max": _extreme(max),
    "int": _int,
    "abs": lambda scope, value: abs(number(value)),
    "pow": _reckoned(math.pow),
    "sqrt": _reckoned(math.sqrt),
    "exp": _reckoned(math.exp),
    "exp10": _reckoned(lambda one: math.pow(10, one)),
    "log": _reckoned(math.log),
    "log10": _reckoned(math.log10),
    "sin": _reckoned(math.sin),
    "cos": _reckoned(math.cos),
    "tan": _reckoned(math.tan),
    "asin": _reckoned(math.asin),
    "acos": _reckoned(math.acos),
    "atan": _reckoned(math.atan),
    "atan2": _reckoned(math.atan2),
    "pi": lambda scope: math.pi,
    "random": lambda scope: random.random(),  # noqa: S311 - for a form's own use, no secret
    "uuid": lambda scope, *length: str(new_id()),
    "boolean-from-string": lambda scope, value: text(value).lower() in {"1", "true"},
    "checklist": _checklist,
    "weighted-checklist": _weighted,
    "today": lambda scope: scope.around.now.date().isoformat(),
    "now": _now,
    "date": _date,
    "date-time": _date_time,
    "format-date": lambda scope, value, shape: shaped(_as_moment(value), text(shape), scope.around.language),
    "format-date-time": lambda scope, value, shape: shaped(
        _as_moment(value), text(shape), scope.around.language
    ),
    "decimal-date-time": _decimal_date,
    "decimal-time": _decimal_time,
}
