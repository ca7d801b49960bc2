"""Regular expressions of a form: matched by RE2 on the server, by steps of our own in the page; neither explodes.

A pattern is read once into a program of few steps: `["c", ranges]` one character of these ranges, `["f", a, b]` go on
at both places, `["j", a]` go on there, `["b"]`/`["e"]` only at the beginning or end, `["w", is_boundary]` at a word's
edge, `["m"]` matched. What has no such program is refused by name, so that both sides take exactly the same patterns.
"""

from __future__ import annotations

import re
import re._constants as sre
import re._parser as sre_parser
from functools import lru_cache
from typing import Any

import re2

from .parsing import NotReadable

LONGEST = 1_000
MOST_STEPS = 2_000
LAST = 0x10FFFF
Ranges = list[list[int]]
_CLASSES: dict[Any, Ranges] = {
    sre.CATEGORY_DIGIT: [[48, 57]],
    sre.CATEGORY_SPACE: [[9, 10], [12, 13], [32, 32]],
    sre.CATEGORY_WORD: [[48, 57], [65, 90], [95, 95], [97, 122]],
}
_OTHERS: dict[Any, Any] = {
    sre.CATEGORY_NOT_DIGIT: sre.CATEGORY_DIGIT,
    sre.CATEGORY_NOT_SPACE: sre.CATEGORY_SPACE,
    sre.CATEGORY_NOT_WORD: sre.CATEGORY_WORD,
}
_FEATURES: dict[Any, str] = {
    sre.ASSERT: "looking ahead or behind in a regular expression",
    sre.ASSERT_NOT: "looking ahead or behind in a regular expression",
    sre.GROUPREF: "repeating a group's match in a regular expression",
    sre.GROUPREF_EXISTS: "conditions in a regular expression",
    sre.ATOMIC_GROUP: "atomic groups in a regular expression",
    sre.POSSESSIVE_REPEAT: "possessive repeats in a regular expression",
}


@lru_cache(maxsize=1_000)
def pattern_of(pattern: str) -> Any:
    """The pattern, ready to match whole answers. Raises NotReadable for what has no program."""
    program(pattern)
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 4 << 20
    try:
        return re2.compile(f"(?s:{_escaped(pattern)})", options)
    except re2.error as problem:
        raise NotReadable(pattern, "this regular expression") from problem


@lru_cache(maxsize=1_000)
def program(pattern: str) -> list[list[Any]]:
    """The steps of a pattern. Raises NotReadable."""
    if len(pattern) > LONGEST:
        raise NotReadable(pattern, "a regular expression of more than 1,000 characters")
    if "(?" in pattern.replace("(?:", "").replace("\\(?", ""):
        raise NotReadable(pattern, "switches and named groups in a regular expression")
    try:
        read = sre_parser.parse(_escaped(pattern), sre.SRE_FLAG_ASCII)
    except (sre_parser.error, OverflowError, RecursionError) as problem:
        raise NotReadable(pattern) from problem
    steps: list[list[Any]] = []
    _write(read, steps)
    steps.append(["m"])
    return steps


def _escaped(pattern: str) -> str:
    r"""`\p{L}` and its like mean something else to each reader, and Java alone knows `\h`."""
    if "[:" in pattern or "{," in pattern or "[[" in pattern or re.search(r"[&|~-]{2}", pattern):
        raise NotReadable(pattern, "sets within sets, or {,n}, in a regular expression")
    at = 0
    while (at := pattern.find("\\", at)) >= 0:
        letter = pattern[at + 1 : at + 2]
        if letter.isalnum() and letter not in "dDwWsSbBntrf":
            raise NotReadable(f"\\{letter}", "%(near)s in a regular expression")
        at += 2
    return pattern


def _write(read: Any, steps: list[list[Any]]) -> None:
    for kind, given in read:
        if len(steps) > MOST_STEPS:
            raise NotReadable("regex", "a regular expression with so many repeats")
        _write_one(kind, given, steps)


def _write_one(kind: Any, given: Any, steps: list[list[Any]]) -> None:
    if kind is sre.LITERAL:
        steps.append(["c", [[given, given]]])
    elif kind is sre.NOT_LITERAL:
        steps.append(["c", _all_but([[given, given]])])
    elif kind is sre.ANY:
        steps.append(["c", [[0, LAST]]])
    elif kind is sre.IN:
        steps.append(["c", _ranges(given)])
    elif kind is sre.SUBPATTERN:
        _write(given[3], steps)
    elif kind is sre.BRANCH:
        _write_branches(given[1], steps)
    elif kind in {sre.MAX_REPEAT, sre.MIN_REPEAT}:
        least, most, inner = given
        _write_repeat(least, most, inner, steps)
    elif kind is sre.AT:
        _write_edge(given, steps)
    else:
        raise NotReadable("regex", _FEATURES.get(kind, "this regular expression"))


def _write_branches(branches: list[Any], steps: list[list[Any]]) -> None:
    ends = []
    for branch in branches[:-1]:
        fork = len(steps)
        steps.append(["f", fork + 1, 0])
        _write(branch, steps)
        ends.append(len(steps))
        steps.append(["j", 0])
        steps[fork][2] = len(steps)
    _write(branches[-1], steps)
    for end in ends:
        steps[end][1] = len(steps)


def _write_repeat(least: int, most: Any, inner: Any, steps: list[list[Any]]) -> None:
    for _time in range(least):
        _write(inner, steps)
    if most is sre.MAXREPEAT:
        fork = len(steps)
        steps.append(["f", fork + 1, 0])
        _write(inner, steps)
        steps.append(["j", fork])
        steps[fork][2] = len(steps)
        return
    if most > 1_000:
        raise NotReadable("regex", "a regular expression with so many repeats")
    forks = []
    for _time in range(most - least):
        forks.append(len(steps))
        steps.append(["f", len(steps) + 1, 0])
        _write(inner, steps)
    for fork in forks:
        steps[fork][2] = len(steps)


def _write_edge(which: Any, steps: list[list[Any]]) -> None:
    if which in {sre.AT_BEGINNING, sre.AT_BEGINNING_STRING}:
        steps.append(["b"])
    elif which in {sre.AT_END, sre.AT_END_STRING}:
        steps.append(["e"])
    else:
        steps.append(["w", which is sre.AT_BOUNDARY])


def _ranges(members: list[Any]) -> Ranges:
    is_negated = members[0][0] is sre.NEGATE
    found: Ranges = []
    for kind, given in members[1:] if is_negated else members:
        if kind is sre.LITERAL:
            found.append([given, given])
        elif kind is sre.RANGE:
            found.append(list(given))
        elif given in _CLASSES:
            found += _CLASSES[given]
        else:
            found += _all_but(_CLASSES[_OTHERS[given]])
    return _all_but(found) if is_negated else found


def _all_but(ranges: Ranges) -> Ranges:
    rest, start = [], 0
    for first, last in sorted(ranges):
        if first > start:
            rest.append([start, first - 1])
        start = max(start, last + 1)
    return [*rest, [start, LAST]] if start <= LAST else rest
