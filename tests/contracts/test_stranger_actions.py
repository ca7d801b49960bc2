"""Every action and every query, called directly by somebody without a role: nothing but "not there"."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, get_args, get_origin
from unittest.mock import MagicMock
from uuid import UUID

import pytest
from django.db import transaction

from anyam.foundation.access import Actor, NotFound, guard
from anyam.foundation.core import clock
from tests.cast import Cast, Story

# What may be done without any role, and why.
FOR_ANYBODY = {
    "anyam.registry.accounts.queries": "one's own account, and the list of sign-ins of a training district",
    "anyam.registry.accounts.actions": "one's own account",
}


def argument(hint: Any, story: Story) -> Any:
    """Something that fits the annotation; where an id is wanted, that of the child's case."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return argument(parts[0], story)
    if origin in {list, tuple, set, frozenset} or hint in {list, tuple}:
        return []
    if origin in {dict, Mapping} or hint is dict:
        return {}
    plain = {
        UUID: story.case_id,
        str: "x",
        int: 1,
        bool: False,
        date: clock.today(),
        datetime: clock.now(),
        float: 1.0,
    }
    if hint in plain:
        return plain[hint]
    if inspect.isclass(hint) and issubclass(hint, Enum):
        return next(iter(hint))
    return MagicMock()


def called(function: Callable[..., Any], actor: Actor, story: Story) -> str:
    """What came of calling it: "not there" (also an empty answer), "answered", or the error's name."""
    hints = typing.get_type_hints(inspect.unwrap(function), include_extras=False)
    signature = inspect.signature(inspect.unwrap(function))
    needed = [
        p
        for p in list(signature.parameters.values())[1:]
        if p.default is p.empty and p.kind in {p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY}
    ]
    given = {p.name: argument(hints.get(p.name), story) for p in needed}
    try:
        with transaction.atomic():
            answer = function(actor, **given)
    except NotFound:
        return "not there"
    except Exception as problem:
        return f"raised {type(problem).__name__}: asked too late"
    return "answered" if answer else "not there"


def wrapped(registry: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """The guarded functions themselves, looked up where they stand."""
    found = {}
    for name, function in registry.items():
        module = inspect.getmodule(function)
        outer = getattr(module, function.__name__, None)
        if outer is not None and inspect.unwrap(outer) is function:
            found[name] = outer
    return found


def answering(registry: dict[str, Callable[..., Any]], actor: Actor, story: Story) -> dict[str, str]:
    said = {name: called(function, actor, story) for name, function in wrapped(registry).items()}
    return {name: answer for name, answer in said.items() if answer != "not there"}


def is_for_anybody(name: str) -> bool:
    return any(name.startswith(f"{place}.") for place in FOR_ANYBODY)


@pytest.mark.parametrize("registry", [guard.ACTIONS, guard.QUERIES], ids=["actions", "queries"])
def test_nobody_gets_an_answer(registry: dict[str, Callable[..., Any]], cast: Cast, story: Story) -> None:
    own = {name: f for name, f in registry.items() if name.startswith("anyam.") and not is_for_anybody(name)}
    assert len(wrapped(own)) > 30
    found = answering(own, cast.joko, story)
    assert not found, f"Ask first, before looking at anything: {found}."


def test_seeded_query_that_judges_before_asking_is_caught(cast: Cast, story: Story) -> None:
    def close_case(actor: Actor, *, case_id: UUID) -> str:
        raise ValueError("already closed")

    def find_cases(actor: Actor) -> list[str]:
        return [story.case_number]

    assert called(close_case, cast.joko, story) == "raised ValueError: asked too late"
    assert called(find_cases, cast.joko, story) == "answered"
