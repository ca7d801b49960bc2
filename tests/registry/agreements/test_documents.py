"""Papers of agreements, addenda, deliveries and policies: who adds, reads and withdraws them, and how they lie."""

from __future__ import annotations

import hashlib
import os
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as live
from django.db import DatabaseError, transaction

from anyam.casework.files.actions import sweep_files
from anyam.casework.messages.actions import mark_read
from anyam.casework.messages.choices import NotificationKind
from anyam.casework.messages.models import Notification
from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.core import clock
from anyam.foundation.events.models import EventRow
from anyam.foundation.uploads.sweeping import SETTLED, SweepLooksWrong
from anyam.foundation.uploads.taking import FileNotAccepted
from anyam.foundation.vault.blobs import open_blob
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.actions import PolicyInput, papering
from anyam.registry.agreements.choices import DocumentKind
from anyam.registry.agreements.models import COMPARTMENT, Delivery, Document, folder
from anyam.registry.agreements.results import DocumentRow
from tests.trust.honest_files import TELLING, letter, phone_photo
from tests.trust.wicked_files import WICKED

from .conftest import SYSTEM, Table

pytestmark = pytest.mark.django_db
WORDS = b"Lampiran satu: daftar petugas penghubung.\n"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.ANYAM_FILES = tmp_path / "files"


def keep(actor: Actor, agreement_id: UUID, **more: Any) -> UUID:
    given = {"about": "agreement", "kind": "annex", "title": "Lampiran satu", "content": WORDS, **more}
    return actions.keep_document(actor, subject_id=agreement_id, **given)


def rows(actor: Actor, agreement_id: UUID) -> tuple[DocumentRow, ...]:
    return queries.documents_of_agreement(actor, agreement_id).rows


def decree(table: Table) -> UUID:
    given = PolicyInput("perbup", "42", 2015, "Standar", "Bupati", clock.today() - timedelta(days=400))
    return actions.add_policy(table.cast.wulan, given=given)


def delivered(table: Table, agreement_id: UUID, content: bytes | None = None) -> UUID:
    due = table.dues(agreement_id)[0]
    return actions.deliver_obligation(
        table.hospital_head, due_id=due.id, delivered_on=clock.today(), evidence="Surat 7", content=content
    )


def contents() -> list[Path]:
    return [path for path in folder().path.rglob("*") if path.is_file()]


# --- adding and reading -----------------------------------------------------------------------------------------------


def test_a_party_adds_the_signed_paper_and_the_whole_district_reads_what_all_have_signed(
    table: Table,
) -> None:
    agreement_id = table.signed()
    photo = phone_photo(Random(7))
    document_id = keep(table.hospital_head, agreement_id, kind="signed", title="Naskah", content=photo)
    row = rows(table.police_head, agreement_id)[0]
    assert (row.kind, row.title, row.size, row.agency) == (DocumentKind.SIGNED, "Naskah", len(photo), "RSUD")
    assert row.digest == hashlib.sha256(photo).hexdigest()
    shown = queries.open_document(table.police_head, document_id)
    assert (shown.media_type, shown.may_show) == ("image/jpeg", True)
    assert TELLING in photo
    assert TELLING not in shown.content
    original = queries.open_original_document(table.police_head, document_id)
    assert (original.content, original.may_show) == (photo, False)
    assert "Naskah.jpeg" in original.disposition or "Naskah.jpg" in original.disposition
    kept = EventRow.objects.get(kind="document_kept")
    assert kept.subject_id == document_id
    assert set(kept.payload) == {"subject_id", "about_kind", "about_id", "kind"}


def test_a_draft_takes_annexes_of_its_drafter_and_only_its_parties_read_them(table: Table) -> None:
    draft = table.draft()
    for stranger in (table.hospital_head, table.police_head, table.cast.wulan, table.cast.joko):
        with pytest.raises(NotFound):
            keep(stranger, draft)
    with pytest.raises(actions.NotPossibleAsWritten) as refused:
        keep(table.head, draft, kind="signed")
    assert refused.value.field == "kind"
    document_id = keep(table.head, draft)
    assert queries.open_document(table.hospital_head, document_id).content == WORDS
    for call in (queries.open_document, queries.open_original_document, queries.get_document):
        with pytest.raises(NotFound):
            call(table.police_head, document_id)
    with pytest.raises(NotFound):
        rows(table.police_head, draft)


