"""Told late or told at once: each statement is answered for the same reader."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection, transaction

from anyam.foundation.access import Actor
from anyam.foundation.access.row_context import Reader, reading_as, told_late
from anyam.foundation.core import clock

pytestmark = pytest.mark.django_db

DEWI, SITI = Reader("p1,p2", str(uuid4())), Reader("p3", str(uuid4()))
SYSTEM = Reader.of(Actor.system("test"))  # as whom tests read where they say nothing else


def told() -> Reader:
    """As whom the database answers now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('anyam.principals', true), ''),"
            " coalesce(current_setting('anyam.user', true), ''), coalesce(current_setting('anyam.system', true), '')"
        )
        return Reader(*cursor.fetchone())


def test_every_statement_is_answered_for_the_reader_of_its_moment() -> None:
    with told_late():
        assert told() == SYSTEM
        with reading_as(DEWI):
            assert told() == DEWI
            with reading_as(SYSTEM):
                assert told() == SYSTEM
                with reading_as(SITI):
                    assert told() == SITI
                assert told() == SYSTEM
            assert told() == DEWI
        with reading_as(SITI):
            assert told() == SITI
        assert told() == SYSTEM
    assert told() == SYSTEM


def test_what_a_savepoint_takes_back_is_told_again() -> None:
    with told_late(), reading_as(DEWI):
        with transaction.atomic():
            with reading_as(SITI):
                assert told() == SITI
            transaction.set_rollback(True)
        assert told() == DEWI


def test_after_the_block_the_reader_is_told_as_before() -> None:
    with reading_as(DEWI):
        with told_late(), reading_as(SITI):
            assert told() == SITI
        assert told() == DEWI
    assert told() == SYSTEM


def test_nothing_is_told_twice() -> None:
    with clock.at(clock.now()), told_late(), connection.execute_wrapper(_count := Counting()):
        for _ in range(5):
            with reading_as(DEWI):
                told()
    assert _count.statements <= 6


class Counting:
    statements = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.statements += 1
        return execute(sql, params, many, context)
