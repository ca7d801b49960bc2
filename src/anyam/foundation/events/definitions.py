"""What an event is: a frozen dataclass with a name in the past tense, registered by its kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol, TypeVar
from uuid import UUID

from pydantic import TypeAdapter


class Happening(Protocol):
    """Any event: it is about one subject."""

    @property
    def subject_id(self) -> UUID: ...


@dataclass(frozen=True)
class EventInfo:
    """The circumstances of an event, given to reactions and timelines beside the event itself."""

    number: int
    kind: str
    occurred_at: datetime
    user_id: UUID | None
    agency_id: UUID | None


_KINDS: dict[str, type] = {}
Kind = TypeVar("Kind", bound=type)


def event(kind: str) -> Callable[[Kind], Kind]:
    """Register a frozen dataclass as the event `kind`.

    Its fields are ids, numbers, dates and codes. Names and free text never go into an event: events are kept for
    ever, and read by clocks, notices and statistics that may not know who the child is.
    """

    def register(cls: Kind) -> Kind:
        if kind in _KINDS:
            raise ValueError(f"two events are called {kind}")
        _KINDS[kind] = cls
        cls.kind = kind  # type: ignore[attr-defined]
        return cls

    return register


def kind_of(happening: Happening) -> str:
    return str(type(happening).kind)  # type: ignore[attr-defined]


def known_kinds() -> dict[str, type]:
    """Every registered event by its kind."""
    return dict(_KINDS)


def to_payload(happening: Happening) -> dict[str, Any]:
    """The event as plain JSON values."""
    payload: dict[str, Any] = _adapter(type(happening)).dump_python(happening, mode="json")
    return payload


def from_payload(kind: str, payload: dict[str, Any]) -> Any:
    """The event of `kind` rebuilt from what was kept. Raises KeyError for an unknown kind."""
    return _adapter(_KINDS[kind]).validate_python(payload)


@cache
def _adapter(cls: type) -> TypeAdapter[Any]:
    return TypeAdapter(cls)
