"""Sealing and verifying the log of looks and events."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import pytest
from django.db import connection, transaction

from anyam.config.database import as_owner
from anyam.foundation.access import Actor
from anyam.foundation.audit.looks import record_look
from anyam.foundation.audit.merkle import consistency_proof, is_consistent, root_of
from anyam.foundation.audit.models import Checkpoint, Leaf, Look
from anyam.foundation.audit.notes import NoteIsNotReadable, read_note, verifier_key
from anyam.foundation.audit.sealing import seal
from anyam.foundation.audit.signing import log_key
from anyam.foundation.audit.verifying import Fault, count_unsealed, verify

READER = Actor(user_id=uuid4(), agency_id=uuid4())


@pytest.fixture(autouse=True)
def own_key(settings, tmp_path):
    settings.ANYAM_KEYS = tmp_path / "keys"


def look(times: int = 1) -> None:
    for _ in range(times):
        record_look(READER, part="summary", subject_id=uuid4(), case_id=uuid4())


@pytest.mark.django_db(transaction=True)
def test_what_was_written_is_sealed_once_and_verifies():
    look(5)
    first = seal()
    assert first
    assert first.size == 5
    assert seal() is None
    look(3)
    second = seal()
    assert second
    assert (second.number, second.size) == (2, 8)
    verdict = verify([first.note, second.note])
    assert verdict.is_whole
    assert (verdict.size, verdict.unsealed, verdict.checkpoints) == (8, 0, 2)


@pytest.mark.django_db(transaction=True)
def test_a_row_that_is_committed_late_is_not_lost():
    """An older transaction commits after younger ones were sealed: its row has the lower number and comes later."""
    is_written, may_commit = Event(), Event()

    def slow() -> int:
        try:
            with transaction.atomic():
                look()
                number = Look.objects.latest("id").pk
                is_written.set()
                may_commit.wait(20)
            return number
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(slow)
        assert is_written.wait(20)
        look(2)
        seal()
        assert Leaf.objects.count() == 0, "what is younger than an open transaction waits with it"
        assert count_unsealed() == 2
        may_commit.set()
        number = late.result()
    look()
    checkpoint = seal()
    assert checkpoint
    assert checkpoint.size == 4
    assert set(Leaf.objects.values_list("row_id", flat=True)) == set(
        Look.objects.values_list("pk", flat=True)
    )
    assert number < max(Look.objects.values_list("pk", flat=True))
    assert verify([checkpoint.note]).is_whole


@pytest.mark.django_db(transaction=True)
def test_a_rule_by_row_numbers_would_have_lost_it():
    """The control: sealing "all numbers above the last sealed one" misses the late row of the test above."""
    is_written, may_commit = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            look()
            is_written.set()
            may_commit.wait(20)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(slow)
        assert is_written.wait(20)
        look()
        highest = Look.objects.latest(
            "id"
        ).pk  # a naive seal takes what it sees and remembers the highest number
        may_commit.set()
        late.result()
    assert Look.objects.filter(pk__lt=highest).exists()
    assert not Look.objects.filter(pk__gt=highest).exists()


@pytest.mark.django_db(transaction=True)
def test_an_aborted_transaction_leaves_no_gap_in_the_log():
    look()
    with transaction.atomic():
        look()
        transaction.set_rollback(True)
    look()
    checkpoint = seal()
    assert checkpoint
    assert checkpoint.size == 2
    assert verify([checkpoint.note]).is_whole


@pytest.mark.django_db(transaction=True)
def test_after_a_restore_with_a_younger_server_what_has_no_leaf_is_sealed():
    """A new server counts transactions from the beginning: the mark of the last seal lies ahead of its horizon."""
    look(2)
    first = seal()
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_checkpoint DISABLE TRIGGER audit_only_added")
        Checkpoint.objects.update(upto=first.upto + 10**9)
        cursor.execute("ALTER TABLE audit_checkpoint ENABLE TRIGGER audit_only_added")
    look(3)
    second = seal()
    assert second
    assert second.size == 5


@pytest.mark.django_db
def test_the_database_refuses_to_change_what_was_sealed():
    Leaf.objects.create(position=0, kind="look", row_id=1, hash=b"x" * 32)
    for change in (lambda: Leaf.objects.update(row_id=2), lambda: Leaf.objects.all().delete()):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            change()


@pytest.mark.django_db(transaction=True)
def test_a_note_is_signed_and_a_changed_one_is_not_taken():
    look()
    checkpoint = seal()
    key = log_key()
    note = read_note(checkpoint.note)
    assert note.is_signed_by(key.name, key.public)
    assert note.note.root == bytes(checkpoint.root)
    assert verifier_key(key.name, key.public).startswith(f"{key.name}+")
    forged = read_note(checkpoint.note.replace("number 1", "number 2"))
    assert not forged.is_signed_by(key.name, key.public)
    assert [f.fault for f in verify([checkpoint.note.replace("\n1\n", "\n9\n")]).findings] == [
        Fault.NOTE_NOT_OURS
    ]
    with pytest.raises(NoteIsNotReadable):
        read_note("surat biasa")


def test_consistency_proofs_hold_and_wrong_ones_do_not():
    leaves = [bytes([n]) * 32 for n in range(40)]
    for size in range(1, 40):
        root = root_of(leaves[:size])
        for old in range(1, size + 1):
            proof = consistency_proof(old, leaves[:size])
            before = root_of(leaves[:old])
            assert is_consistent(old, size, before, root, proof)
            assert not is_consistent(old, size, b"y" * 32, root, proof)
            assert not proof or not is_consistent(old, size, before, root, proof[:-1])
