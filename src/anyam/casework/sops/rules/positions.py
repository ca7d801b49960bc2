"""A run's position as plain values for the database, and whether it fits another version."""

from typing import Any

from ..results import Document
from .running import Position


def to_json(position: Position) -> dict[str, Any]:
    """The same position always gives the same values."""
    return {
        "open": sorted(position.open),
        "arrived": sorted(map(list, position.arrived)),
        "early": sorted(map(list, position.done_early)),
        "end": position.reached_end,
    }


def from_json(given: dict[str, Any]) -> Position:
    return Position(
        frozenset(given["open"]),
        frozenset((one, two) for one, two in given["arrived"]),
        frozenset((one, two) for one, two in given["early"]),
        given["end"],
    )


def without_place(position: Position, document: Document) -> tuple[str, ...]:
    """Steps of the position that another version does not have: open, waited at, or done early."""
    steps = document.by_key
    arrows = {(step.key, flow.to) for step in document.steps for flow in step.flows}
    waited = {to for one, to in position.arrived if (one, to) not in arrows or not steps[to].waits_for_all}
    early = {
        key
        for key, answer in position.done_early
        if key not in steps or (answer and answer not in {flow.answer for flow in steps[key].flows})
    }
    return tuple(sorted({key for key in position.open if key not in steps} | waited | early))
