"""What was typed into a drawn form, as answers; and the buttons that add and remove a turn without a script."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from anyam.foundation.core.text import clean_text
from anyam.registry.instruments.choices import Kind, Type
from anyam.registry.instruments.results import Instrument, Node

MOST_TURNS = 200


def posted_answers(instrument: Instrument, data: QueryDict) -> dict[str, Any]:
    """The answers in a posted form. A button that adds or removes a turn has done so in them."""
    turns = set(data.getlist("_turn"))
    removed = data.get("_remove", "")
    return _Reader(data, turns - {removed}, data.get("_add", "")).group(instrument.root, instrument.root.path)


def wants_rows(data: QueryDict) -> bool:
    """A turn was added or removed: show the form again, and keep nothing yet."""
    return "_add" in data or "_remove" in data


class _Reader:
    def __init__(self, data: QueryDict, turns: set[str], added: str) -> None:
        self._data = data
        self._turns = turns
        self._added = added

    def group(self, node: Node, place: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for child in node.children:
            here = f"{place}/{child.name}"
            if child.kind is Kind.REPEAT:
                found[child.name] = self._repeat(child, here)
            elif child.kind is Kind.GROUP:
                found[child.name] = self.group(child, here)
            elif (answer := self._answer(child, here)) is not None:
                found[child.name] = answer
        return found

    def _repeat(self, node: Node, place: str) -> list[dict[str, Any]]:
        turns = [
            self.group(node, f"{place}[{number}]")
            for number in range(1, MOST_TURNS + 2)
            if f"{place}[{number}]" in self._turns
        ]
        return [*turns, {}] if self._added == place else turns

    def _answer(self, node: Node, place: str) -> str | None:
        """None for what stood on no page: it keeps its default. What was emptied is "" and stays so."""
        if node.type is Type.NOTE or (node.type is Type.HIDDEN and place not in self._data):
            return None
        if node.type in {Type.SEVERAL, Type.RANK}:
            return " ".join(name for name in self._data.getlist(place) if name)
        return clean_text(self._data.get(place, ""))
