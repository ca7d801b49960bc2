"""Instruments filled in on a case: versions, drafts, repeats, sealed compartments."""

from __future__ import annotations

from datetime import timedelta

import pytest

from anyam.casework.cases import actions, queries
from anyam.casework.cases.actions.answers import (
    AnswerNotAccepted,
    PartNotOpen,
    QuestionNotAsked,
)
from anyam.casework.cases.actions.assessments import (
    InstrumentWithdrawn,
    NothingAssessedYet,
    NotYetComplete,
    OthersMustComplete,
)
from anyam.casework.cases.choices import Compartment, Source
from anyam.casework.cases.models import ANSWER_TABLES, Assessment, Case
from anyam.casework.cases.results import AnswerInput, Question
from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.access.choices import Level, Part, Reason
from anyam.foundation.access.granting import Principal
from anyam.foundation.access.models import Grant
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.interfaces.jobs.instruments import SYSTEM
from anyam.registry.instruments.actions import (
    put_instrument_into_force,
    upload_instrument,
    withdraw_instrument,
)
from anyam.registry.instruments.queries import instrument_in_force
from tests import instruments
from tests.casework import main_job
from tests.casework.district import District

pytestmark = pytest.mark.django_db

RISK = {
    "danger/safe_tonight": "yes",
    "danger/suspect_contact": "no",
    "danger/course": "once",
    "protection/carer_able": "yes",
    "judgement/risk_level": "low",
}
HEAD = (
    "| survey | | | | | |\n| | type | name | label::Bahasa Indonesia (id) | relevant | bind::compartment |\n"
)
TAIL = (
    "| choices | | | |\n| | list_name | name | label::Bahasa Indonesia (id) |\n"
    "| | yn | yes | Ya |\n| | yn | no | Tidak |\n"
    "| settings | | | |\n| | form_title | form_id | version |\n| | Uji | trial | {version} |\n"
)


@pytest.fixture
def district() -> District:
    made = District()
    instruments.bring("risk_assessment", "caregiver_assessment", "monitoring", "home_visit")
    return made


@pytest.fixture
def case(district: District) -> Case:
    return main_job.opened(district.manager)


def given(answers: dict[str, str], by: str = "observed") -> dict[str, AnswerInput]:
    return {place: AnswerInput(value, by) for place, value in answers.items()}


def save(actor: Actor, case: Case, instrument: str, **answers: str) -> None:
    named = {place.replace("__", "/"): value for place, value in answers.items()}
    actions.save_answers(actor, case_id=case.pk, instrument=instrument, answers=given(named))


def question(actor: Actor, case: Case, instrument: str, place: str) -> Question:
    sections = queries.get_assessment(actor, case.pk, instrument=instrument).sections
    return next(one for section in sections for one in section.questions if one.place == place)


def trial(rows: str, version: str) -> None:
    """A version of a small form, in force from today."""
    content = (HEAD + rows + TAIL.format(version=version)).encode()
    put_instrument_into_force(SYSTEM, version_id=upload_instrument(SYSTEM, content=content))


def a_reader(district: District, case: Case, *parts: Part, level: Level = Level.WRITE) -> Actor:
    """A case worker of another house to whom these parts of the case are open."""
    actor = district.person("Yusuf", district.police, Role.CASE_WORKER)
    Grant.objects.create(
        principal=Principal.seat(actor.person_id, district.police.pk).id,
        dossier_id=case.pk,
        reason=Reason.CONFERENCE,
        parts=list(parts),
        level=level,
        since=clock.now(),
        until=clock.now() + timedelta(days=1),
    )
    return actor


