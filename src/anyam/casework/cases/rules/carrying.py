"""What a draft keeps when it goes on with a newer version of its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from anyam.casework.cases.rules.places import bare, fits, path_in
from anyam.registry.instruments.choices import Type
from anyam.registry.instruments.results import Instrument, Node

_LISTED = frozenset({Type.ONE, Type.SEVERAL, Type.RANK})


@dataclass(frozen=True)
class Carried:
    """The places that go on as they are, and those the newer version has no room for."""

    kept: tuple[str, ...]
    left: tuple[str, ...]


def carried_over(old: Instrument, new: Instrument, answers: Mapping[str, str]) -> Carried:
    """Which of `answers` (by place) the new version can hold: same place, same kind, and still on its list."""
    kept: list[str] = []
    left: list[str] = []
    for place, value in answers.items():
        was = old.nodes.get(path_in(old, place))
        now = new.nodes.get(path_in(new, place))
        is_same = was is not None and now is not None and fits(new, place) and _holds(new, was, now, value)
        (kept if is_same else left).append(place)
    return Carried(tuple(kept), tuple(left))


def same_fact(instrument: Instrument, node: Node, other: Instrument, place: str, value: str) -> bool:
    """Whether an answer to another form answers this question too: the same name and kind, and on its list.

    Answers within repeats are about one turn of them and are not carried to another form.
    """
    there = other.nodes.get(path_in(other, place))
    return (
        there is not None
        and bare(place) == place
        and there.name == node.name
        and _holds(instrument, there, node, value)
    )


def _holds(instrument: Instrument, was: Node, now: Node, value: str) -> bool:
    return was.kind is now.kind and was.type is now.type and takes(instrument, now, value)


def takes(instrument: Instrument, now: Node, value: str) -> bool:
    """Whether an answer stands on the list of its question; what is written freely is taken as it is."""
    if now.type not in _LISTED:
        return True
    offered = {choice.name for choice in instrument.lists.get(now.list, ())}
    return set([value] if now.type is Type.ONE else value.split()) <= offered
