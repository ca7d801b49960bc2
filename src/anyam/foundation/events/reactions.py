"""Reactions: what an app does, a little later, because something happened further down.

A reaction is registered in its app's `reactions.py` and runs in a job of its own, with its own transaction: a notice
that cannot be written never undoes the referral that caused it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from anyam.foundation.events.definitions import EventInfo

Told = TypeVar("Told")
Reaction = Callable[[Any, EventInfo], None]

_BY_KIND: dict[str, list[str]] = {}
_BY_NAME: dict[str, Reaction] = {}
_at_once: ContextVar[bool] = ContextVar("deliver_at_once", default=False)


def reacts_to(
    *events: type[Told],
) -> Callable[[Callable[[Told, EventInfo], None]], Callable[[Told, EventInfo], None]]:
    """Register a function `(event, about) -> None` as a reaction to these events."""

    def register(reaction: Callable[[Told, EventInfo], None]) -> Callable[[Told, EventInfo], None]:
        name = f"{reaction.__module__.removeprefix('anyam.').removesuffix('.reactions')}.{reaction.__name__}"
        _BY_NAME[name] = reaction
        for cls in events:
            _BY_KIND.setdefault(cls.kind, []).append(name)  # type: ignore[attr-defined]
        return reaction

    return register


def names_for(kind: str) -> tuple[str, ...]:
    """The reactions waiting for events of `kind`."""
    return tuple(_BY_KIND.get(kind, ()))


def by_name(name: str) -> Reaction:
    """Raises KeyError when the reaction no longer exists."""
    return _BY_NAME[name]


@contextmanager
def delivered_at_once() -> Iterator[None]:
    """Run reactions inside the action instead of in jobs: the demo district's moving clock leaves no later."""
    token = _at_once.set(True)
    try:
        yield
    finally:
        _at_once.reset(token)


def is_delivering_at_once() -> bool:
    return _at_once.get()
