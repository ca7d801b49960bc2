"""For whom the database answers: told to PostgreSQL at the start of a transaction, forgotten at its end.

The row policies (see `row_security`) read four settings: the actor's principals, their user, whether the system itself
acts, and the moment. They are local to the transaction, so that a pooled connection never carries them to the next
person; outside of `acting` protected tables are empty.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction
from psycopg.pq import TransactionStatus

from anyam.foundation.access.actor import Actor
from anyam.foundation.core import clock

_TELL = (
    "SELECT set_config('anyam.principals', %s, true), set_config('anyam.user', %s, true),"
    " set_config('anyam.system', %s, true), set_config('anyam.at', %s, true)"
)


@dataclass(frozen=True)
class Reader:
    """As whom rows are read; by default as nobody."""

    principals: str = ""
    user: str = ""
    system: str = ""

    @classmethod
    def of(cls, actor: Actor) -> "Reader":
        if actor.is_system:
            return cls(system="on")
        if not actor.principals:
            return cls()
        return cls(",".join(map(str, actor.principals)), str(actor.user_id))


NOBODY = Reader()
present: ContextVar[Reader] = ContextVar("rows_are_read_as", default=NOBODY)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Let the database answer for `actor` within the block, in the running transaction or in one of its own."""
    with reading_as(Reader.of(actor)):
        yield


@contextmanager
def changing(actor: Actor) -> Iterator[None]:
    """As `acting`, and what is changed within the block is kept as a whole or not at all."""
    reader = Reader.of(actor)
    if transaction.get_connection().in_atomic_block:
        with transaction.atomic(), reading_as(reader):
            yield
    elif reader == NOBODY:
        with transaction.atomic():
            yield
    else:
        with reading_as(reader):
            yield


@contextmanager
def reading_as(reader: Reader) -> Iterator[None]:
    connection = transaction.get_connection()
    if not connection.in_atomic_block and reader == NOBODY:
        with _marked(reader):
            yield
        return
    if not connection.in_atomic_block:
        with transaction.atomic(), _marked(reader):
            tell(reader)
            yield
        return
    before = present.get()
    if before == reader:
        yield
        return
    tell(reader)
    try:
        with _marked(reader):
            yield
    finally:
        # A failed transaction is rolled back to where the earlier reader still stood.
        if connection.connection.info.transaction_status != TransactionStatus.INERROR:
            tell(before)


def tell(reader: Reader) -> None:
    """Set the transaction's reader; for `reading_as` and for the start of tests."""
    moment = clock.now().isoformat() if reader != NOBODY else ""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(_TELL, [reader.principals, reader.user, reader.system, moment])


def move_on() -> None:
    """Bring the transaction's moment to now: a grant just given counts from here on."""
    tell(present.get())


@contextmanager
def _marked(reader: Reader) -> Iterator[None]:
    token = present.set(reader)
    try:
        yield
    finally:
        present.reset(token)
