"""An instrument with every expression made into a function, once for as long as it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from ..results import Choice, Instrument, Tree, Words
from . import values
from .evaluating import compiled
from .items import Item, list_items
from .scopes import Expression, Scope, Surroundings

EXPRESSIONS = ("relevant", "required", "constraint", "calculate", "readonly", "count", "default", "filter")


@dataclass(frozen=True)
class Prepared:
    """An instrument ready to be filled in."""

    instrument: Instrument

    @cached_property
    def lists(self) -> dict[str, Item]:
        return list_items(self.instrument)

    @cached_property
    def expressions(self) -> Mapping[tuple[str, str], Expression]:
        """By what they decide and the path they stand at."""
        return {
            (name, path): compiled(tree)
            for path, node in self.instrument.nodes.items()
            for name in EXPRESSIONS
            if (tree := getattr(node, name)) is not None
        }

    @cached_property
    def choice_of(self) -> Mapping[int, Choice]:
        """The choice that each row of the lists stands for."""
        return {
            id(item): choice
            for name, root in self.lists.items()
            for item, choice in zip(root.children.get("item", []), self.instrument.lists[name], strict=True)
        }

    @cached_property
    def _parts(self) -> dict[int, Expression]:
        return {}

    def surroundings(self, now: datetime, language: str) -> Surroundings:
        return Surroundings(self.instrument, self.lists, now, self.instrument.language(language))

    def said(self, words: Words, item: Item, around: Surroundings) -> str:
        """`words` in the reader's language, with what they quote of the answers."""
        parts = words.get(around.language) or words.get(self.instrument.default_language)
        if not parts:
            parts = next(iter(words.values()), [])
        return "".join(part if isinstance(part, str) else self._quoted(part, item, around) for part in parts)

    def _quoted(self, tree: Tree, item: Item, around: Surroundings) -> str:
        expression = self._parts.get(id(tree))
        if expression is None:
            expression = self._parts[id(tree)] = compiled(tree)
        return values.text(expression(Scope(item, item, around)))

    def evaluated(self, name: str, item: Item, around: Surroundings) -> values.Value | None:
        """What the expression `name` says of this item, None where there is none."""
        expression = self.expressions.get((name, item.node.path)) if item.node else None
        return None if expression is None else expression(Scope(item, item, around))

    def holds(self, name: str, item: Item, around: Surroundings) -> bool:
        found = self.evaluated(name, item, around)
        return found is not None and values.truth(found)

    def offered(self, item: Item, around: Surroundings) -> list[Choice]:
        """What may be chosen now."""
        node = item.node
        if node is None or not node.list:
            return []
        if node.filter is None:
            return list(self.instrument.lists[node.list])
        rows = self.evaluated("filter", item, around)
        return [self.choice_of[id(row)] for row in rows] if isinstance(rows, list) else []