def test_beside_a_text_that_is_being_signed_only_the_signed_paper_is_laid_down(table: Table) -> None:
    agreement_id = table.draft(body="Yayasan Setara")
    actions.open_signing(table.head, agreement_id=agreement_id)
    with pytest.raises(actions.NotPossibleAsWritten):
        keep(table.head, agreement_id)
    keep(table.cast.wulan, agreement_id, kind="signed", title="Tanda tangan Yayasan Setara")
    assert queries.documents_of_agreement(table.head, agreement_id).kinds == (DocumentKind.SIGNED,)


def test_who_is_no_party_adds_nothing_to_an_agreement_in_force(table: Table) -> None:
    agreement_id = table.signed()
    for stranger in (table.police_head, table.cast.siti, table.cast.joko, SYSTEM):
        with pytest.raises(NotFound):
            keep(stranger, agreement_id)
    assert not queries.documents_of_agreement(table.police_head, agreement_id).may_add
    assert keep(table.cast.wulan, agreement_id)


def test_an_addendum_takes_its_own_paper_and_nothing_else(table: Table) -> None:
    agreement_id = table.signed()
    addendum_id = actions.write_addendum(table.head, agreement_id=agreement_id, title="Ubah", text="Lagi")
    of_addendum = {"about": "addendum", "kind": "addendum"}
    with pytest.raises(actions.NotPossibleAsWritten):
        keep(table.head, addendum_id, about="addendum", kind="annex")
    with pytest.raises(NotFound):
        keep(table.police_head, addendum_id, **of_addendum)
    keep(table.hospital_head, addendum_id, **of_addendum)
    assert [row.addendum_number for row in rows(table.head, agreement_id)] == [1]
    actions.drop_addendum(table.head, agreement_id=agreement_id, addendum_id=addendum_id)
    with pytest.raises(NotFound):
        keep(table.hospital_head, addendum_id, **of_addendum)


def test_a_policys_text_is_added_by_who_keeps_the_register_and_read_by_the_district(table: Table) -> None:
    policy_id = decree(table)
    given = {"about": "policy", "kind": "official", "title": "Perbup 42/2015"}
    for stranger in (table.head, table.police_head, table.cast.joko):
        with pytest.raises(NotFound):
            keep(stranger, policy_id, **given)
    document_id = keep(table.cast.wulan, policy_id, **given)
    assert queries.open_document(table.police_head, document_id).content == WORDS
    assert queries.documents_of_policy(table.police_head, policy_id).rows[0].title == "Perbup 42/2015"
    assert not queries.documents_of_policy(table.police_head, policy_id).may_add
    elsewhere = table.cast.person("Jauh", table.cast.other_centre, Role.COORDINATOR)
    if elsewhere.district_code != table.cast.wulan.district_code:
        with pytest.raises(NotFound):
            queries.open_document(elsewhere, document_id)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"kind": "evidence"}, "kind"),
        ({"kind": "?"}, "kind"),
    ],
)
def test_what_is_missing_or_too_long_is_refused_with_its_field(
    table: Table, more: dict[str, str], field: str
) -> None:
    with pytest.raises(actions.NotPossibleAsWritten) as refused:
        keep(table.head, table.draft(), **more)
    assert refused.value.field == field
    assert not contents()


@pytest.mark.parametrize("about", ["delivery", "policy", "addendum", "case", ""])
def test_an_id_of_something_else_finds_nothing(table: Table, about: str) -> None:
    with pytest.raises(NotFound):
        keep(table.head, table.draft(), about=about)


# --- what comes in, and how it lies -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["PDF with a script", "document with macros", "drawing in SVG"])
def test_a_hostile_file_is_refused_with_its_sentence_and_nothing_is_kept(table: Table, name: str) -> None:
    draft = table.draft()
    with pytest.raises(FileNotAccepted) as refused:
        keep(table.head, draft, content=WICKED[name](Random(3)))
    assert refused.value.field == "content"
    assert str(refused.value.sentence)
    assert not Document.objects.exists()
    assert not contents()


def test_the_content_lies_sealed_under_the_agreements_own_key(table: Table) -> None:
    paper = letter(Random(5))
    agreement_id = table.signed()
    keep(table.head, agreement_id, kind="signed", content=paper)
    row = Document.objects.get()
    assert {path.stat().st_mode & 0o777 for path in contents()} == {0o600}
    on_disk = b"".join(path.read_bytes() for path in contents())
    assert len(on_disk) > len(paper)
    assert b"%PDF" not in on_disk
    assert paper[100:160] not in on_disk
    sealed = folder().get(row.original_key)
    assert open_blob(agreement_id, COMPARTMENT, row.original_key, sealed) == paper
    with pytest.raises(Exception, match=r"."):
        open_blob(agreement_id, COMPARTMENT, row.copy_key, sealed)
    with pytest.raises(Exception, match=r"."):
        open_blob(table.draft(), COMPARTMENT, row.original_key, sealed)


