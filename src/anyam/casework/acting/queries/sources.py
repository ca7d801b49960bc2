"""Who knows of acts: the apps above tell it, this app knows none of them."""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from ..results import Act

Source = Callable[[frozenset[UUID], date], Iterable[Act]]
"""All acts for the child with these records that have a day since then; asked as the system."""

_SOURCES: list[Source] = []


def tells_who_acts(source: Source) -> Source:
    """Let this function be asked; called once, when its app is ready."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def acts_for(records: frozenset[UUID], since: date) -> list[Act]:
    """Every act that any app knows of."""
    return [act for source in _SOURCES for act in source(records, since)]
