"""An SOP is put before the agencies, signed or declined, in force one version a day, and ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from anyam.casework.messages.choices import NotificationKind
from anyam.casework.messages.models import Notification
from anyam.casework.sops import actions, queries
from anyam.casework.sops.actions import (
    DayIsNotPossible,
    IsNotReady,
    IsNotTheMoment,
    NobodyMaySign,
    ReasonIsMissing,
    ReviewIsBeforeStart,
    SavedByAnother,
    VersionsWouldOverlap,
)
from anyam.casework.sops.choices import RetireReason, SignatureState, VersionState, WorkKind
from anyam.casework.sops.models import SopSignature, SopVersion, WorkItem
from anyam.casework.sops.queries import find_my_work
from anyam.foundation.access import NotFound, Role
from anyam.foundation.core import clock
from anyam.foundation.events.models import EventRow
from anyam.foundation.events.reactions import delivered_at_once
from tests.casework.district import District
from tests.casework.sop_office import agreed, chief, complaints, detail, drafted, owner, proposed, signed_by
from tests.casework.sop_writing import handling_complaints

pytestmark = pytest.mark.django_db


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
    assert "awal" in str(told.value)
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


# --- the check on the command line ------------------------------------------------------------------------------------


def test_the_command_checks_what_is_in_force_in_the_district(office: District) -> None:
    def told(district: str) -> str:
        out = StringIO()
        call_command("sops", "check", "--district", district, "--language", "en", stdout=out)
        return out.getvalue()

    assert "0 SOPs" in told(office.secretariat.district_code)
    agreed(office, drafted(office))
    assert "1 SOPs: 0 to be mended" in told(office.secretariat.district_code)
    assert "0 SOPs" in told("35.05")


# --- who is told ------------------------------------------------------------------------------------------------------


def told_of(kind: NotificationKind) -> set[UUID]:
    return set(Notification.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def test_those_who_sign_are_told_then_those_who_work_by_it(office: District) -> None:
    version_id = drafted(office)
    with delivered_at_once():
        agreed(office, version_id)
        asked = {office.head.user_id, chief(office).user_id, owner(office).user_id}
        assert told_of(NotificationKind.SOP_TO_SIGN) == asked
        assert office.doctor.user_id in told_of(NotificationKind.SOP_AGREED)
        actions.retire_sop(
            office.coordinator, version_id=version_id, last_day=clock.today(), reason=RetireReason.OTHER
        )
    assert told_of(NotificationKind.SOP_ENDS) == told_of(NotificationKind.SOP_AGREED)


def test_whose_sop_was_declined_is_told(office: District) -> None:
    version_id = drafted(office)
    proposed(office, version_id)
    signature = SopSignature.objects.get(version_id=version_id, agency=office.police)
    with delivered_at_once():
        actions.decline_sop(chief(office), signature_id=signature.pk, remark="Terlalu singkat.")
    assert {office.coordinator.user_id, owner(office).user_id} <= told_of(NotificationKind.SOP_DECLINED)
