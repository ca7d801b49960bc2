"""An SOP on its way: drafted, saved, put before the agencies, signed, in force, replaced, ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from anyam.casework.sops import actions, queries
from anyam.casework.sops.actions import (
    AgencyIsUnknown,
    CodeIsNotReadable,
    CodeIsTaken,
    DayIsNotPossible,
    IsBeingWritten,
    IsNotReady,
    IsNotTheMoment,
    NobodyMaySign,
    ReasonIsMissing,
    ReviewIsBeforeStart,
    SavedByAnother,
    VersionsWouldOverlap,
)
from anyam.casework.sops.choices import RetireReason, SignatureState, SopLevel, VersionState, WorkKind
from anyam.casework.sops.models import SopSaving, SopSignature, SopVersion, WorkItem
from anyam.casework.sops.queries import find_my_work
from anyam.casework.sops.results import Document, Performer, SopDetail
from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.events.models import EventRow
from tests.casework.district import District
from tests.casework.sop_writing import handling_complaints, renamed

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(district: District) -> District:
    """A district whose secretariat, hospital and police have a head."""
    assert district.head
    district.chief = district.person("Komar", district.police, Role.AGENCY_HEAD)  # type: ignore[attr-defined]
    district.owner = district.person("Endah", district.secretariat, Role.AGENCY_HEAD)  # type: ignore[attr-defined]
    return district


def chief(office: District) -> Actor:
    return office.chief  # type: ignore[attr-defined,no-any-return]


def owner(office: District) -> Actor:
    return office.owner  # type: ignore[attr-defined,no-any-return]


def complaints(office: District) -> Document:
    return handling_complaints(office.hospital.pk, office.police.pk)


def drafted(office: District, code: str = "aduan-01") -> UUID:
    """A draft that could be signed."""
    return actions.draft_sop(
        office.coordinator, code=code, title="Pengaduan", level=SopLevel.MACRO, document=complaints(office)
    )


def proposed(office: District, version_id: UUID, days: int = 0) -> None:
    """Put before the hospital, the police and the secretariat, in force in so many days."""
    actions.propose_for_signing(
        office.coordinator,
        version_id=version_id,
        revision=SopVersion.objects.get(pk=version_id).revision,
        valid_from=clock.today() + timedelta(days=days),
    )


def signed_by(version_id: UUID, *heads: Actor) -> bool:
    is_last = False
    for head in heads:
        signature = SopSignature.objects.get(version_id=version_id, agency_id=head.agency_id)
        is_last = actions.sign_sop(head, signature_id=signature.pk, signed_as="Kepala")
    return is_last


def agreed(office: District, version_id: UUID, days: int = 0) -> None:
    proposed(office, version_id, days)
    assert signed_by(version_id, office.head, chief(office), owner(office))


def detail(office: District, version_id: UUID) -> SopDetail:
    return queries.get_sop_version(office.coordinator, version_id)


# --- drafting ---------------------------------------------------------------------------------------------------


def test_a_first_draft_has_a_start_an_end_and_its_owner_as_performer(office: District) -> None:
    version_id = actions.draft_sop(
        office.coordinator, code="rujuk-1", title=" Rujukan ", level=SopLevel.MACRO
    )
    found = detail(office, version_id)
    assert found.row.code == "RUJUK-1"
    assert [step.symbol for step in found.document.steps] == ["start", "end"]
    assert found.document.performers[0].agency_id == office.secretariat.pk
    assert found.document.title == found.row.title == "Rujukan"


def test_what_was_drafted_reads_back_as_it_was_written(office: District) -> None:
    assert detail(office, drafted(office)).document == complaints(office)


def test_a_version_can_be_asked_for_by_agency_instrument_and_link(office: District) -> None:
    version = SopVersion.objects.get(pk=drafted(office))
    assert set(version.agency_ids) == {office.hospital.pk, office.police.pk}
    assert version.instrument_codes == ["UU 35/2014"]
    assert version.linked_codes == ["RUJUK-01"]


def test_a_code_is_given_once_in_a_district(office: District) -> None:
    drafted(office)
    with pytest.raises(CodeIsTaken):
        drafted(office, "ADUAN-01")
    with pytest.raises(CodeIsNotReadable):
        drafted(office, "aduan 01/x")


def test_pressing_twice_drafts_once(office: District) -> None:
    once = new_id()
    given = {"code": "A-1", "title": "A", "level": SopLevel.MACRO, "once": once}
    assert actions.draft_sop(office.coordinator, **given) == actions.draft_sop(office.coordinator, **given)


def test_a_head_writes_micro_sops_of_the_own_agency_only(office: District) -> None:
    version_id = actions.draft_sop(office.head, code="RS-1", title="Visum", level=SopLevel.MICRO)
    assert detail(office, version_id).owner_agency_id == office.hospital.pk
    with pytest.raises(NotFound):
        actions.draft_sop(office.head, code="RS-2", title="Bersama", level=SopLevel.MACRO)
    with pytest.raises(NotFound):
        actions.draft_sop(
            office.head, code="RS-3", title="X", level=SopLevel.MICRO, owner_agency_id=office.police.pk
        )
    with pytest.raises(NotFound):
        actions.change_draft(chief(office), version_id=version_id, document=complaints(office), revision=1)


def test_those_who_neither_write_nor_lead_only_read(office: District) -> None:
    version_id = drafted(office)
    for reader in (office.manager, office.doctor, office.regent):
        assert queries.get_sop_version(reader, version_id).may_change is False
        with pytest.raises(NotFound):
            actions.draft_sop(reader, code="Q-1", title="Q", level=SopLevel.MICRO)
        with pytest.raises(NotFound):
            queries.get_draft(reader, version_id)
        with pytest.raises(NotFound):
            actions.withdraw_sop(reader, version_id=version_id)


def test_another_district_sees_nothing(office: District) -> None:
    version_id = drafted(office)
    elsewhere = replace(office.coordinator, district_code="35.05")
    assert not queries.find_sops(elsewhere).drafts
    with pytest.raises(NotFound):
        queries.get_sop_version(elsewhere, version_id)
    with pytest.raises(NotFound):
        actions.change_draft(elsewhere, version_id=version_id, document=complaints(office), revision=1)


def test_two_who_write_at_once_lose_nothing(office: District) -> None:
    version_id = drafted(office)
    first, second = (renamed(complaints(office), "s2", words) for words in ("Mencatat", "Mendengar"))
    assert actions.change_draft(office.coordinator, version_id=version_id, document=first, revision=1) == 2
    with pytest.raises(SavedByAnother):
        actions.change_draft(office.administrator, version_id=version_id, document=second, revision=1)
    assert actions.change_draft(office.administrator, version_id=version_id, document=second, revision=2) == 3
    assert detail(office, version_id).document.step("s2").activity == "Mendengar"
    kept = SopSaving.objects.get(version_id=version_id, revision=2).document
    assert kept["steps"][1]["activity"] == "Mencatat"


def test_code_and_level_stay_whatever_the_document_says(office: District) -> None:
    version_id = drafted(office)
    other = replace(complaints(office), code="LAIN", level=SopLevel.MICRO)
    actions.change_draft(office.coordinator, version_id=version_id, document=other, revision=1)
    document = detail(office, version_id).document
    assert (document.code, document.level) == ("ADUAN-01", SopLevel.MACRO)


def test_an_agency_that_is_not_in_the_directory_is_refused(office: District) -> None:
    wrong = replace(complaints(office), performers=(Performer("p1", "Siapa", new_id()),))
    with pytest.raises(AgencyIsUnknown):
        actions.change_draft(office.coordinator, version_id=drafted(office), document=wrong, revision=1)


def test_one_version_is_written_at_a_time(office: District) -> None:
    version_id = drafted(office)
    sop_id = detail(office, version_id).row.sop_id
    with pytest.raises(IsBeingWritten):
        actions.draft_next_version(office.coordinator, sop_id=sop_id)
    actions.withdraw_sop(office.coordinator, version_id=version_id)
    next_id = actions.draft_next_version(office.coordinator, sop_id=sop_id)
    assert detail(office, next_id).row.number == 2
    with pytest.raises(IsNotTheMoment):
        actions.withdraw_sop(office.coordinator, version_id=version_id)


# --- before the agencies ------------------------------------------------------------------------------------------


def test_every_named_agency_and_the_owner_gets_work_with_a_clock(office: District) -> None:
    version_id = drafted(office)
    proposed(office, version_id)
    items = WorkItem.objects.open().filter(kind=WorkKind.SIGN_SOP)
    assert {item.agency_id for item in items} == {office.hospital.pk, office.police.pk, office.secretariat.pk}
    assert all(item.due_at > clock.now() and item.role == Role.AGENCY_HEAD for item in items)
    rows = [row for group in find_my_work(office.head).groups for row in group.rows]
    assert [row.kind for row in rows] == [WorkKind.SIGN_SOP]
    assert [one.row.version_id for one in queries.find_sops(office.head).to_sign] == [version_id]
    assert queries.count_sops_to_sign(office.head) == 1
    assert queries.count_sops_to_sign(office.doctor) == 0


def test_what_is_missing_is_said_before_anybody_is_asked(office: District) -> None:
    version_id = drafted(office)
    half = replace(complaints(office), steps=complaints(office).steps[1:4])
    actions.change_draft(office.coordinator, version_id=version_id, document=half, revision=1)
    with pytest.raises(IsNotReady) as told:
        proposed(office, version_id)
    assert "start" in str(told.value) or "mulai" in str(told.value)
    assert SopVersion.objects.get(pk=version_id).state == VersionState.DRAFT
    assert not WorkItem.objects.filter(kind=WorkKind.SIGN_SOP).exists()


def test_an_agency_whose_head_cannot_sign_is_named(office: District) -> None:
    version_id = drafted(office)
    with_school = handling_complaints(office.hospital.pk, office.agency("Dinas Pendidikan").pk)
    actions.change_draft(office.coordinator, version_id=version_id, document=with_school, revision=1)
    with pytest.raises(NobodyMaySign, match="Dinas Pendidikan"):
        proposed(office, version_id)


@pytest.mark.parametrize("days", [-1, 900])
def test_a_day_that_is_past_or_too_far_is_refused(office: District, days: int) -> None:
    version_id = drafted(office)
    with pytest.raises(DayIsNotPossible):
        proposed(office, version_id, days)


def test_a_review_before_the_first_day_is_refused(office: District) -> None:
    version_id, today = drafted(office), clock.today()
    with pytest.raises(ReviewIsBeforeStart):
        actions.propose_for_signing(
            office.coordinator, version_id=version_id, revision=1, valid_from=today, review_on=today
        )


def test_only_what_was_read_is_proposed(office: District) -> None:
    version_id = drafted(office)
    actions.change_draft(office.administrator, version_id=version_id, document=complaints(office), revision=1)
    with pytest.raises(SavedByAnother):
        actions.propose_for_signing(
            office.coordinator, version_id=version_id, revision=1, valid_from=clock.today()
        )


def test_words_do_not_change_once_signing_began(office: District) -> None:
    version_id = drafted(office)
    proposed(office, version_id)
    with pytest.raises(IsNotTheMoment):
        actions.change_draft(
            office.coordinator, version_id=version_id, document=complaints(office), revision=1
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        SopVersion.objects.filter(pk=version_id).update(document={"title": "lain"})
    with pytest.raises(IntegrityError), transaction.atomic():
        SopVersion.objects.filter(pk=version_id).update(state=VersionState.DRAFT)


# --- signing ------------------------------------------------------------------------------------------------------


def test_it_is_in_force_once_the_last_one_has_signed(office: District) -> None:
    version_id = drafted(office)
    proposed(office, version_id)
    assert not signed_by(version_id, office.head, chief(office))
    assert detail(office, version_id).row.state is VersionState.SIGNING
    assert signed_by(version_id, owner(office))
    found = detail(office, version_id)
    assert found.is_in_force
    assert found.row.valid_from == clock.today()
    assert not WorkItem.objects.open().filter(kind=WorkKind.SIGN_SOP).exists()
    review = WorkItem.objects.open().get(kind=WorkKind.REVIEW_SOP)
    assert (review.subject_id, review.agency_id, review.role) == (
        version_id,
        office.secretariat.pk,
        Role.COORDINATOR,
    )
    assert EventRow.objects.filter(kind="sop_agreed").count() == 1
    assert queries.documents_in_force(office.manager) == (complaints(office),)


def test_a_signature_says_who_as_what_and_when(office: District) -> None:
    version_id = drafted(office)
    proposed(office, version_id)
    signed_by(version_id, office.head)
    row = next(one for one in detail(office, version_id).signatures if one.agency_short == "RSUD")
    assert (row.state, row.decided_by, row.signed_as) == (SignatureState.SIGNED, "Hartono", "Kepala")
    assert row.decided_at


def test_nobody_signs_for_another_agency_or_without_being_its_head(office: District) -> None:
    version_id = drafted(office)
    proposed(office, version_id)
    signature = SopSignature.objects.get(version_id=version_id, agency=office.police)
    for stranger in (office.head, office.officer, office.coordinator, office.administrator):
        with pytest.raises(NotFound):
            actions.sign_sop(stranger, signature_id=signature.pk)
        with pytest.raises(NotFound):
            actions.decline_sop(stranger, signature_id=signature.pk, remark="Tidak")
    signed_by(version_id, chief(office))
    with pytest.raises(IsNotTheMoment):
        actions.sign_sop(chief(office), signature_id=signature.pk)


def test_declining_needs_a_reason_ends_the_signing_and_opens_the_next_draft(office: District) -> None:
    version_id = drafted(office)
    proposed(office, version_id)
    signed_by(version_id, office.head)
    signature = SopSignature.objects.get(version_id=version_id, agency=office.police)
    with pytest.raises(ReasonIsMissing):
        actions.decline_sop(chief(office), signature_id=signature.pk, remark=" \n ")
    actions.decline_sop(
        chief(office), signature_id=signature.pk, remark="Langkah 4 dua hari, bukan delapan jam."
    )
    found = detail(office, version_id)
    assert found.row.state is VersionState.SET_ASIDE
    assert [one.remark for one in found.signatures if one.remark] == [
        "Langkah 4 dua hari, bukan delapan jam."
    ]
    assert not WorkItem.objects.open().filter(kind=WorkKind.SIGN_SOP).exists()
    assert [row.version_id for row in queries.find_sops(office.coordinator).to_mend] == [version_id]
    with pytest.raises(IsNotTheMoment):
        signed_by(version_id, owner(office))
    next_id = actions.draft_next_version(office.coordinator, sop_id=found.row.sop_id)
    assert detail(office, next_id).document == found.document
    assert not queries.find_sops(office.coordinator).to_mend


def test_taking_it_back_asks_nobody_any_more(office: District) -> None:
    version_id = drafted(office)
    proposed(office, version_id)
    actions.withdraw_sop(office.coordinator, version_id=version_id)
    assert not WorkItem.objects.open().filter(kind=WorkKind.SIGN_SOP).exists()
    assert not queries.find_sops(office.head).to_sign


# --- one version a day --------------------------------------------------------------------------------------------


def test_the_next_version_ends_the_one_before_it_the_day_before(office: District) -> None:
    first = drafted(office)
    agreed(office, first)
    sop_id = detail(office, first).row.sop_id
    second = actions.draft_next_version(office.coordinator, sop_id=sop_id)
    agreed(office, second, days=10)
    old, new = SopVersion.objects.get(pk=first), SopVersion.objects.get(pk=second)
    assert old.valid_until == new.valid_from - timedelta(days=1) == clock.today() + timedelta(days=9)
    assert old.state == VersionState.IN_FORCE
    assert queries.get_sop(office.manager, sop_id).row.version_id == first
    with clock.at(clock.now() + timedelta(days=10)):
        assert queries.get_sop(office.manager, sop_id).row.version_id == second
        assert detail(office, first).row.standing == str(VersionState.RETIRED.label)
        assert len(queries.find_sops(office.manager).in_force) == 1


def test_an_overlapping_version_is_refused(office: District) -> None:
    first = drafted(office)
    agreed(office, first, days=5)
    second = actions.draft_next_version(office.coordinator, sop_id=detail(office, first).row.sop_id)
    for days in (0, 5):
        with pytest.raises(VersionsWouldOverlap):
            proposed(office, second, days)
    proposed(office, second, 6)


def test_the_database_itself_refuses_two_versions_on_one_day(office: District) -> None:
    first = drafted(office)
    agreed(office, first)
    second = actions.draft_next_version(office.coordinator, sop_id=detail(office, first).row.sop_id)
    moment, today = clock.now(), clock.today()
    with pytest.raises(IntegrityError, match="sop_version_one_per_day"), transaction.atomic():
        SopVersion.objects.filter(pk=second).update(
            state="in_force", valid_from=today + timedelta(days=900), review_on=today, agreed_at=moment
        )
    other = drafted(office, "LAIN-1")
    agreed(office, other)


def test_signed_later_than_the_chosen_day_it_begins_on_the_day_of_the_last_signature(
    office: District,
) -> None:
    version_id = drafted(office)
    proposed(office, version_id)
    with clock.at(clock.now() + timedelta(days=30)):
        signed_by(version_id, office.head, chief(office), owner(office))
        assert SopVersion.objects.get(pk=version_id).valid_from == clock.today()


# --- afterwards ---------------------------------------------------------------------------------------------------


def test_an_sop_that_is_looked_at_again_gets_a_new_clock(office: District) -> None:
    version_id = drafted(office)
    agreed(office, version_id)
    with clock.at(clock.now() + timedelta(days=366)):
        assert [row.version_id for row in queries.find_sops(office.coordinator).to_review] == [version_id]
        assert not queries.find_sops(office.head).to_review
        day = clock.today() + timedelta(days=200)
        actions.confirm_sop_review(office.coordinator, version_id=version_id, review_on=day)
        assert not queries.find_sops(office.coordinator).to_review
        assert WorkItem.objects.open().get(kind=WorkKind.REVIEW_SOP).due_at.date() == day
        with pytest.raises(NotFound):
            actions.confirm_sop_review(office.head, version_id=version_id, review_on=day)


def test_an_sop_ends_on_its_last_day(office: District) -> None:
    version_id = drafted(office)
    agreed(office, version_id)
    last = clock.today() + timedelta(days=3)
    with pytest.raises(actions.LastDayIsNotPossible):
        actions.retire_sop(
            office.coordinator,
            version_id=version_id,
            last_day=clock.today() - timedelta(days=1),
            reason=RetireReason.OTHER,
        )
    actions.retire_sop(office.coordinator, version_id=version_id, last_day=last, reason=RetireReason.MERGED)
    assert queries.documents_in_force(office.manager)
    with clock.at(clock.now() + timedelta(days=4)):
        assert not queries.documents_in_force(office.manager)
    assert not WorkItem.objects.open().filter(kind=WorkKind.REVIEW_SOP).exists()
    with pytest.raises(IsNotTheMoment):
        actions.retire_sop(
            office.coordinator, version_id=version_id, last_day=last, reason=RetireReason.MERGED
        )


def test_a_draft_is_neither_reviewed_nor_ended(office: District) -> None:
    version_id, day = drafted(office), clock.today() + timedelta(days=9)
    with pytest.raises(IsNotTheMoment):
        actions.retire_sop(office.coordinator, version_id=version_id, last_day=day, reason=RetireReason.OTHER)
    with pytest.raises(IsNotTheMoment):
        actions.confirm_sop_review(office.coordinator, version_id=version_id, review_on=day)


def test_an_ended_sop_can_be_written_anew_while_it_still_runs(office: District) -> None:
    version_id = drafted(office)
    agreed(office, version_id)
    sop_id = detail(office, version_id).row.sop_id
    last = clock.today() + timedelta(days=20)
    actions.retire_sop(office.coordinator, version_id=version_id, last_day=last, reason=RetireReason.OTHER)
    second = actions.draft_next_version(office.coordinator, sop_id=sop_id)
    agreed(office, second, days=2)
    assert SopVersion.objects.get(pk=version_id).valid_until == clock.today() + timedelta(days=1)
