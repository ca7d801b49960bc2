"""A new KEK while people go on reading and writing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Event
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from anyam.foundation.core.ids import new_id
from anyam.foundation.vault import data_keys, keys, rotating
from anyam.foundation.vault.blobs import open_blob, seal_blob
from anyam.foundation.vault.destroying import destroy_keys
from anyam.foundation.vault.errors import KeysMissing
from anyam.foundation.vault.models import DataKey
from anyam.foundation.vault.rotating import retire, rotate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_keys")]

WORDS = b"rahasia"
Thing = tuple[UUID, UUID, bytes]


def sealed_things(count: int) -> list[Thing]:
    with transaction.atomic():
        places = [(new_id(), new_id()) for _ in range(count)]
        data_keys.make_keys((scope, "files") for scope, _blob in places)
        return [(scope, blob, seal_blob(scope, "files", blob, WORDS)) for scope, blob in places]


def all_open(things: list[Thing]) -> bool:
    data_keys.forget()
    return all(open_blob(scope, "files", blob, sealed) == WORDS for scope, blob, sealed in things)


def test_every_key_is_wrapped_anew_and_what_was_sealed_is_not_touched() -> None:
    things = sealed_things(30)
    before = {key.pk: bytes(key.wrapped) for key in DataKey.objects.all()}
    assert rotate() == 30
    assert set(DataKey.objects.values_list("kek_version", flat=True)) == {2}
    assert all(bytes(key.wrapped) != before[key.pk] for key in DataKey.objects.all())
    assert all_open(things)
    things += sealed_things(1)
    assert rotate() == 31
    assert all_open(things)


def test_the_old_file_stays_until_it_is_retired(own_keys: Path) -> None:
    things = sealed_things(3)
    call_command("rotate_keys", verbosity=0)
    assert keys.ring().versions == (1, 2)
    assert retire() == [1]
    assert not (own_keys / "kek-0001").exists()
    assert (own_keys / "kek-0002").stat().st_mode & 0o777 == 0o600
    keys.forget()
    assert all_open(things)


def test_an_old_dump_of_a_destroyed_key_is_worth_nothing_once_its_kek_is_retired() -> None:
    ((scope, blob, sealed),) = sealed_things(1)
    dumped = DataKey.objects.get()
    destroy_keys(scope, reason="retention")
    dumped.save()  # restored from the old dump
    data_keys.forget()
    assert open_blob(scope, "files", blob, sealed) == WORDS  # the control: the old KEK still opens it
    destroy_keys(scope, reason="retention")
    rotate()
    retire()
    dumped.save()
    data_keys.forget()
    with pytest.raises(KeysMissing):
        open_blob(scope, "files", blob, sealed)


def test_nothing_is_retired_while_it_is_needed() -> None:
    things = sealed_things(3)
    rotating._begin_next(1)
    with pytest.raises(KeysMissing):
        retire()
    assert all_open(things)
    assert rotate() == 3  # a rotation that was broken off goes on, without yet another KEK
    assert keys.ring().versions == (1, 2)


def test_a_process_that_knows_only_the_old_kek_wraps_with_the_new_one() -> None:
    sealed_things(1)
    rotate()
    data_keys._kek_guess = 1  # what another process still believes
    keys.forget()
    things = sealed_things(1)
    assert set(DataKey.objects.values_list("kek_version", flat=True)) == {2}
    assert all_open(things)


def test_somebody_who_is_just_wrapping_with_the_old_kek_is_waited_for() -> None:
    has_wrapped, may_commit = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            data_keys.make_keys([(new_id(), "files")])
            has_wrapped.set()
            assert may_commit.wait(10)
        connection.close()

    def turn() -> int:
        count = rotate()
        connection.close()
        return count

    sealed_things(1)
    with ThreadPoolExecutor(2) as pool:
        writer = pool.submit(write)
        assert has_wrapped.wait(10)
        turning = pool.submit(turn)
        assert not turning.done()
        may_commit.set()
        assert (writer.result(10), turning.result(10)) == (None, 2)
    assert not DataKey.objects.filter(kek_version=1).exists()


def test_no_read_and_no_write_fails_while_keys_are_rotated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotating, "BATCH", 7)
    things = sealed_things(120)
    is_over, failed, done = Event(), [], [0, 0]

    def read(seed: int) -> None:
        chance = Random(seed)
        while not is_over.is_set():
            scope, blob, sealed = chance.choice(things)
            data_keys.forget()  # as a process that has just started
            try:
                assert open_blob(scope, "files", blob, sealed) == WORDS
            except Exception as problem:
                failed.append(problem)
            done[0] += 1
        connection.close()

    def write() -> None:
        while not is_over.is_set():
            try:
                things.extend(sealed_things(1))
            except Exception as problem:
                failed.append(problem)
            done[1] += 1
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        for seed in range(3):
            pool.submit(read, seed)
        pool.submit(write)
        for _round in range(6):
            rotate()
            retire()
        is_over.set()
    assert not failed, failed[:3]
    assert done[0] > 50, done
    assert done[1] > 5, done
    assert keys.ring().versions == (7,)
    assert all_open(things)
