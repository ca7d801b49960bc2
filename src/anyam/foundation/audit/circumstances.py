"""By which way and in which request something is read: known to the whole request, kept on each look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from anyam.foundation.audit.choices import Channel


@dataclass
class Circumstances:
    """`seen` holds what was already noted in this request, so that one page leaves one row per part."""

    channel: Channel = Channel.JOB
    request_id: str = ""
    seen: set[tuple[str, UUID | None]] = field(default_factory=set)


_present: ContextVar[Circumstances | None] = ContextVar("circumstances_of_looking", default=None)


def present() -> Circumstances:
    """Those of the running request; outside of one, the machine's own work without a memory."""
    return _present.get() or Circumstances()


@contextmanager
def through(channel: Channel, request_id: str = "") -> Iterator[Circumstances]:
    """Whatever is read within the block is read through `channel`; the request stays the same unless named."""
    around = present()
    inside = Circumstances(channel, request_id or around.request_id)
    token = _present.set(inside)
    try:
        yield inside
    finally:
        _present.reset(token)
