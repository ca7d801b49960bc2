"""Answers by their place on the form: `safety/safe_tonight`, `members[2]/age`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from anyam.registry.instruments.choices import Kind
from anyam.registry.instruments.results import Answers, Instrument, Node

LONGEST_PLACE = 200
MOST_TURNS = 200
_POSITION = re.compile(r"\[(\d+)\]")


def bare(place: str) -> str:
    """The place without positions: `members/age`."""
    return _POSITION.sub("", place)


def path_in(instrument: Instrument, place: str) -> str:
    """The path by which the instrument knows a place: `/data/members/age`."""
    return f"{instrument.root.path}/{bare(place)}"


def place_of(instrument: Instrument, path: str) -> str:
    """The place of a path of the instrument, with its positions."""
    return _without_root_position(path).removeprefix(f"{instrument.root.path}/")


def flat(answers: Answers, before: str = "") -> dict[str, str]:
    """Nested answers by their place. Empty answers are left out."""
    found: dict[str, str] = {}
    for name, value in answers.items():
        place = f"{before}{name}"
        if isinstance(value, Mapping):
            found |= flat(value, f"{place}/")
        elif isinstance(value, list | tuple):
            for number, turn in enumerate(value, start=1):
                found |= flat(turn, f"{place}[{number}]/")
        elif value not in (None, ""):
            found[place] = str(value)
    return found


def nested(instrument: Instrument, by_place: Mapping[str, str]) -> dict[str, Any]:
    """The answers nested as the form is; what this version of the form does not ask is left out."""
    answers: dict[str, Any] = {}
    for place, value in by_place.items():
        if fits(instrument, place):
            _put(answers, place.split("/"), value)
    return answers


def turn_of(repeat: str, place: str) -> int:
    """In which turn of a repeat an answer stands; 0 if it stands elsewhere."""
    found = re.match(rf"{re.escape(repeat)}\[(\d+)\]/", place)
    return int(found[1]) if found else 0


def without_turn(repeat: str, number: int, place: str) -> str | None:
    """Where an answer stands once turn `number` of a repeat is taken out; None if it goes with it."""
    turn = turn_of(repeat, place)
    if turn < number:
        return place
    return None if turn == number else place.replace(f"{repeat}[{turn}]", f"{repeat}[{turn - 1}]", 1)


def add_turn(answers: dict[str, Any], repeat: str) -> None:
    """Put one more empty turn of a repeat behind those that are there."""
    steps = repeat.split("/")
    for step in steps[:-1]:
        name, number = _step(step)
        if number:
            listed = answers.setdefault(name, [])
            while len(listed) < number:
                listed.append({})
            answers = listed[number - 1]
        else:
            answers = answers.setdefault(name, {})
    answers.setdefault(steps[-1], []).append({})


def is_asked_once(instrument: Instrument, node: Node) -> bool:
    """Whether a question stands outside of every repeat."""
    path = node.path
    while path := path.rpartition("/")[0]:
        around = instrument.nodes.get(path)
        if around is not None and around.kind is Kind.REPEAT:
            return False
    return True


def _without_root_position(path: str) -> str:
    return re.sub(r"^(/[^/\[]+)\[1\]", r"\1", path)


def fits(instrument: Instrument, place: str, kind: Kind = Kind.QUESTION) -> bool:
    """Whether the form has a question (or a repeat) at this place.

    Positions stand exactly at the repeats around it: any other writing of a place would be kept beside the true one.
    """
    node = instrument.nodes.get(path_in(instrument, place))
    if node is None or node.kind is not kind:
        return False
    path = instrument.root.path
    *around, last = place.split("/")
    for step in around:
        name, number = _step(step)
        path = f"{path}/{name}"
        is_repeat = instrument.nodes[path].kind is Kind.REPEAT
        if is_repeat != (number > 0) or number > MOST_TURNS:
            return False
    return _step(last)[1] == 0


def _put(answers: dict[str, Any], steps: list[str], value: str) -> None:
    name, number = _step(steps[0])
    if len(steps) == 1:
        answers[name] = value
    elif number:
        listed = answers.setdefault(name, [])
        while len(listed) < number:
            listed.append({})
        _put(listed[number - 1], steps[1:], value)
    else:
        _put(answers.setdefault(name, {}), steps[1:], value)


def _step(step: str) -> tuple[str, int]:
    found = _POSITION.search(step)
    return (step[: found.start()], int(found[1])) if found else (step, 0)
