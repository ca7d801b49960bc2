"""From report to closed case: every step at its moment, and a clear sentence at every other."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection

from anyam.casework.cases import actions, queries
from anyam.casework.cases.actions.cases import NotYetToBeClosed
from anyam.casework.cases.actions.locking import CaseIsClosed
from anyam.casework.cases.actions.plans import PlanIsEmpty
from anyam.casework.cases.actions.reports import AlreadyTriaged, OverrideNeedsReason, ReportNeedsChild
from anyam.casework.cases.models import Case, Narrative, Report, Reporter
from anyam.casework.cases.queries import CaseFilter
from anyam.casework.cases.results import AnswerInput, ChildInput, ReporterInput
from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.models import WorkItem
from anyam.foundation.access import NotFound, Role
from anyam.foundation.access.choices import Reason
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.models import EventRow
from tests.casework import main_job
from tests.casework.district import District


def test_a_report_leads_to_a_closed_case_and_back(district: District) -> None:
    manager = district.manager
    case = main_job.planned(manager, district.hospital.pk)
    assert case.stage == "services"
    plan = queries.get_plan(manager, case.pk)
    action = plan.goals[0].actions[0]
    assert [need for need, _label in plan.open_needs] == ["legal_aid"]
    actions.record_contact(
        manager,
        case_id=case.pk,
        kind="home_visit",
        on=clock.today(),
        with_whom="ibu",
        was_child_seen=True,
        note="Baik.",
    )
    actions.record_progress(
        manager, case_id=case.pk, action_id=action.id, state="done", note="Sudah diperiksa."
    )
    actions.record_review(
        manager,
        case_id=case.pk,
        held_on=clock.today(),
        decision="prepare_closure",
        level="low",
        child_took_part=True,
    )
    aftercare_on = clock.today() + timedelta(days=90)
    actions.close_case(
        manager, case_id=case.pk, reason="goals_reached", outcome="better", aftercare_on=aftercare_on
    )
    case.refresh_from_db()
    assert (case.state, case.stage) == ("closed", "closed")
    assert [work.kind for work in WorkItem.objects.filter(case_id=case.pk, state="open")] == [
        WorkKind.AFTERCARE
    ]
    actions.record_contact(manager, case_id=case.pk, kind="phone", on=clock.today(), note="Kabar baik.")
    assert not WorkItem.objects.filter(case_id=case.pk, state="open").exists()
    with pytest.raises(CaseIsClosed):
        actions.record_contact(manager, case_id=case.pk, kind="phone", on=clock.today())
    actions.reopen_case(manager, case_id=case.pk, reason="new_incident", note="Ada kejadian baru.")
    case.refresh_from_db()
    assert (case.state, case.stage) == ("open", "assessment")
    story = [entry.kind for entry in queries.get_case(manager, case.pk).timeline]
    assert story == [
        "case_reopened",
        "contact_recorded",
        "case_closed",
        "case_reviewed",
        "plan_action_moved",
        "contact_recorded",
        "plan_agreed",
        "plan_drafted",
        "assessment_completed",
        "assessment_begun",
        "case_opened",
    ]


def test_the_proposed_level_follows_the_table_and_another_needs_a_reason(district: District) -> None:
    report_id = actions.take_report(district.manager, report=main_job.a_report())
    proposal = queries.propose_triage(district.manager, {"life_in_danger": True})
    assert (proposal.level, proposal.is_immediate_danger) == ("high", True)
    with pytest.raises(OverrideNeedsReason):
        actions.triage_report(district.manager, report_id=report_id, facts={}, level="high")
    actions.triage_report(
        district.manager,
        report_id=report_id,
        facts={},
        level="high",
        override_reason="seen_worse",
        note="Terlihat takut.",
    )
    triage = queries.get_report(district.manager, report_id).triage
    assert triage is not None
    assert (triage.proposed_level, triage.level, triage.note) == ("low", "high", "Terlihat takut.")


def test_siblings_of_one_report_get_linked_cases_and_a_known_child_gets_no_second_one(
    district: District,
) -> None:
    manager = district.manager
    both = (ChildInput(full_name="Wati", age_years=12), ChildInput(full_name="Wawan", age_years=8))
    first = main_job.opened(manager, main_job.a_report(children=both))
    assert len(queries.get_case(manager, first.pk).siblings) == 1
    again = main_job.a_report(children=(ChildInput(person_id=first.child_id),))
    assert main_job.opened(manager, again).pk == first.pk
    assert Case.objects.filter(child_id=first.child_id).count() == 1
    assert len(queries.get_case(manager, first.pk).reports) == 2


def test_the_least_loaded_manager_is_proposed(district: District) -> None:
    main_job.opened(district.manager)
    district.colleague  # noqa: B018 - comes into being when first named
    proposed = [load.user_id for load in queries.list_managers(district.manager) if load.is_proposed]
    assert proposed == [district.colleague.user_id]


def test_a_case_is_seen_by_its_manager_and_supervisor_and_by_nobody_else(district: District) -> None:
    case = main_job.opened(district.manager)
    assert queries.get_case(district.supervisor, case.pk).header.number == case.number
    strangers = [
        district.colleague,
        district.doctor,
        district.officer,
        district.coordinator,
        district.head,
        district.regent,
    ]
    for stranger in strangers:
        with pytest.raises(NotFound):
            queries.get_case(stranger, case.pk)
        with pytest.raises(NotFound):
            actions.record_contact(stranger, case_id=case.pk, kind="phone", on=clock.today())


def test_handing_a_case_over_ends_the_earlier_managers_sight_of_it(district: District) -> None:
    case = main_job.opened(district.manager)
    actions.assign_case(district.supervisor, case_id=case.pk, manager_id=district.colleague.user_id)
    assert queries.case_ref(district.colleague, case.pk).manager_id == district.colleague.user_id
    with pytest.raises(NotFound):
        queries.case_ref(district.manager, case.pk)
    assert set(
        WorkItem.objects.filter(case_id=case.pk, state="open").values_list("assignee_id", flat=True)
    ) == {district.colleague.user_id}


def test_an_anonymous_reporter_leaves_no_name_even_when_one_was_typed(district: District) -> None:
    typed = ReporterInput(is_anonymous=True, name="Bu Parti", phone="0812")
    report_id = actions.take_report(district.manager, report=main_job.a_report(reporter=typed))
    kept = Reporter.objects.get(report_id=report_id)
    assert (kept.name, kept.phone) == ("", "")


def test_the_reporter_is_hidden_from_a_worker_who_did_not_take_the_report(district: District) -> None:
    front = district.person("Ratna", district.service_centre, Role.FRONT_OFFICE)
    report_id = main_job.triaged(front)
    seen = queries.get_report(district.manager, report_id)
    assert (seen.may_see_reporter, seen.reporter_name) == (False, "")
    assert queries.get_report(front, report_id).reporter_name == "Bu Parti"


def test_a_report_is_seen_by_intake_until_its_case_is_opened_and_then_by_those_who_hold_the_case(
    district: District,
) -> None:
    front = district.person("Ratna", district.service_centre, Role.FRONT_OFFICE)
    report_id = main_job.triaged(front)
    assert queries.get_report(district.colleague, report_id).number
    actions.open_cases(district.manager, report_id=report_id, manager_id=district.manager.user_id)
    for holder in (front, district.manager, district.supervisor):
        assert queries.get_report(holder, report_id).state == "opened"
    with pytest.raises(NotFound):
        queries.get_report(district.colleague, report_id)


def test_sending_a_form_twice_makes_one_report(district: District) -> None:
    number = uuid4()
    first = actions.take_report(district.manager, report=main_job.a_report(), once=number)
    second = actions.take_report(district.manager, report=main_job.a_report(), once=number)
    assert first == second
    assert Report.objects.count() == 1


def test_sending_a_form_twice_at_the_same_moment_makes_one_report(living_district: District) -> None:
    number, start, made = uuid4(), Barrier(2), []

    def send() -> None:
        start.wait()
        made.append(actions.take_report(living_district.manager, report=main_job.a_report(), once=number))
        connection.close()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 1
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"children": ()}, ""),
        ({"children": (ChildInput(full_name="Tua", age_years=30),)}, "children-0-age_years"),
        ({"children": (ChildInput(full_name="Nanti", birth_on=date(2999, 1, 1)),)}, "children-0-birth_on"),
        ({"children": (ChildInput(full_name="Tua", age_years=-1),)}, "children-0-age_years"),
        (
            {"children": (ChildInput(full_name="X", violence_forms=("witchcraft",)),)},
            "children-0-violence_forms",
        ),
        ({"channel": "pigeon"}, "channel"),
        ({"place_code": "99.99.99.9999"}, "place_code"),
        ({"occurred_on": date(2999, 1, 1)}, "occurred_on"),
        ({"occurred_on": date(1200, 2, 28)}, "occurred_on"),
    ],
)
def test_what_cannot_be_true_is_refused_beside_its_field_and_nothing_is_kept(
    district, changed, field
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.take_report(district.manager, report=main_job.a_report(**changed))
    assert refused.value.field == field
    assert (Report.objects.count(), EventRow.objects.count(), Narrative.objects.count()) == (0, 0, 0)


def test_nothing_is_added_to_a_closed_case(district: District) -> None:
    case = main_job.opened(district.manager)
    actions.close_case(district.manager, case_id=case.pk, reason="moved_away", outcome="unknown")
    events = EventRow.objects.count()
    wrong_moments = [
        lambda: actions.save_answers(
            district.manager, case_id=case.pk, answers={"family/carer": AnswerInput("x", "child")}
        ),
        lambda: actions.save_goal(district.manager, case_id=case.pk, text="x"),
        lambda: actions.record_contact(district.manager, case_id=case.pk, kind="phone", on=clock.today()),
        lambda: actions.close_case(district.manager, case_id=case.pk, reason="died", outcome="unknown"),
    ]
    for attempt in wrong_moments:
        with pytest.raises(CaseIsClosed):
            attempt()
    assert EventRow.objects.count() == events


def test_steps_out_of_order_are_refused(district: District) -> None:
    report_id = actions.take_report(district.manager, report=main_job.a_report())
    for early in (
        lambda: actions.open_cases(district.manager, report_id=report_id),
        lambda: actions.answer_without_case(district.manager, report_id=report_id, note="x"),
    ):
        with pytest.raises(Refusal):
            early()
    case = main_job.opened(district.manager)
    actions.save_goal(district.manager, case_id=case.pk, text="Aman")
    with pytest.raises(PlanIsEmpty):
        main_job.agree(district.manager, case)
    with pytest.raises(AlreadyTriaged):
        actions.triage_report(
            district.manager, report_id=Report.objects.get(children__case=case).pk, facts={}
        )
    with pytest.raises(ReportNeedsChild):
        actions.take_report(district.manager, report=main_job.a_report(children=()))


def test_a_case_with_open_work_is_not_closed_as_finished_and_says_what_is_missing(district: District) -> None:
    case = main_job.planned(district.manager, district.hospital.pk)
    with pytest.raises(NotYetToBeClosed) as refused:
        actions.close_case(district.manager, case_id=case.pk, reason="goals_reached", outcome="better")
    assert len(queries.get_case(district.manager, case.pk).header.close_hindrances) == 2
    assert refused.value.sentence


def test_what_an_earlier_assessment_knows_is_filled_in_with_its_source(district: District) -> None:
    case = main_job.assessed(district.manager)
    questions = {
        q.place: q for s in queries.get_assessment(district.manager, case.pk).sections for q in s.questions
    }
    assert questions["body/injury"].is_prefilled
    assert (questions["body/injury"].value, questions["body/injury"].source) == ("light", "document")


def test_a_new_plan_begins_with_what_is_still_open_and_replaces_the_agreed_one(district: District) -> None:
    case = main_job.planned(district.manager, district.hospital.pk)
    actions.save_goal(district.manager, case_id=case.pk, text="Kembali ke sekolah")
    draft = queries.get_plan(district.manager, case.pk)
    assert (draft.version, len(draft.goals), len(draft.goals[0].actions)) == (2, 2, 1)
    main_job.agree(district.manager, case)
    assert queries.get_plan(district.manager, case.pk).earlier_versions == 1
    assert WorkItem.objects.filter(kind=WorkKind.PLAN_ACTION, state="open").count() == 1


def test_the_list_masks_names_and_finds_by_number_and_by_old_spelling(district: District) -> None:
    child = (ChildInput(full_name="Soelastri Noer", age_years=9),)
    case = main_job.opened(district.manager, main_job.a_report(children=child))
    found = queries.find_cases(district.manager, CaseFilter(text="Sulastri Nur"))
    assert [row.id for row in found.rows] == [case.pk]
    assert "Soelastri" not in found.rows[0].masked_name
    assert [
        row.id for row in queries.find_cases(district.manager, CaseFilter(text=case.number.lower())).rows
    ] == [case.pk]
    assert queries.find_cases(district.colleague, CaseFilter(text="Sulastri Nur")).rows == ()


def test_the_number_of_queries_of_the_list_does_not_grow_with_its_rows(
    district, django_assert_max_num_queries
) -> None:
    for number in range(3):
        main_job.opened(
            district.manager, main_job.a_report(children=(ChildInput(full_name=f"Anak {number}"),))
        )
    with django_assert_max_num_queries(11):
        assert len(queries.find_cases(district.manager, CaseFilter()).rows) == 3


def test_every_page_of_a_case_is_recorded_as_a_look(district: District) -> None:
    case = main_job.opened(district.manager)
    queries.get_case(district.supervisor, case.pk)
    looks = queries.get_looks(district.manager, case.pk)
    assert [(look.who, look.part_label) for look in looks.looks] == [("Ningsih", looks.looks[0].part_label)]
    assert {(person.name, person.detail, person.reason_label) for person in looks.people} == {
        ("Dewi", "PLKSAI", str(Reason.MANAGER.label)),
        ("PLKSAI", "semua yang berperan: Supervisor", str(Reason.SUPERVISION.label)),
    }