def test_the_same_form_sent_twice_keeps_one_document(table: Table) -> None:
    from anyam.foundation.core.ids import new_id

    draft, once = table.draft(), new_id()
    assert keep(table.head, draft, once=once) == keep(table.head, draft, once=once)
    assert Document.objects.count() == 1


def test_thirty_documents_are_the_most(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papering, "MOST_DOCUMENTS", 2)
    draft = table.draft()
    keep(table.head, draft)
    keep(table.head, draft)
    with pytest.raises(actions.TooManyDocuments) as refused:
        keep(table.head, draft)
    assert refused.value.field == "content"


# --- evidence ---------------------------------------------------------------------------------------------------------


def test_evidence_goes_with_its_delivery_and_the_creditor_opens_it_before_answering(table: Table) -> None:
    agreement_id = table.signed()
    due_id = table.dues(agreement_id)[0].id
    delivered(table, agreement_id, WORDS)
    attempt = queries.get_due(table.head, due_id).deliveries[0]
    assert [row.kind for row in attempt.documents] == [DocumentKind.EVIDENCE]
    assert queries.open_document(table.head, attempt.documents[0].id).content == WORDS
    assert not attempt.may_add_evidence
    assert rows(table.head, agreement_id) == ()


def test_a_refused_file_keeps_the_delivery_back(table: Table) -> None:
    agreement_id = table.signed()
    for content in (WICKED["PDF with a script"](Random(3)), b""):
        with pytest.raises(FileNotAccepted):
            delivered(table, agreement_id, content)
    assert not Delivery.objects.exists()
    assert not EventRow.objects.filter(kind="obligation_delivered").exists()
    assert table.dues(agreement_id)[0].state == "owed"
    assert not contents()


def test_evidence_is_added_and_withdrawn_until_the_creditor_has_answered(table: Table) -> None:
    agreement_id = table.signed()
    due_id = table.dues(agreement_id)[0].id
    delivery_id = delivered(table, agreement_id)
    given = {"about": "delivery", "kind": "evidence", "title": ""}
    for stranger in (table.head, table.police_head, table.cast.wulan):
        with pytest.raises(NotFound):
            keep(stranger, delivery_id, **given)
    first = keep(table.cast.siti, delivery_id, **given)
    second = keep(table.hospital_head, delivery_id, **given)
    with pytest.raises(NotFound):
        actions.withdraw_document(table.head, document_id=first, reason="Bukan milik kami")
    actions.withdraw_document(table.hospital_head, document_id=first, reason="Keliru")
    actions.accept_delivery(table.head, due_id=due_id)
    with pytest.raises(NotFound):
        keep(table.hospital_head, delivery_id, **given)
    with pytest.raises(NotFound):
        actions.withdraw_document(table.hospital_head, document_id=second, reason="Terlambat")


def told_of_evidence() -> list[tuple[UUID, UUID | None]]:
    """Who was told that evidence came, with the agency for which they were told."""
    found = Notification.objects.filter(kind=NotificationKind.EVIDENCE_ADDED)
    return sorted(found.values_list("recipient_id", "agency_id"))


def test_the_creditor_gets_news_of_evidence_that_comes_later_and_one_until_it_was_read(table: Table) -> None:
    agreement_id = table.signed()
    due_id = table.dues(agreement_id)[0].id
    answering = {table.head.user_id, table.cast.ningsih.user_id}
    delivery_id = delivered(table, agreement_id, WORDS)
    assert not told_of_evidence()  # what came with the delivery lies on the desk with it
    given = {"about": "delivery", "kind": "evidence", "title": ""}
    keep(table.cast.siti, delivery_id, **given)
    keep(table.cast.siti, delivery_id, **given)
    told = told_of_evidence()
    assert len(told) == len(answering)
    assert {user_id for user_id, _agency in told} == answering
    assert {agency_id for _user, agency_id in told} == {table.cast.centre.id}
    assert set(Notification.objects.values_list("subject_id", flat=True)) == {due_id}
    mark_read(table.head, notification_id=Notification.objects.get(recipient_id=table.head.user_id).pk)
    keep(table.cast.siti, delivery_id, **given)
    assert len(told_of_evidence()) == len(answering) + 1