def test_the_rule_proposes_a_level_and_a_person_decides(district: District, case: Case) -> None:
    actions.save_answers(district.manager, case_id=case.pk, instrument="risk_assessment", answers=given(RISK))
    shown = queries.get_assessment(district.manager, case.pk, instrument="risk_assessment")
    assert not shown.missing
    save(district.manager, case, "risk_assessment", danger__safe_tonight="no")
    missing = queries.get_assessment(district.manager, case.pk, instrument="risk_assessment").missing
    assert [one.place for one in missing] == ["judgement/level_reason"]
    with pytest.raises(NotYetComplete):
        actions.complete_assessment(district.manager, case_id=case.pk, instrument="risk_assessment")
    save(district.manager, case, "risk_assessment", judgement__level_reason="Bibi menjaga anak malam ini.")
    done = actions.complete_assessment(district.manager, case_id=case.pk, instrument="risk_assessment")
    answers = ANSWER_TABLES[Compartment.GENERAL].objects.filter(assessment_id=done)
    worked_out = answers.get(place="judgement/level_proposed")
    assert (worked_out.value, worked_out.source) == ("high", Source.CALCULATED)


def test_a_completed_filling_is_not_changed_by_what_follows(district: District, case: Case) -> None:
    actions.save_answers(district.manager, case_id=case.pk, instrument="risk_assessment", answers=given(RISK))
    done = actions.complete_assessment(district.manager, case_id=case.pk, instrument="risk_assessment")
    save(district.manager, case, "risk_assessment", danger__course="worse")
    with acting(SYSTEM):
        kept = ANSWER_TABLES[Compartment.GENERAL].objects.get(assessment_id=done, place="danger/course")
    assert kept.value == "once"
    assert Assessment.objects.filter(case=case, instrument="risk_assessment").count() == 2


def test_what_no_longer_applies_is_left_out_when_it_is_completed(district: District, case: Case) -> None:
    answers = RISK | {
        "judgement/risk_level": "high",
        "judgement/level_reason": "x",
        "judgement/safety_plan": "Nenek",
    }
    actions.save_answers(
        district.manager, case_id=case.pk, instrument="risk_assessment", answers=given(answers)
    )
    save(district.manager, case, "risk_assessment", judgement__risk_level="low")
    assert question(district.manager, case, "risk_assessment", "judgement/safety_plan").value == "Nenek"
    done = actions.complete_assessment(district.manager, case_id=case.pk, instrument="risk_assessment")
    places = (
        ANSWER_TABLES[Compartment.GENERAL].objects.filter(assessment_id=done).values_list("place", flat=True)
    )
    assert "judgement/safety_plan" not in places


@pytest.mark.parametrize(
    ("place", "value", "refused"),
    [
        ("danger/course", "sometimes", AnswerNotAccepted),
        ("danger/no_such", "x", QuestionNotAsked),
        ("danger[1]/course", "once", QuestionNotAsked),
        ("judgement/level_proposed", "low", QuestionNotAsked),
        ("judgement/rule_high", "x", QuestionNotAsked),
        ("protection/safe_adult", "x" * 5001, AnswerNotAccepted),
    ],
)
def test_what_is_no_answer_to_the_form_is_refused(district, case, place, value, refused) -> None:
    with pytest.raises(refused):
        actions.save_answers(
            district.manager, case_id=case.pk, instrument="risk_assessment", answers=given({place: value})
        )
    assert not Assessment.objects.filter(case=case).exists()


def test_turns_of_a_repeat_keep_their_answers_and_move_up_when_one_is_taken_out(district, case) -> None:
    ages = {f"members[{turn}]/age": str(age) for turn, age in ((1, 40), (2, 12), (3, 7))}
    actions.save_answers(
        district.manager, case_id=case.pk, instrument="caregiver_assessment", answers=given(ages)
    )
    actions.remove_turn(
        district.manager, case_id=case.pk, instrument="caregiver_assessment", repeat="members", number=2
    )
    ages = [
        question(district.manager, case, "caregiver_assessment", f"members[{turn}]/age").value
        for turn in (1, 2)
    ]
    assert ages == ["40", "7"]
    sections = queries.get_assessment(district.manager, case.pk, instrument="caregiver_assessment").sections
    assert not [q for s in sections for q in s.questions if q.place.startswith("members[3]")]
    more = queries.get_assessment(
        district.manager, case.pk, instrument="caregiver_assessment", more="members"
    )
    assert [q for s in more.sections for q in s.questions if q.place == "members[3]/age"]


