"""A filled form as a tree of items, one for each question, group and turn of a repeat; paths are walked on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..choices import Kind
from ..results import Instrument, Node


class Item:
    """One node of the filled form, or of a list of choices."""

    __slots__ = ("children", "is_shut", "name", "node", "number", "parent", "value")

    def __init__(self, name: str, parent: Item | None, node: Node | None = None, value: str = "") -> None:
        self.name = name
        self.parent = parent
        self.node = node
        self.value = value
        self.children: dict[str, list[Item]] = {}
        self.number = 0
        """Which turn of its repeat, from 1."""
        self.is_shut = False
        """Not relevant by its own expression."""

    def words(self) -> str:
        """As the string-value of XPath: a group's is all its answers together."""
        if not self.children:
            return self.value
        return "".join(item.words() for item in self.below() if not item.children and item.is_open())

    def below(self) -> Iterator[Item]:
        for items in self.children.values():
            for item in items:
                yield item
                yield from item.below()

    def is_open(self) -> bool:
        """Relevant, and so is everything above."""
        item: Item | None = self
        while item is not None:
            if item.is_shut:
                return False
            item = item.parent
        return True

    def root(self) -> Item:
        item = self
        while item.parent is not None:
            item = item.parent
        return item

    def place(self) -> str:
        """Its path with positions: /data/member[2]/age."""
        above = self.parent.place() if self.parent is not None else ""
        return f"{above}/{self.name}[{self.number}]" if self.number else f"{above}/{self.name}"


def grown(item: Item, node: Node, *, fills: bool = False) -> None:
    """Put items under `item` for everything that `node` holds, with written defaults if it `fills` them."""
    for child in node.children:
        if child.kind is Kind.REPEAT:
            item.children[child.name] = []
            continue
        below = Item(child.name, item, child, child.initial if fills else "")
        item.children[child.name] = [below]
        grown(below, child, fills=fills)


def turn(repeat: Node, parent: Item) -> Item:
    """One more turn of a repeat under `parent`."""
    made = Item(repeat.name, parent, repeat)
    turns = parent.children.setdefault(repeat.name, [])
    turns.append(made)
    made.number = len(turns)
    return made


def list_items(instrument: Instrument) -> dict[str, Item]:
    """The lists of choices as trees of their own: root, item, and the columns of each item."""
    trees: dict[str, Item] = {}
    for name, choices in instrument.lists.items():
        root = Item("root", None)
        for choice in choices:
            item = Item("item", root)
            root.children.setdefault("item", []).append(item)
            columns = {"name": choice.name, "label": _plain(choice.label, instrument), **choice.more}
            for column, value in columns.items():
                item.children[column] = [Item(column, item, value=value)]
        trees[name] = root
    return trees


def _plain(words: object, instrument: Instrument) -> str:
    said = dict(words) if isinstance(words, dict) else {}
    parts: list[Any] = said.get(instrument.default_language) or next(iter(said.values()), [])
    return "".join(part for part in parts if isinstance(part, str))
