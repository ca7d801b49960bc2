"""Telling the database for whom it answers only when that differs from the statement before.

A page tells it at the start and at the end of each action. One long job of many thousand actions, such as making the
demo district, would spend a tenth of its time on that.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from psycopg.pq import TransactionStatus

_is_told_late: ContextVar[bool] = ContextVar("told_late", default=False)


def is_told_late() -> bool:
    """Whether the statements themselves see to it: nobody else needs to tell."""
    return _is_told_late.get()


@contextmanager
def telling_late(wanted: Callable[[], tuple[str, ...]], statement: str) -> Iterator[None]:
    """Within the block every statement is preceded by `statement` with what is `wanted`, unless that holds already."""
    teller = _Teller(wanted, statement)
    token = _is_told_late.set(True)
    try:
        with transaction.get_connection().execute_wrapper(teller):
            yield
    finally:
        _is_told_late.reset(token)


@dataclass
class _Teller:
    wanted: Callable[[], tuple[str, ...]]
    statement: str
    told: tuple[str, ...] | None = None
    """What holds in the transaction; None where that is not known."""

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        connection = context["connection"]
        state = connection.connection.info.transaction_status
        if state != TransactionStatus.INTRANS:
            self.told = None  # a new transaction begins with nothing told
        wanted = self.wanted()
        can_be_told = connection.in_atomic_block and state != TransactionStatus.INERROR
        if wanted != self.told and can_be_told and _asks(sql):
            execute(self.statement, wanted, False, context)
            self.told = wanted
        answer = execute(sql, params, many, context)
        if isinstance(sql, str) and sql.startswith("ROLLBACK"):
            self.told = None  # with the savepoint went what was told since
        return answer


def _asks(sql: Any) -> bool:
    """Savepoints ask nothing."""
    return not (isinstance(sql, str) and sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")))
