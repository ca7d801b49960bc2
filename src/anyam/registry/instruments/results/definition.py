"""An instrument as it is kept and used: a tree of questions, groups and repeats, frozen.

Expressions are small syntax trees of lists, numbers and texts (see `rules/parsing.py`): they can be kept as JSON
and evaluated alike by the server and by the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..choices import Kind, Type

Tree = list[Any]
Words = Mapping[str, list[Any]]
"""What is said in each language: parts that are text, or a tree whose value stands in its place."""


@dataclass(frozen=True)
class Node:
    """A question, group or repeat. `path` is without positions: /data/household/member/age."""

    kind: Kind
    path: str
    name: str
    type: Type | None = None
    label: Words = field(default_factory=dict)
    hint: Words = field(default_factory=dict)
    relevant: Tree | None = None
    required: Tree | None = None
    required_words: Words = field(default_factory=dict)
    constraint: Tree | None = None
    constraint_words: Words = field(default_factory=dict)
    calculate: Tree | None = None
    readonly: Tree | None = None
    count: Tree | None = None
    default: Tree | None = None
    """A default worked out when the form or the repeat is opened."""
    initial: str = ""
    """A default as written."""
    preload: str = ""
    list: str = ""
    filter: Tree | None = None
    appearance: str = ""
    limits: Mapping[str, float] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    """Further columns `bind::…` of the form: `not_before` = birth, `compartment` = …"""
    row: int = 0
    """The row of the sheet "survey" on which it stands; 0 where pyxform made it."""
    children: tuple[Node, ...] = ()

    @property
    def is_question(self) -> bool:
        return self.kind is Kind.QUESTION

    def walk(self) -> Iterator[Node]:
        """Itself and everything below, in the order of the page."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Choice:
    """One answer on a list. `more` holds further columns, by which cascading lists are filtered."""

    name: str
    label: Words
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Instrument:
    """One version of a form. `order`: what is worked out in which order, as pairs of what and path."""

    code: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    root: Node
    lists: Mapping[str, tuple[Choice, ...]]
    order: tuple[tuple[str, str], ...]

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Every node by its path."""
        return {node.path: node for node in self.root.walk()}

    @cached_property
    def questions(self) -> tuple[Node, ...]:
        return tuple(node for node in self.root.walk() if node.is_question)

    def language(self, wanted: str) -> str:
        """`wanted` if the form speaks it, else the form's own first language."""
        return wanted if wanted in self.languages else self.default_language