def test_what_one_form_was_told_is_filled_in_on_the_next(district: District, case: Case) -> None:
    actions.save_answers(
        district.manager, case_id=case.pk, instrument="risk_assessment", answers=given(RISK, by="child")
    )
    actions.complete_assessment(district.manager, case_id=case.pk, instrument="risk_assessment")
    known = question(district.manager, case, "home_visit", "home/safe_tonight")
    assert (known.value, known.source, known.is_prefilled) == ("yes", "child", True)
    missing = queries.get_assessment(district.manager, case.pk, instrument="home_visit").missing
    assert "home/safe_tonight" in {one.place for one in missing}


def test_a_draft_stays_on_its_version_until_somebody_moves_it(district: District, case: Case) -> None:
    trial("| | text | name_of_pet | Hewan | | |\n| | select_one yn | likes | Suka? | | |\n", "1")
    save(district.manager, case, "trial", name_of_pet="Kucing", likes="yes")
    trial("| | select_one yn | likes | Suka sekali? | | |\n| | text | more | Lagi? | | |\n", "2")
    draft = queries.get_assessment(district.manager, case.pk, instrument="trial")
    assert (draft.version, draft.newer_version) == ("1", "2")
    save(district.manager, case, "trial", name_of_pet="Kucing hitam")
    moving = queries.get_moving(district.manager, case.pk, instrument="trial")
    assert moving
    assert (moving.kept, moving.left) == ((("Suka?", "Ya"),), (("Hewan", "Kucing hitam"),))
    actions.move_draft(district.manager, case_id=case.pk, instrument="trial")
    moved = queries.get_assessment(district.manager, case.pk, instrument="trial")
    assert (moved.version, moved.newer_version) == ("2", "")
    assert {q.place: q.value for s in moved.sections for q in s.questions} == {"likes": "yes", "more": ""}


def test_an_answer_goes_into_its_new_compartment_when_a_draft_moves(district: District, case: Case) -> None:
    trial("| | text | pain | Nyeri | | |\n", "1")
    save(district.manager, case, "trial", pain="Kepala")
    trial("| | text | pain | Nyeri | | health |\n", "2")
    actions.move_draft(district.manager, case_id=case.pk, instrument="trial")
    assert not ANSWER_TABLES[Compartment.GENERAL].objects.exists()
    assert ANSWER_TABLES[Compartment.HEALTH].objects.get().value == "Kepala"


def test_completed_answers_are_read_with_the_questions_they_were_given_to(district, case) -> None:
    trial("| | text | pet | Hewan peliharaan | | |\n", "1")
    save(district.manager, case, "trial", pet="Kucing")
    done = actions.complete_assessment(district.manager, case_id=case.pk, instrument="trial")
    trial("| | text | dream | Impian | | |\n", "2")
    read = queries.get_assessment(district.manager, case.pk, done)
    assert [(q.label, q.value) for s in read.sections for q in s.questions] == [
        ("Hewan peliharaan", "Kucing")
    ]
    assert read.version == "1"


def test_a_withdrawn_form_keeps_what_was_written_and_takes_nothing_new(district, case) -> None:
    trial("| | text | pet | Hewan | | |\n", "1")
    save(district.manager, case, "trial", pet="Kucing")
    version = instrument_in_force(SYSTEM, "trial")
    assert version
    withdraw_instrument(SYSTEM, version_id=version.id)
    with pytest.raises(InstrumentWithdrawn):
        save(district.manager, case, "trial", pet="Anjing")
    read = queries.get_assessment(district.manager, case.pk, instrument="trial")
    assert (read.is_withdrawn, read.may_change) == (True, False)
    assert read.sections[0].questions[0].value == "Kucing"


