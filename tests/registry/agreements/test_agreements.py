"""Agreements are written, signed by each party for itself, kept as signed, and end in a way that is known."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.queries import find_my_work
from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.core import clock
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.choices import AgreementState, DueState
from anyam.registry.agreements.models import Agreement, Obligation, Party
from tests.cast import Cast

from .conftest import END, START, Table, on

pytestmark = pytest.mark.django_db


def kinds(actor: Actor) -> list[WorkKind]:
    return [row.kind for group in find_my_work(actor).groups for row in group.rows]


def test_an_agreement_is_in_force_when_the_last_party_has_signed(table: Table) -> None:
    agreement_id = table.draft()
    table.owe(agreement_id)
    actions.open_signing(table.head, agreement_id=agreement_id)
    assert WorkKind.SIGN_AGREEMENT in kinds(table.hospital_head)
    table.sign(agreement_id, table.head)
    assert table.detail(agreement_id).row.state is AgreementState.SIGNING
    table.sign(agreement_id, table.hospital_head)
    assert table.detail(agreement_id).row.state is AgreementState.IN_FORCE
    assert kinds(table.hospital_head) == []
    assert [row.due_on.day for row in table.dues(agreement_id)] == [1] * 10


def test_an_agreement_of_the_future_waits_for_its_first_day(table: Table) -> None:
    agreement_id = table.signed(starts_on=date(2026, 6, 1))
    assert table.detail(agreement_id).row.state is AgreementState.SIGNED
    with on(date(2026, 6, 1)):
        table.night()
        assert table.detail(agreement_id).row.state is AgreementState.IN_FORCE


def test_nobody_signs_a_text_that_has_changed_under_their_eyes(table: Table) -> None:
    agreement_id = table.draft()
    actions.open_signing(table.head, agreement_id=agreement_id)
    read = table.detail(agreement_id, table.hospital_head).digest
    actions.take_back(table.head, agreement_id=agreement_id)
    actions.change_agreement(
        table.head, agreement_id=agreement_id, given=table.given(title="Lain"), parties=table.parties()
    )
    actions.open_signing(table.head, agreement_id=agreement_id)
    with pytest.raises(actions.TextHasChanged):
        actions.sign_agreement(table.hospital_head, agreement_id=agreement_id, digest=read)


def test_a_party_that_does_not_sign_says_why_and_all_signatures_are_void(table: Table) -> None:
    agreement_id = table.draft()
    actions.open_signing(table.head, agreement_id=agreement_id)
    table.sign(agreement_id, table.head)
    actions.refuse_to_sign(table.hospital_head, agreement_id=agreement_id, reason="Anggaran belum ada")
    detail = table.detail(agreement_id)
    assert detail.row.state is AgreementState.DRAFT
    assert (detail.returned_reason, detail.returned_by) == ("Anggaran belum ada", "RSUD")
    assert not any(party.signature for party in detail.parties)
    assert WorkKind.MEND_AGREEMENT in kinds(table.head)
    actions.open_signing(table.head, agreement_id=agreement_id)
    assert WorkKind.MEND_AGREEMENT not in kinds(table.head)


def test_a_paper_signature_of_an_outside_body_is_put_down_by_the_secretariat(table: Table) -> None:
    agreement_id = table.signed(body="Yayasan Setara")
    detail = table.detail(agreement_id, table.cast.wulan)
    body = detail.parties[2]
    assert detail.row.state is AgreementState.SIGNING
    assert body.may_put_down_paper
    given = {"agreement_id": agreement_id, "party_id": body.id, "digest": detail.digest}
    with pytest.raises(NotFound):
        actions.put_down_paper_signature(table.hospital_head, signed_on=START, **given)
    with pytest.raises(actions.NotPossibleAsWritten):
        actions.put_down_paper_signature(table.cast.wulan, signed_on=START + timedelta(days=9), **given)
    actions.put_down_paper_signature(table.cast.wulan, signed_on=START, **given)
    assert table.detail(agreement_id).row.state is AgreementState.IN_FORCE


@pytest.mark.parametrize("change", ["title", "starts_on"])
def test_the_database_refuses_to_overwrite_what_was_signed(table: Table, change: str) -> None:
    agreement_id = table.signed()
    value = {"title": "Lain", "starts_on": START - timedelta(days=1)}[change]
    for write in (
        lambda: Agreement.objects.filter(pk=agreement_id).update(**{change: value}),
        lambda: Agreement.objects.filter(pk=agreement_id).update(state="draft"),
        lambda: Obligation.objects.filter(agreement_id=agreement_id).update(quantity=2),
        lambda: Party.objects.filter(agreement_id=agreement_id).update(official_name="Lain"),
    ):
        with pytest.raises(DatabaseError, match=r"signed"), transaction.atomic():
            write()


def test_a_draft_is_seen_by_its_parties_and_the_secretariat_only(table: Table) -> None:
    agreement_id = table.draft()
    assert table.detail(agreement_id, table.hospital_head).row.title
    assert table.detail(agreement_id, table.cast.wulan).row.title
    for stranger in (table.police_head, table.cast.rudi, table.cast.tamu, table.cast.joko):
        with pytest.raises(NotFound):
            table.detail(agreement_id, stranger)
    actions.open_signing(table.head, agreement_id=agreement_id)
    table.sign(agreement_id)
    assert table.detail(agreement_id, table.police_head).row.title


def test_only_the_drafter_changes_a_draft(table: Table) -> None:
    agreement_id = table.draft()
    with pytest.raises(NotFound):
        actions.drop_agreement(table.hospital_head, agreement_id=agreement_id)
    with pytest.raises(NotFound):
        actions.open_signing(table.cast.rudi, agreement_id=agreement_id)


def test_an_officer_without_the_power_cannot_sign(table: Table) -> None:
    agreement_id = table.draft()
    actions.open_signing(table.head, agreement_id=agreement_id)
    digest = table.detail(agreement_id).digest
    for actor in (table.cast.siti, table.police_head, table.cast.wulan):
        with pytest.raises(NotFound):
            actions.sign_agreement(actor, agreement_id=agreement_id, digest=digest)


# --- terms that cannot be ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts_on": date(2027, 1, 1)}, "ends_on"),
        ({"ends_on": date(2099, 1, 1)}, "ends_on"),
        ({"review_on": date(2027, 1, 1)}, "review_on"),
    ],
    ids=["ends before it begins", "a lifetime", "review outside"],
)
def test_an_impossible_term_is_refused_with_its_field(
    table: Table, values: dict[str, date], field: str
) -> None:
    with pytest.raises(actions.TermIsImpossible) as refused:
        table.draft(**values)
    assert refused.value.field == field


def test_the_same_parties_do_not_sign_the_same_thing_for_the_same_days(table: Table) -> None:
    table.signed()
    again = table.draft(starts_on=END, ends_on=END + timedelta(days=300))
    with pytest.raises(actions.TermsOverlap):
        actions.open_signing(table.head, agreement_id=again)
    later = table.draft(starts_on=END + timedelta(days=1), ends_on=END + timedelta(days=300))
    actions.open_signing(table.head, agreement_id=later)


def test_nothing_outlives_what_it_stands_under(table: Table) -> None:
    joint = table.signed(kind="joint", title="Kesepakatan bersama")
    with pytest.raises(actions.OutsideParent):
        table.draft(parent_id=joint, ends_on=END + timedelta(days=1))
    with pytest.raises(actions.OutsideParent):
        table.draft(parent_id=joint, starts_on=START - timedelta(days=1))
    below = table.draft(parent_id=joint)
    with pytest.raises(actions.WrongParent):
        table.draft(kind="joint", parent_id=joint)
    with pytest.raises(actions.WrongParent):
        table.draft(kind="action_plan")
    assert [row.id for row in table.detail(joint).children] == [below]


@pytest.mark.parametrize("quantity", ["0", "-1", "NaN", "Infinity", "1.005", "99999999999"])
def test_an_impossible_quantity_is_refused(table: Table, quantity: str) -> None:
    agreement_id = table.draft()
    with pytest.raises(actions.QuantityIsImpossible):
        table.owe(agreement_id, quantity=Decimal(quantity))


def test_an_obligation_falls_due_within_the_term_and_between_two(table: Table) -> None:
    agreement_id = table.draft()
    first = table.detail(agreement_id).parties[0]
    with pytest.raises(actions.NotPossibleAsWritten):
        table.owe(agreement_id, first_due_on=END + timedelta(days=1))
    with pytest.raises(actions.OwesItself):
        table.owe(agreement_id, debtor_id=first.id, creditor_id=first.id)
    table.owe(agreement_id, first_due_on=date(2026, 11, 1))
    actions.change_agreement(
        table.head,
        agreement_id=agreement_id,
        given=table.given(ends_on=date(2026, 10, 1)),
        parties=table.parties(),
    )
    with pytest.raises(actions.NotPossibleAsWritten):
        actions.open_signing(table.head, agreement_id=agreement_id)


def test_a_party_in_an_obligation_is_not_taken_off(table: Table) -> None:
    agreement_id = table.draft(body="Yayasan Setara")
    table.owe(agreement_id)
    others = [table.parties()[0], table.parties(body="Yayasan Setara")[2]]
    with pytest.raises(actions.PartyOwesSomething):
        actions.change_agreement(table.head, agreement_id=agreement_id, given=table.given(), parties=others)
    with pytest.raises(actions.PartiesAreNotEnough):
        actions.change_agreement(
            table.head, agreement_id=agreement_id, given=table.given(), parties=table.parties()[:1]
        )


# --- addenda, renewal, end --------------------------------------------------------------------------------------------


def test_an_addendum_changes_the_term_and_leaves_the_signed_text(table: Table) -> None:
    agreement_id = table.signed()
    until = date(2027, 3, 31)
    addendum_id = actions.write_addendum(
        table.head, agreement_id=agreement_id, title="Perpanjangan", text="Sampai Maret", ends_on=until
    )
    assert WorkKind.SIGN_ADDENDUM in kinds(table.hospital_head)
    assert [row.id for row in queries.agreements_to_do(table.hospital_head).to_sign] == [agreement_id]
    with pytest.raises(actions.AddendumWaits):
        actions.write_addendum(table.head, agreement_id=agreement_id, title="Lagi", text="Lagi")
    digest = table.detail(agreement_id).addenda[0].digest
    for actor in (table.head, table.hospital_head):
        actions.sign_agreement(actor, agreement_id=agreement_id, digest=digest, addendum_id=addendum_id)
    detail = table.detail(agreement_id)
    assert (detail.ends_on, detail.row.runs_until, detail.is_as_signed) == (END, until, True)
    assert len(table.dues(agreement_id)) == 13
    assert WorkKind.SIGN_ADDENDUM not in kinds(table.hospital_head)


def test_the_parties_are_warned_at_180_90_and_30_days_once_each(table: Table) -> None:
    agreement_id = table.signed()
    for days, expected in ((181, 0), (180, 1), (179, 0), (90, 1), (31, 0), (30, 1), (1, 0)):
        with on(END - timedelta(days=days)):
            table.night()
            warned = Agreement.objects.get(pk=agreement_id).warned
            assert (warned == days) is bool(expected)
            waits = WorkKind.RENEW_AGREEMENT in kinds(table.hospital_head)
            assert waits is (days <= 180)


def test_the_successor_begins_the_day_after_with_the_same_obligations(table: Table) -> None:
    agreement_id = table.signed()
    with on(END - timedelta(days=20)):
        table.night()
        new_id = actions.renew_agreement(
            table.hospital_head, agreement_id=agreement_id, ends_on=date(2027, 12, 31)
        )
        with pytest.raises(actions.HasSuccessor):
            actions.renew_agreement(table.head, agreement_id=agreement_id, ends_on=date(2027, 12, 31))
        new = table.detail(new_id, table.hospital_head)
        assert new.row.starts_on == END + timedelta(days=1)
        assert new.obligations[0].first_due_on == date(2027, 1, 1)
        actions.open_signing(table.hospital_head, agreement_id=new_id)
        table.sign(new_id)
        assert table.detail(new_id).row.state is AgreementState.SIGNED
        assert WorkKind.RENEW_AGREEMENT not in kinds(table.head)
    with on(END + timedelta(days=1)):
        table.night()
        assert table.detail(new_id).row.state is AgreementState.IN_FORCE
        assert table.detail(agreement_id).row.state is AgreementState.RENEWED


def test_an_agreement_nobody_renews_runs_out(table: Table) -> None:
    agreement_id = table.signed()
    actions.decline_renewal(table.head, agreement_id=agreement_id, reason="Tidak dipakai lagi")
    with on(END - timedelta(days=10)):
        table.night()
        assert WorkKind.RENEW_AGREEMENT not in kinds(table.head)
    with on(END + timedelta(days=1)):
        table.night()
        assert table.detail(agreement_id).row.state is AgreementState.EXPIRED


def test_an_agreement_that_ends_early_lets_what_is_not_due_lapse(table: Table) -> None:
    agreement_id = table.signed()
    table.night()
    with pytest.raises(NotFound):
        actions.end_agreement(
            table.police_head, agreement_id=agreement_id, reason="mutual", explanation="Selesai"
        )
    actions.end_agreement(
        table.hospital_head, agreement_id=agreement_id, reason="mutual", explanation="Selesai"
    )
    states = [row.state for row in table.dues(agreement_id)]
    assert states == [DueState.OWED] + [DueState.LAPSED] * 9


def test_a_review_is_asked_for_and_put_down(table: Table) -> None:
    agreement_id = table.signed(review_on=date(2026, 6, 1))
    with on(date(2026, 5, 10)):
        table.night()
        assert WorkKind.REVIEW_AGREEMENT in kinds(table.head)
        actions.review_agreement(
            table.head, agreement_id=agreement_id, found="Berjalan", next_review_on=date(2026, 12, 1)
        )
        assert WorkKind.REVIEW_AGREEMENT not in kinds(table.head)
        assert table.detail(agreement_id).row.review_on == date(2026, 12, 1)


# --- obligations ------------------------------------------------------------------------------------------------------


def test_only_the_creditor_makes_a_delivery_one(table: Table) -> None:
    cast = table.cast
    assert cast.siti
    agreement_id = table.signed()
    table.night()
    due = table.dues(agreement_id)[0]
    # The one of March, and already that of 1 April.
    assert kinds(cast.siti) == [WorkKind.DELIVER_OBLIGATION] * 2
    assert [queries.count_agreement_work(actor) for actor in (cast.siti, table.head, cast.rudi)] == [1, 0, 0]
    actions.deliver_obligation(cast.siti, due_id=due.id, delivered_on=START, evidence="Dikirim lewat surat")
    assert kinds(cast.siti) == [WorkKind.DELIVER_OBLIGATION]
    assert [queries.count_agreement_work(actor) for actor in (cast.siti, table.head, cast.rudi)] == [0, 1, 0]
    with pytest.raises(NotFound):
        actions.accept_delivery(cast.siti, due_id=due.id)
    with pytest.raises(NotFound):
        actions.accept_delivery(cast.rudi, due_id=due.id)
    assert WorkKind.ANSWER_DELIVERY in kinds(cast.ningsih) + kinds(table.head)
    actions.refuse_delivery(table.head, due_id=due.id, reason="Belum ditandatangani dokter")
    row = table.dues(agreement_id, cast.siti)[0]
    assert (row.state, row.last_refusal) == (DueState.REFUSED, "Belum ditandatangani dokter")
    assert kinds(cast.siti) == [WorkKind.DELIVER_OBLIGATION] * 2
    with clock.at(clock.now() + timedelta(hours=1)):
        actions.deliver_obligation(cast.siti, due_id=due.id, delivered_on=START, evidence="Sudah lengkap")
        actions.accept_delivery(table.head, due_id=due.id)
    detail = queries.get_due(cast.siti, due.id)
    assert detail.row.state is DueState.ACCEPTED
    assert [one.answer for one in detail.deliveries] == ["refused", "accepted"]
    with pytest.raises(actions.NotTheMoment):
        actions.accept_delivery(table.head, due_id=due.id)
    with pytest.raises(actions.NotTheMoment):
        actions.deliver_obligation(cast.siti, due_id=due.id, delivered_on=START, evidence="Lagi")


def test_a_creditor_may_release_the_debtor_with_a_reason(table: Table) -> None:
    assert table.cast.siti
    agreement_id = table.signed()
    table.night()
    assert kinds(table.cast.siti) == [WorkKind.DELIVER_OBLIGATION] * 2
    due = table.dues(agreement_id)[0]
    with pytest.raises(actions.NotPossibleAsWritten):
        actions.release_debtor(table.head, due_id=due.id, reason=" ")
    actions.release_debtor(table.head, due_id=due.id, reason="Bulan libur")
    assert kinds(table.cast.siti) == [WorkKind.DELIVER_OBLIGATION]
    assert table.dues(agreement_id)[0].state is DueState.RELEASED


def test_a_delivery_lies_neither_in_the_future_nor_before_the_agreement(table: Table) -> None:
    due = table.dues(table.signed())[0]
    for day in (date(2026, 3, 3), date(2026, 2, 28)):
        with pytest.raises(actions.DeliveryDayIsImpossible):
            actions.deliver_obligation(table.cast.siti, due_id=due.id, delivered_on=day, evidence="Ada")


def test_what_an_agency_owes_and_is_owed_stands_on_one_list(table: Table) -> None:
    cast = table.cast
    table.signed()
    with on(date(2026, 3, 5)):
        owes = queries.promises_of_agency(cast.rudi, cast.hospital.id)
        assert [row.due_on for row in owes.owes] == [date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)]
        assert (owes.owes_late, len(owes.is_owed), owes.agreements) == (1, 0, 1)
        home = queries.agreements_to_do(cast.siti)
        assert next(row.due_on for row in home.to_deliver) == date(2026, 3, 1)
        assert queries.agreements_to_do(cast.rudi).is_quiet


def test_an_outside_body_without_account_is_looked_after_by_the_secretariat(table: Table) -> None:
    cast = table.cast
    agreement_id = table.draft(body="Yayasan Setara")
    detail = table.detail(agreement_id)
    table.owe(agreement_id, debtor_id=detail.parties[2].id)
    actions.open_signing(table.head, agreement_id=agreement_id)
    table.sign(agreement_id)
    assert WorkKind.SIGN_AGREEMENT in kinds(cast.wulan)
    digest = table.detail(agreement_id).digest
    actions.put_down_paper_signature(
        cast.wulan, agreement_id=agreement_id, party_id=detail.parties[2].id, signed_on=START, digest=digest
    )
    table.night()
    due = table.dues(agreement_id)[0]
    assert WorkKind.DELIVER_OBLIGATION in kinds(cast.wulan)
    actions.deliver_obligation(cast.wulan, due_id=due.id, delivered_on=START, evidence="Diterima lewat pos")
    assert queries.agreements_to_do(table.head).to_answer[0].id == due.id


def test_the_watch_does_everything_once(table: Table) -> None:
    table.signed(review_on=date(2026, 3, 20))
    assert table.night() > 0
    assert table.night() == 0


def test_a_supervisor_is_asked_where_an_agency_has_no_head(table: Table, cast: Cast) -> None:
    agreement_id = table.draft()
    supervisor = cast.person("Wati", cast.hospital, Role.SUPERVISOR)
    actions.open_signing(table.head, agreement_id=agreement_id)
    assert WorkKind.SIGN_AGREEMENT in kinds(supervisor)
