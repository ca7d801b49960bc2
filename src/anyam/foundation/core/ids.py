"""Identifiers: version 7 UUIDs, ordered by time and impossible to guess (RFC 9562, 74 random bits)."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from random import Random
from uuid import UUID

from anyam.foundation.core import clock

_source: ContextVar[Random | None] = ContextVar("id_source", default=None)

_RANDOM_BITS = 74
_LOW_BITS = 62


def new_id() -> UUID:
    """A new identifier, stamped with the clock's present millisecond."""
    milliseconds = int(clock.now().timestamp() * 1000)
    noise = random_bits(_RANDOM_BITS)
    high, low = noise >> _LOW_BITS, noise & ((1 << _LOW_BITS) - 1)
    return UUID(int=(milliseconds << 80) | (0x7 << 76) | (high << 64) | (0b10 << 62) | low)


def random_bits(count: int) -> int:
    """Bits that nobody can guess; within `drawn_from`, those of the demo district."""
    source = _source.get()
    return source.getrandbits(count) if source else secrets.randbits(count)


@contextmanager
def drawn_from(source: Random) -> Iterator[None]:
    """Draw identifiers from `source` inside the block, so that the same seed makes the same demo district."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)