def test_a_draft_begun_by_mistake_is_thrown_away(district: District, case: Case) -> None:
    save(district.manager, case, "monitoring", child__change="same")
    actions.discard_draft(district.manager, case_id=case.pk, instrument="monitoring")
    assert not Assessment.objects.filter(case=case).exists()
    with pytest.raises(NothingAssessedYet):
        actions.complete_assessment(district.manager, case_id=case.pk, instrument="monitoring")


def test_who_may_not_see_health_answers_neither_sees_nor_overwrites_them(district, case) -> None:
    save(district.manager, case, "monitoring", child__sleep_food="bad", child__change="same")
    helper = a_reader(district, case, Part.WORK, Part.IDENTITY, Part.NARRATIVE)
    shown = queries.get_assessment(helper, case.pk, instrument="monitoring")
    places = {q.place for s in shown.sections for q in s.questions}
    assert shown.hides_some
    assert "child/change" in places
    assert "child/sleep_food" not in places
    with pytest.raises(PartNotOpen):
        save(helper, case, "monitoring", child__sleep_food="usual")
    with pytest.raises(PartNotOpen):
        actions.discard_draft(helper, case_id=case.pk, instrument="monitoring")
    save(helper, case, "monitoring", child__change="better")
    assert question(district.manager, case, "monitoring", "child/sleep_food").value == "bad"


def test_a_question_that_hangs_on_a_sealed_answer_is_sealed_with_it(district, case) -> None:
    trial(
        "| | select_one yn | ill | Sakit? | | health |\n| | text | help | Bantuan? | ${ill} = 'yes' | |\n"
        "| | text | open | Lain? | | |\n",
        "1",
    )
    save(district.manager, case, "trial", ill="yes", help="Obat")
    helper = a_reader(district, case, Part.WORK, Part.IDENTITY, Part.NARRATIVE)
    shown = queries.get_assessment(helper, case.pk, instrument="trial")
    assert {q.place for s in shown.sections for q in s.questions} == {"open"}
    save(helper, case, "trial", open="Selesai")
    assert question(district.manager, case, "trial", "help").value == "Obat"


def test_nobody_completes_what_waits_for_an_answer_they_may_not_give(district, case) -> None:
    content = (
        "| survey | | | | | |\n| | type | name | label | required | bind::compartment |\n"
        "| | text | ill | Sakit? | yes | health |\n| | text | open | Lain? | | |\n"
        "| settings | | | |\n| | form_title | form_id | version |\n| | Uji | trial | 1 |\n"
    )
    put_instrument_into_force(SYSTEM, version_id=upload_instrument(SYSTEM, content=content.encode()))
    helper = a_reader(district, case, Part.WORK, Part.IDENTITY, Part.NARRATIVE)
    save(helper, case, "trial", open="x")
    with pytest.raises(OthersMustComplete):
        actions.complete_assessment(helper, case_id=case.pk, instrument="trial")


def test_forms_for_other_subjects_are_not_filled_in_on_a_case(district, case) -> None:
    instruments.bring("complaint")
    with pytest.raises(NotFound):
        save(district.manager, case, "complaint", told__chronology="x")
    offered = queries.get_case_instruments(district.manager, case.pk)
    assert "complaint" not in {row.code for row in (*offered.offered, *offered.pressing)}


def test_the_list_says_what_is_due_what_is_begun_and_who_filled_in_what(district, case) -> None:
    found = queries.get_case_instruments(district.manager, case.pk)
    assert [row.code for row in found.pressing] == ["biopsychosocial"]
    save(district.manager, case, "monitoring", child__change="same")
    actions.save_answers(district.manager, case_id=case.pk, instrument="risk_assessment", answers=given(RISK))
    actions.complete_assessment(district.manager, case_id=case.pk, instrument="risk_assessment")
    found = queries.get_case_instruments(district.manager, case.pk)
    assert [row.code for row in found.pressing] == ["biopsychosocial", "monitoring"]
    assert [(row.code, row.by) for row in found.filled] == [("risk_assessment", "Dewi")]