def test_where_the_creditor_has_no_account_the_secretariat_gets_the_news(table: Table) -> None:
    agreement_id = table.draft(body="Yayasan Setara")
    _centre, hospital, body = table.detail(agreement_id).parties
    table.owe(agreement_id, debtor_id=hospital.id, creditor_id=body.id)
    actions.open_signing(table.head, agreement_id=agreement_id)
    table.sign(agreement_id)
    digest = table.detail(agreement_id).digest
    actions.put_down_paper_signature(
        table.cast.wulan, agreement_id=agreement_id, party_id=body.id, signed_on=clock.today(), digest=digest
    )
    delivery_id = delivered(table, agreement_id)
    keep(table.cast.siti, delivery_id, about="delivery", kind="evidence", title="")
    assert [user_id for user_id, _agency in told_of_evidence()] == [table.cast.wulan.user_id]


# --- withdrawing ------------------------------------------------------------------------------------------------------


def test_a_withdrawn_document_keeps_its_line_with_the_reason_and_opens_no_more(table: Table) -> None:
    agreement_id = table.signed()
    document_id = keep(table.hospital_head, agreement_id)
    for stranger in (table.head, table.police_head, table.cast.siti):
        with pytest.raises(NotFound):
            actions.withdraw_document(stranger, document_id=document_id, reason="Coba")
    with pytest.raises(actions.NotPossibleAsWritten) as refused:
        actions.withdraw_document(table.hospital_head, document_id=document_id, reason=" ")
    assert refused.value.field == "reason"
    actions.withdraw_document(table.hospital_head, document_id=document_id, reason="Halaman tertukar")
    row = rows(table.head, agreement_id)[0]
    assert (row.withdrawn_reason, row.may_open, row.may_withdraw) == ("Halaman tertukar", False, False)
    for call in (queries.open_document, queries.open_original_document):
        with pytest.raises(NotFound):
            call(table.hospital_head, document_id)
    with pytest.raises(actions.NotTheMoment):
        actions.withdraw_document(table.hospital_head, document_id=document_id, reason="Lagi")
    event = EventRow.objects.get(kind="document_withdrawn")
    assert "Halaman" not in str(event.payload)


def test_the_secretariat_withdraws_what_a_party_added_by_mistake(table: Table) -> None:
    agreement_id = table.signed()
    document_id = keep(table.hospital_head, agreement_id)
    actions.withdraw_document(table.cast.wulan, document_id=document_id, reason="Memuat nama anak")
    assert rows(table.head, agreement_id)[0].withdrawn_at


def test_the_database_refuses_to_change_or_take_away_a_document(table: Table) -> None:
    agreement_id = table.signed()
    document_id = keep(table.head, agreement_id)
    one = Document.objects.filter(pk=document_id)
    for write in (
        lambda: one.update(title="Lain"),
        lambda: one.update(digest="0" * 64),
        lambda: one.update(withdrawn_at=clock.now(), withdrawn_reason="x", title="Lain"),
        lambda: one.delete(),
    ):
        with pytest.raises(DatabaseError, match=r"not changed"), transaction.atomic():
            write()
    actions.withdraw_document(table.head, document_id=document_id, reason="Keliru")
    with pytest.raises(DatabaseError, match=r"not changed"), transaction.atomic():
        one.update(withdrawn_at=None, withdrawn_by_user_id=None, withdrawn_reason="")


# --- crash and sweep --------------------------------------------------------------------------------------------------


def _age(path: Path) -> None:
    old = time.time() - SETTLED.total_seconds() - 60
    for one in path.rglob("*"):
        os.utime(one, (old, old))


def test_the_sweep_takes_what_a_broken_upload_left_and_keeps_what_rows_know(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = table.draft()
    document_id = keep(table.head, draft)
    with monkeypatch.context() as patched:
        patched.setattr(papering, "record", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            keep(table.head, draft)
    assert (Document.objects.count(), len(contents())) == (1, 4)
    assert actions.sweep_documents(SYSTEM) == 0, "An upload of this moment is not touched."
    _age(live.ANYAM_FILES)
    assert sweep_files(SYSTEM) == 0, "The sweep of case files knows nothing of this folder."
    assert actions.sweep_documents(SYSTEM) == 2
    assert queries.open_document(table.head, document_id).content == WORDS
    with pytest.raises(NotFound):
        actions.sweep_documents(table.head)


def test_the_sweep_stops_rather_than_empty_the_folder_of_another_database(table: Table) -> None:
    from anyam.foundation.core.ids import new_id

    for _ in range(21):
        folder().put(new_id(), b"x")
    _age(live.ANYAM_FILES)
    with pytest.raises(SweepLooksWrong):
        actions.sweep_documents(SYSTEM)
    assert len(contents()) == 21
