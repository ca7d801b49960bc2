"""A filled form after evaluation: what is shown, what is asked for, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..choices import ProblemKind
from .definition import Instrument, Node

Answers = Mapping[str, Any]
"""Answers nested as the form is: a question's name to its text, a group's to a mapping, a repeat's to a list of them.

Every answer is text as XForms writes it: "12", "2019-05-01", "08:30", several choices with a blank between the names.
"""


@dataclass(frozen=True)
class Problem:
    """Why one answer cannot stand; `path` has positions: /data/member[2]/age."""

    path: str
    kind: ProblemKind
    sentence: str


@dataclass(frozen=True)
class Offered:
    """One answer that may be chosen now."""

    name: str
    label: str


@dataclass(frozen=True)
class Entry:
    """One question, group or repeat on the page, after evaluation.

    `place` is the path with positions and serves as the field's name. Groups and each turn of a repeat hold `entries`;
    a repeat itself holds one entry for each turn.
    """

    node: Node
    place: str
    label: str
    hint: str
    value: str
    is_relevant: bool
    is_required: bool
    is_readonly: bool
    offered: tuple[Offered, ...] = ()
    problem: Problem | None = None
    entries: tuple[Entry, ...] = ()
    blank: tuple[Entry, ...] = ()
    """Of a repeat: the turn that could be added, with `[#depth]` where its number will stand."""
    number: int = 0
    """Which turn of its repeat, from 1; 0 elsewhere."""
    is_counted: bool = False
    """A repeat whose number of turns another answer decides: nothing can be added or removed."""


@dataclass(frozen=True)
class Sheet:
    """Answers to one version, evaluated on the server.

    `kept` is everything typed, also under questions that are hidden now (for a draft); `answers` is what counts:
    relevant questions and calculated values only (for handing in, once there are no `problems`).
    """

    instrument: Instrument
    language: str
    answers: Answers
    kept: Answers
    problems: tuple[Problem, ...]
    entries: tuple[Entry, ...]

    @property
    def is_complete(self) -> bool:
        return not self.problems
