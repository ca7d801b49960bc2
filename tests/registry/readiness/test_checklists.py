"""An agency says how ready it is, another sees for itself, and what is said grows old in the open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from anyam.casework.sops.choices import WorkKind
from anyam.foundation.access import NotAllowed, NotFound
from anyam.foundation.core import clock
from anyam.registry.readiness import actions, queries
from anyam.registry.readiness.actions import ChecklistInput
from anyam.registry.readiness.choices import FillingState, Standing
from anyam.registry.readiness.models import Checklist, Filling

from .conftest import BASIC, EXAMPLES, SYSTEM, Ward, on, work_of

pytestmark = pytest.mark.django_db


def test_what_an_agency_says_of_itself_is_never_shown_as_verified(ward: Ward) -> None:
    assert ward.standing().standing is Standing.NEVER
    ward.fill()
    row = ward.standing(ward.cast.dewi)
    assert (row.standing, row.verifier, row.ready) == (Standing.STATED, "ULT PSAI", row.points)
    assert not row.is_reliable


def test_another_agency_gets_it_as_work_and_its_own_eyes_end_the_work(ward: Ward) -> None:
    filling_id = ward.fill()
    assert WorkKind.VERIFY_READINESS in work_of(ward.looker)
    ward.see(filling_id)
    assert ward.standing().standing is Standing.VERIFIED
    assert WorkKind.VERIFY_READINESS not in work_of(ward.looker)


def test_a_difference_needs_words_and_stands_beside_what_was_said(ward: Ward) -> None:
    filling_id = ward.fill()
    with pytest.raises(actions.TellWhatYouSaw):
        ward.see(filling_id, p2="no")
    assert ward.standing().standing is Standing.STATED
    ward.see(filling_id, "yes", "Telepon tidak diangkat dua kali", p2="no")
    row, detail = ward.standing(), queries.get_filling(ward.cast.dewi, filling_id)
    assert (row.standing, row.ready) == (Standing.DIFFERS, row.points - 1)
    assert [(one.number, one.said, one.seen) for one in detail.answers if one.differs] == [(2, "yes", "no")]
    # The next answer does not stand ready where something else was seen.
    again = queries.service_to_fill(ward.keeper, ward.cast.hospital.service_id, row.checklist_id)
    assert [one.number for one in again.answers if one.said is None] == [2]


def test_nobody_verifies_for_another_or_for_themselves(ward: Ward) -> None:
    with pytest.raises(actions.AskAnotherAgency):
        actions.fill_checklist(
            ward.keeper,
            service_id=ward.cast.hospital.service_id,
            checklist_id=ward.standing().checklist_id,
            answers=ward.answers(),
            verifier_id=ward.cast.hospital.id,
        )
    filling_id = ward.fill()
    seen = dict.fromkeys(ward.answers(), "yes")
    for stranger in (ward.keeper, ward.cast.rudi, ward.cast.wulan):
        with pytest.raises(NotAllowed):
            actions.verify_checklist(stranger, filling_id=filling_id, seen=seen, seen_on=clock.today())
    with pytest.raises(NotAllowed):
        actions.verify_checklist(ward.cast.dewi, filling_id=filling_id, seen=seen, seen_on=clock.today())


def test_only_the_agency_itself_fills_in_and_every_point_is_answered(ward: Ward) -> None:
    given = {
        "service_id": ward.cast.hospital.service_id,
        "checklist_id": ward.standing().checklist_id,
        "verifier_id": ward.cast.centre.id,
    }
    for stranger in (ward.cast.rudi, ward.looker):
        with pytest.raises(NotAllowed):
            actions.fill_checklist(stranger, answers=ward.answers(), **given)
    short = ward.answers()
    del short[3]
    with pytest.raises(actions.PointsAreMissing) as refused:
        actions.fill_checklist(ward.keeper, answers=short, **given)
    assert refused.value.field == "point_3"
    assert not Filling.objects.exists()


def test_a_verified_checklist_decays_to_not_updated_and_is_asked_for_before(ward: Ward) -> None:
    filling_id = ward.fill()
    with on(2026, 3, 12):
        ward.see(filling_id)
    with on(2026, 5, 26):  # 75 days after it was seen
        assert ward.night() == 0
        assert WorkKind.UPDATE_READINESS not in work_of(ward.keeper)
    with on(2026, 5, 28):
        assert ward.night() == 1
        assert ward.night() == 0
        assert WorkKind.UPDATE_READINESS in work_of(ward.keeper)
    with on(2026, 6, 10):  # the ninetieth day
        assert ward.standing().standing is Standing.VERIFIED
    with on(2026, 6, 11):
        assert ward.standing().standing is Standing.NOT_UPDATED
        assert ward.standing() in queries.get_home(ward.keeper).to_fill
        ward.fill()
        assert WorkKind.UPDATE_READINESS not in work_of(ward.keeper)


def test_the_districts_own_days_count(ward: Ward) -> None:
    ward.see(ward.fill())
    actions.change_standard(ward.cast.wulan, key="readiness.days", value=Decimal(30), source="Notula forum")
    with on(2026, 4, 2):
        assert ward.standing().standing is Standing.NOT_UPDATED


def test_a_newer_answer_takes_the_place_of_one_nobody_has_looked_at(ward: Ward) -> None:
    first = ward.fill()
    with on(2026, 3, 3):
        second = ward.fill("partly")
        assert Filling.objects.get(pk=first).state == FillingState.OVERTAKEN
        assert work_of(ward.looker).count(WorkKind.VERIFY_READINESS) == 1
        assert (ward.standing().filling_id, ward.standing().ready) == (second, 0)
        with pytest.raises(NotAllowed):
            ward.see(first)


def test_a_new_version_leaves_old_answers_their_questions(ward: Ward) -> None:
    filling_id = ward.fill()
    given = ChecklistInput(
        title="Kesiapan dasar",
        items=(("Butir baru", "New point"), ("Butir lain", "")),
        source="Perbup 1/2026",
    )
    actions.change_checklist(ward.cast.wulan, code=BASIC, given=given)
    row = ward.standing()
    assert (row.is_newer_version, row.filling_id) == (True, filling_id)
    assert len(queries.get_filling(ward.keeper, filling_id).answers) == 9
    detail = queries.get_checklist(ward.keeper, BASIC)
    assert (detail.row.version, detail.row.is_own, len(detail.points)) == (2, True, 2)
    assert actions.load_checklists(SYSTEM, file=EXAMPLES) == 0
    assert queries.get_checklist(ward.keeper, BASIC).row.is_own


def test_a_district_puts_a_checklist_aside(ward: Ward) -> None:
    given = ChecklistInput(title="Lama", items=(("Satu", ""),), source="Forum", is_used=False)
    actions.change_checklist(ward.cast.wulan, code=BASIC, given=given)
    codes = {
        row.code for row in queries.readiness_of_service(ward.keeper, ward.cast.hospital.service_id).rows
    }
    assert codes == {"pemeriksaan-kesehatan"}
    assert not next(row for row in queries.find_checklists(ward.keeper) if row.code == BASIC).is_used


def test_checklists_and_figures_are_the_secretariats(ward: Ward) -> None:
    given = ChecklistInput(title="Baru", items=(("Satu", ""),), source="Forum")
    for stranger in (ward.keeper, ward.looker, ward.cast.hartono):
        with pytest.raises(NotAllowed):
            actions.change_checklist(stranger, code="baru", given=given)
        with pytest.raises(NotAllowed):
            actions.change_standard(stranger, key="caseload", value=Decimal(20), source="Forum")
    assert not Checklist.objects.filter(code="baru").exists()


@pytest.mark.parametrize(
    "value", [Decimal(0), Decimal(-3), Decimal("1.5"), Decimal(5000), Decimal("NaN"), Decimal("Infinity")]
)
def test_an_impossible_figure_is_refused(ward: Ward, value: Decimal) -> None:
    with pytest.raises(actions.NotPossibleAsWritten):
        actions.change_standard(ward.cast.wulan, key="readiness.days", value=value, source="Forum")


def test_an_odd_checklist_is_refused(ward: Ward) -> None:
    for items in ((), (("", ""),), tuple((f"Butir {n}", "") for n in range(41))):
        with pytest.raises(actions.NothingToAsk):
            actions.change_checklist(
                ward.cast.wulan, code="baru", given=ChecklistInput(title="B", items=items, source="F")
            )
    twice = ChecklistInput(title="B", items=(("Sama", ""), ("sama", "")), source="F")
    with pytest.raises(actions.NotPossibleAsWritten):
        actions.change_checklist(ward.cast.wulan, code="baru", given=twice)
    with pytest.raises(NotFound):
        actions.change_checklist(ward.cast.wulan, code="../etc", given=twice)


def test_the_database_keeps_no_verification_without_a_day(ward: Ward) -> None:
    filling_id = ward.fill()
    with pytest.raises(DatabaseError), transaction.atomic():
        Filling.objects.filter(pk=filling_id).update(state=FillingState.VERIFIED)
