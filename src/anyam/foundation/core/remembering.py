"""Remembering reference lookups for the length of one long job.

A page asks the database each time, so that a change counts at the next click. A job that makes thousands of changes
with the same villages, posts and promises may remember them while it runs: inside `with remembering():` a function
marked `@remembered` is asked once for the same arguments.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar, cast

Lookup = TypeVar("Lookup", bound=Callable[..., Any])

_memory: ContextVar[dict[Hashable, Any] | None] = ContextVar("memory", default=None)


def remembered(function: Lookup) -> Lookup:
    """Mark a lookup with hashable arguments whose answer stays the same while a job runs."""

    @wraps(function)
    def look(*arguments: Hashable) -> Any:
        memory = _memory.get()
        if memory is None:
            return function(*arguments)
        key = (function, arguments)
        if key not in memory:
            memory[key] = function(*arguments)
        return memory[key]

    return cast(Lookup, look)


@contextmanager
def remembering() -> Iterator[None]:
    """Ask each remembered lookup only once inside the block. What it answers must not change meanwhile."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)
