"""How one version of an instrument differs from another: what a person would want to know before it is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..results import Choice, Difference, Instrument, Node, Words

_ASPECTS = (
    "type",
    "relevant",
    "required",
    "constraint",
    "calculate",
    "readonly",
    "count",
    "default",
    "initial",
    "filter",
    "limits",
    "marks",
)
_WORDS = ("label", "hint", "required_words", "constraint_words")


def differences(before: Instrument, after: Instrument) -> Iterator[Difference]:
    """Everything that is other, in the order of the new form, then what is gone."""
    root = len(before.root.path), len(after.root.path)
    old = {path[root[0] :]: node for path, node in before.nodes.items() if path != before.root.path}
    new = {path[root[1] :]: node for path, node in after.nodes.items() if path != after.root.path}
    for path, node in new.items():
        if path not in old:
            yield Difference("added", path, node.row, after=_plain(node.label, after) or node.name)
        else:
            yield from _changed(path, old[path], node, before, after)
    for path, node in old.items():
        if path not in new:
            yield Difference("removed", path, node.row, before=_plain(node.label, before) or node.name)
    yield from _moved(list(old), list(new), new)


def _changed(path: str, old: Node, new: Node, before: Instrument, after: Instrument) -> Iterator[Difference]:
    if old.kind is not new.kind:
        yield Difference("changed", path, new.row, "kind", str(old.kind.label), str(new.kind.label))
    for aspect in _ASPECTS:
        was, now = getattr(old, aspect), getattr(new, aspect)
        if was != now:
            yield Difference("changed", path, new.row, aspect, _shown(was), _shown(now))
    for aspect in _WORDS:
        was, now = getattr(old, aspect), getattr(new, aspect)
        for language in dict.fromkeys((*was, *now)):
            if was.get(language) != now.get(language):
                name = f"{aspect} ({language})" if language else aspect
                yield Difference(
                    "changed", path, new.row, name, _said(was.get(language)), _said(now.get(language))
                )
    if old.list or new.list:
        was_list, now_list = before.lists.get(old.list, ()), after.lists.get(new.list, ())
        if _choices(was_list) != _choices(now_list):
            yield Difference("changed", path, new.row, "choices", *_choice_words(was_list, now_list))


def _moved(old: list[str], new: list[str], nodes: Mapping[str, Node]) -> Iterator[Difference]:
    """Questions that stand elsewhere among those that both versions have."""
    both = set(old).intersection(new)
    was, now = [path for path in old if path in both], [path for path in new if path in both]
    place = {path: at for at, path in enumerate(was)}
    rising = _longest_rising([place[path] for path in now])
    for at, path in enumerate(now):
        if at not in rising:
            yield Difference("moved", path, nodes[path].row)


def _longest_rising(numbers: list[int]) -> set[int]:
    """Places of a longest rising sequence: what stays where it was."""
    tails: list[int] = []
    before: list[int] = [-1] * len(numbers)
    for at, number in enumerate(numbers):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if numbers[tails[middle]] < number else (low, middle)
        before[at] = tails[low - 1] if low else -1
        tails[low : low + 1] = [at]
    kept: set[int] = set()
    at = tails[-1] if tails else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _choices(choices: tuple[Choice, ...]) -> list[tuple[str, Any, Any]]:
    return [(one.name, one.label, one.more) for one in choices]


def _choice_words(was: tuple[Choice, ...], now: tuple[Choice, ...]) -> tuple[str, str]:
    """Only the choices that are other, by their names."""
    old, new = {one.name: one for one in was}, {one.name: one for one in now}
    gone = [name for name in old if old[name] != new.get(name)]
    come = [name for name in new if new[name] != old.get(name)]
    return ", ".join(gone[:20]) or "…", ", ".join(come[:20]) or "…"


def _plain(words: Words, instrument: Instrument) -> str:
    return _said(words.get(instrument.default_language) or next(iter(words.values()), None))


def _said(parts: list[Any] | None) -> str:
    return "".join(part if isinstance(part, str) else "…" for part in parts or ())[:300]


def _shown(value: Any) -> str:
    from .writing import written

    if value is None:
        return ""
    return written(value)[:300] if isinstance(value, list) else str(getattr(value, "label", value))[:300]
