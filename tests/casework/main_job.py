"""The steps of a case's way, each a short call, for tests that need a case somewhere along it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from anyam.casework.cases import actions
from anyam.casework.cases.models import Case
from anyam.casework.cases.results import (
    AnswerInput,
    ChildInput,
    ReportedPersonInput,
    ReporterInput,
    ReportInput,
)
from anyam.foundation.access import Actor
from anyam.foundation.core import clock

DANGER = {"sexual_violence": True}


def a_report(**changed: Any) -> ReportInput:
    """A neighbour's report about one girl."""
    given: dict[str, Any] = {
        "channel": "walk_in",
        "received_at": clock.now(),
        "narrative": "Tetangga mendengar anak menangis setiap malam.",
        "children": (
            ChildInput(full_name="Sulastri", sex="female", age_years=9, violence_forms=("physical",)),
        ),
        "reporter": ReporterInput(
            is_anonymous=False, name="Bu Parti", phone="0812000111", relation="tetangga"
        ),
        "reported_persons": (ReportedPersonInput(relation="stepfather", full_name="Karno"),),
    }
    return ReportInput(**(given | changed))


def triaged(actor: Actor, report: ReportInput | None = None) -> UUID:
    report_id = actions.take_report(actor, report=report or a_report())
    actions.triage_report(actor, report_id=report_id, facts=DANGER)
    return report_id


def opened(actor: Actor, report: ReportInput | None = None) -> Case:
    case_id = actions.open_cases(actor, report_id=triaged(actor, report), manager_id=actor.user_id)
    return Case.objects.get(pk=case_id)


def assessed(actor: Actor) -> Case:
    case = opened(actor)
    answers = {
        "safety/safe_tonight": AnswerInput("with_help", "child"),
        "body/injury": AnswerInput("light", "document"),
    }
    actions.save_answers(actor, case_id=case.pk, answers=answers)
    actions.complete_assessment(actor, case_id=case.pk, needs=["health", "legal_aid"])
    return Case.objects.get(pk=case.pk)


def planned(actor: Actor, agency_id: UUID) -> Case:
    case = assessed(actor)
    goal = actions.save_goal(actor, case_id=case.pk, text="Anak sehat dan aman di rumah")
    due_on = clock.today() + timedelta(days=7)
    actions.save_plan_action(
        actor,
        case_id=case.pk,
        goal_id=goal,
        title="Periksa kesehatan",
        need="health",
        agency_id=agency_id,
        due_on=due_on,
    )
    agree(actor, case)
    return Case.objects.get(pk=case.pk)


def agree(actor: Actor, case: Case) -> None:
    actions.agree_plan(
        actor,
        case_id=case.pk,
        agreed_on=clock.today(),
        review_on=clock.today() + timedelta(days=30),
        child_took_part=True,
        family_took_part=True,
    )
