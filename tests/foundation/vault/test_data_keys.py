"""Data keys: remembered by the process, but never one that does not stand in the database any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier
from typing import TypeVar
from uuid import UUID

import pytest
from django.db import connection, transaction

from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.vault import data_keys
from anyam.foundation.vault.blobs import open_blob, seal_blob
from anyam.foundation.vault.destroying import destroy_again, destroy_keys, destroyed_keys
from anyam.foundation.vault.errors import KeyDestroyed, SealBroken
from anyam.foundation.vault.models import DataKey, VaultState

Answer = TypeVar("Answer")
FILE = b"%PDF-1.7 rahasia" * 500


def elsewhere(work: Callable[[], Answer]) -> Answer:
    """In another thread, with a connection and a transaction of its own."""

    def run() -> Answer:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        return other.submit(run).result(timeout=20)


class Undone(Exception):
    pass


@contextmanager
def undone() -> Iterator[None]:
    """A transaction, or a savepoint of the one that runs, that ends badly."""
    with suppress(Undone), transaction.atomic():
        yield
        raise Undone


@pytest.mark.django_db(transaction=True)
class TestRemembering:
    def test_a_key_whose_transaction_was_undone_is_forgotten(self) -> None:
        scope, blob = new_id(), new_id()
        with undone():
            first = seal_blob(scope, "files", blob, FILE)
            assert open_blob(scope, "files", blob, first) == FILE
        assert not DataKey.objects.exists()
        second = seal_blob(scope, "files", blob, FILE)
        data_keys.forget()
        assert open_blob(scope, "files", blob, second) == FILE
        with pytest.raises(SealBroken):
            open_blob(scope, "files", blob, first)

    def test_a_key_whose_savepoint_was_undone_is_forgotten(self) -> None:
        scope, outer, blob = new_id(), new_id(), new_id()
        with transaction.atomic():
            kept_before = seal_blob(outer, "files", blob, FILE)
            with undone():
                seal_blob(scope, "files", blob, FILE)
            with transaction.atomic():
                kept = seal_blob(scope, "files", blob, FILE)
            assert open_blob(outer, "files", blob, kept_before) == FILE
        data_keys.forget()
        assert open_blob(scope, "files", blob, kept) == FILE
        assert open_blob(outer, "files", blob, kept_before) == FILE

    def test_a_savepoint_that_was_first_to_seal_and_was_undone_leaves_nothing(self) -> None:
        scope, blob = new_id(), new_id()
        with transaction.atomic():
            with undone():
                seal_blob(scope, "files", blob, FILE)
            kept = seal_blob(scope, "files", blob, FILE)
        data_keys.forget()
        assert open_blob(scope, "files", blob, kept) == FILE

    def test_nobody_else_uses_a_key_before_it_is_committed(self) -> None:
        scope = new_id()
        data_keys.make_keys([(new_id(), "files")])
        with undone():
            data_keys.make_keys([(scope, "files")])
            with pytest.raises(SealBroken):
                elsewhere(lambda: data_keys.key_for_opening((scope, "files")))
        with pytest.raises(SealBroken):
            data_keys.key_for_opening((scope, "files"))

    def test_a_remembered_key_costs_one_small_question_in_each_transaction(
        self, django_assert_num_queries: Callable[[int], object]
    ) -> None:
        scope, blob = new_id(), new_id()
        sealed = seal_blob(scope, "files", blob, FILE)
        open_blob(scope, "files", blob, sealed)
        with transaction.atomic(), django_assert_num_queries(1):  # type: ignore[attr-defined]
            for _ in range(3):
                open_blob(scope, "files", blob, sealed)

    def test_what_belongs_to_another_database_is_worth_nothing(self) -> None:
        scope, blob = new_id(), new_id()
        seal_blob(scope, "files", blob, FILE)
        DataKey.objects.all().delete()
        VaultState.objects.all().delete()  # thrown away and made anew, as the demo does
        sealed = seal_blob(scope, "files", blob, FILE)
        assert DataKey.objects.count() == 1
        data_keys.forget()
        assert open_blob(scope, "files", blob, sealed) == FILE

    def test_no_more_than_so_many_are_remembered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(data_keys, "MOST_REMEMBERED", 10)
        data_keys.make_keys([(new_id(), "files") for _ in range(3)])
        with transaction.atomic():
            data_keys.make_keys([(new_id(), "files") for _ in range(50)])
        assert len(data_keys._latest._keys) == 10


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_two_who_seal_first_get_one_key(self) -> None:
        scope, both = new_id(), Barrier(2)

        def seal(number: int) -> tuple[UUID, bytes]:
            blob = new_id()
            with transaction.atomic():
                both.wait(10)
                sealed = seal_blob(scope, "files", blob, FILE)
            connection.close()
            return blob, sealed

        with ThreadPoolExecutor(2) as pool:
            made = list(pool.map(seal, range(2)))
        assert DataKey.objects.count() == 1
        data_keys.forget()
        assert all(open_blob(scope, "files", blob, sealed) == FILE for blob, sealed in made)

    def test_many_keys_made_in_different_order_do_not_lock_each_other_out(self) -> None:
        places = [(new_id(), "files") for _ in range(40)]
        both = Barrier(2)

        def make(order: list[tuple[UUID, str]]) -> None:
            with transaction.atomic():
                both.wait(10)
                data_keys.make_keys(order)
            connection.close()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(make, [places, places[::-1]]))
        assert DataKey.objects.count() == 40


@pytest.mark.django_db(transaction=True)
class TestDestroying:
    def test_the_key_is_gone_from_the_table_and_its_tombstone_says_why(self) -> None:
        scope, blob = new_id(), new_id()
        sealed = seal_blob(scope, "files", blob, FILE)
        assert destroy_keys(scope, reason="retention") == 1
        tomb = DataKey.objects.get()
        assert (bytes(tomb.wrapped), tomb.destroyed_reason, tomb.destroyed_at is None) == (
            b"",
            "retention",
            False,
        )
        with pytest.raises(KeyDestroyed):
            open_blob(scope, "files", blob, sealed)
        with pytest.raises(KeyDestroyed):
            seal_blob(scope, "files", blob, FILE)
        assert destroy_keys(scope, reason="again") == 0
        assert DataKey.objects.get().destroyed_reason == "retention"

    def test_a_process_that_remembers_the_key_cannot_use_it_from_its_next_transaction_on(self) -> None:
        scope, blob = new_id(), new_id()
        sealed = seal_blob(scope, "files", blob, FILE)
        assert open_blob(scope, "files", blob, sealed) == FILE
        elsewhere(lambda: destroy_keys(scope, reason="retention"))
        with pytest.raises(KeyDestroyed):
            open_blob(scope, "files", blob, sealed)
        with pytest.raises(KeyDestroyed), transaction.atomic():
            seal_blob(scope, "files", blob, FILE)

    def test_without_the_new_generation_it_would_still_be_used(self) -> None:
        """The control: a key emptied behind the generation's back is what the test above guards against."""
        scope, blob = new_id(), new_id()
        sealed = seal_blob(scope, "files", blob, FILE)
        assert open_blob(scope, "files", blob, sealed) == FILE
        DataKey.objects.update(wrapped=b"", destroyed_at=clock.now(), destroyed_reason="retention")
        assert open_blob(scope, "files", blob, sealed) == FILE

    def test_destroying_that_is_undone_destroys_nothing(self) -> None:
        scope, blob = new_id(), new_id()
        sealed = seal_blob(scope, "files", blob, FILE)
        with transaction.atomic():
            with undone():
                destroy_keys(scope, reason="retention")
                with pytest.raises(KeyDestroyed):
                    open_blob(scope, "files", blob, sealed)
            assert open_blob(scope, "files", blob, sealed) == FILE
        assert open_blob(scope, "files", blob, sealed) == FILE

    def test_a_place_never_used_takes_nothing_afterwards(self) -> None:
        scope = new_id()
        assert destroy_keys(scope, "health", reason="withdrawn") == 0
        with pytest.raises(KeyDestroyed):
            seal_blob(scope, "health", new_id(), FILE)
        seal_blob(scope, "files", new_id(), FILE)

    def test_tombstones_are_carried_over_a_restored_backup(self) -> None:
        scope, blob = new_id(), new_id()
        sealed = seal_blob(scope, "files", blob, FILE)
        backup = DataKey.objects.get()
        destroy_keys(scope, reason="retention")
        tombstones = destroyed_keys()
        backup.save()  # the old backup brings the key back
        VaultState.objects.filter(name="generation").update(mark=new_id())
        assert open_blob(scope, "files", blob, sealed) == FILE
        assert destroy_again(tombstones) == 1
        with pytest.raises(KeyDestroyed):
            open_blob(scope, "files", blob, sealed)


@pytest.mark.django_db
class TestFiles:
    def test_a_file_opens_only_as_itself(self) -> None:
        scope, blob = new_id(), new_id()
        sealed = seal_blob(scope, "files", blob, FILE)
        assert open_blob(scope, "files", blob, sealed) == FILE
        assert b"rahasia" not in sealed
        seal_blob(scope, "health", blob, FILE)
        for place in ((scope, "files", new_id()), (new_id(), "files", blob), (scope, "health", blob)):
            with pytest.raises(SealBroken):
                open_blob(*place, sealed)
        with pytest.raises(SealBroken):
            open_blob(scope, "files", blob, sealed[:-1])
        assert open_blob(scope, "files", blob, seal_blob(scope, "files", blob, b"")) == b""

    def test_one_of_25_megabytes_is_sealed(self) -> None:
        scope, blob, large = new_id(), new_id(), bytes(25_000_000)
        assert open_blob(scope, "files", blob, seal_blob(scope, "files", blob, large)) == large
