"""Everything that changes something, with inputs that are accepted, found without naming the pages and actions.

`actions_of(world)` calls every registered action with arguments by their names and types: whatever the child's story
holds under that name. Who among the cast may do it is found by trying. What the names do not say stands in HINTS.
What was added yesterday is in it today.
"""

from __future__ import annotations

import collections.abc
import dataclasses
import inspect
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, get_args, get_origin
from uuid import UUID

from django.db import connection, transaction

from anyam.foundation.access import Actor, guard
from anyam.foundation.core import clock
from tests.cast import DISTRICT, a_report, a_summary
from tests.contracts import test_stranger_actions
from tests.trust import (
    _hints_accounts,
    _hints_cases,
    _hints_cooperation,
    _hints_custody,
    _hints_documents,
    _hints_facts,
    _hints_families,
    _hints_protection,
    _hints_readiness,
    _hints_supervision,
)
from tests.trust._world import Deed, Given, Hint, World

HINTS = (
    _hints_cases.HINTS
    | _hints_protection.HINTS
    | _hints_accounts.HINTS
    | _hints_cooperation.HINTS
    | _hints_families.HINTS
    | _hints_readiness.HINTS
    | _hints_facts.HINTS
    | _hints_documents.HINTS
    | _hints_custody.HINTS
    | _hints_supervision.HINTS
)
NOT_REACHED: dict[str, str] = {}
"""Actions that are not done directly, and why."""


def actions_of(world: World, names: typing.Collection[str] = ()) -> tuple[list[Deed], list[str]]:
    """A deed for each action that somebody could do with these arguments, and the names of those nobody could."""
    deeds, missing = [], []
    for name, function in sorted(test_stranger_actions.wrapped(guard.ACTIONS).items()):
        short = name.rpartition(".")[2]
        if not name.startswith("anyam.") or (names and name not in names):
            continue
        found = _first_who_may(world, short, function)
        if found is None:
            missing.append(short)
        else:
            deeds.append(found)
    return deeds, missing


def action_names() -> list[str]:
    return [name for name in guard.ACTIONS if name.startswith("anyam.")]


def _first_who_may(world: World, name: str, function: Callable[..., Any]) -> Deed | None:
    """Try it as one after another, each in a transaction that is taken back."""
    hint = HINTS.get(name, Hint())
    usual = arguments(function, world)

    def do(actor: Actor) -> Any:
        given = {**usual, **_only_known(function, hint.given(world))}
        with hint.around():
            return function(actor, **given)

    for who, actor in world.actors():
        try:
            with transaction.atomic():
                if hint.prepare:
                    hint.prepare(world)
                do(actor)
                connection.check_constraints()  # what would only be refused at the end
                transaction.set_rollback(True)
        except Exception:
            continue
        return Deed(name, who, do, (lambda: hint.prepare(world)) if hint.prepare else None)
    return None


WORDS: dict[str, Any] = {
    "question": "Apakah ada visum?",
    "answer": "Ada.",
    "theme": "dark",
    "language": "en",
    "phone": "0355321000",
    "email": "nama@contoh.id",
    "need": "health",
    "needs": ["health"],
    "place_code": DISTRICT,
    "district_code": DISTRICT,
    "kind_code": "hospital",
    "other_number": "",
    "on": clock.today(),
    "level": "high",
    "username": "nama7",
    "reason": "not_needed",
}


def arguments(function: Callable[..., Any], world: World) -> Given:
    """Something that fits every parameter but the optional ones, by its name, otherwise by its type."""
    hints = typing.get_type_hints(inspect.unwrap(function))
    parameters = list(inspect.signature(inspect.unwrap(function)).parameters.values())[1:]
    return {
        one.name: by_name(one.name, hints.get(one.name), world)
        for one in parameters
        if one.default is one.empty and one.kind in {one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY}
    }


def by_name(name: str, hint: Any, world: World) -> Any:
    if name == "summary":
        return a_summary()
    if name == "report":
        return a_report()
    plain = (get_origin(hint) in {typing.Union, types.UnionType} and get_args(hint)[0]) or hint
    if inspect.isclass(plain) and issubclass(plain, Enum):
        return next(iter(plain))
    if name in world.values:
        return world.values[name]
    return WORDS[name] if name in WORDS else by_type(plain, world)


MANY = {list, tuple, set, frozenset, dict, collections.abc.Collection, collections.abc.Iterable}


def by_type(hint: Any, world: World) -> Any:
    origin = get_origin(hint) or hint
    if dataclasses.is_dataclass(hint):
        needed = [
            one
            for one in dataclasses.fields(hint)
            if one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
        ]
        inner = typing.get_type_hints(hint)
        return hint(**{one.name: by_name(one.name, inner[one.name], world) for one in needed})  # type: ignore[operator]
    if origin in MANY or origin is Mapping:
        return () if origin is tuple else {} if origin in {dict, Mapping} else []
    plain: dict[Any, Any] = {
        UUID: world.story.case_id,
        str: "Contoh",
        int: 1,
        bool: True,
        bytes: b"contoh",
        Decimal: Decimal(8),
        date: clock.today() + timedelta(days=7),
        datetime: clock.now() + timedelta(days=2),
    }
    return plain.get(origin)


def _only_known(function: Callable[..., Any], given: Given) -> Given:
    known = inspect.signature(inspect.unwrap(function)).parameters
    return {name: value for name, value in given.items() if name in known}
