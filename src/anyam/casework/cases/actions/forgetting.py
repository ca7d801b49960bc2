"""Emptying what was written about a child. A step: the destruction above has been decided by two."""

from uuid import UUID

from django.db.models import Q

from anyam.casework.cases.models import (
    ANSWER_TABLES,
    BlindRating,
    Case,
    Contact,
    Goal,
    Narrative,
    PlanAction,
    Report,
    ReportedChild,
    Reporter,
    Triage,
)
from anyam.foundation.access import Actor, step
from anyam.foundation.core.forgetting import forget
from anyam.registry.people.queries import only_present_in

_SYSTEM = Actor.system("destruction")


@step
def forget_case_words(actor: Actor, case_id: UUID) -> dict[str, int]:
    """Empty narratives, answers, plans and contacts of a case, and its reports where no other child needs them."""
    reports = _reports_only_of(case_id)
    judged = list(Triage.objects.filter(report_id__in=reports).values_list("pk", flat=True))
    told = Narrative.objects.filter(Q(case_id=case_id) | Q(subject_id__in=[*reports, *judged]))
    counts = {
        "narratives": forget(told),
        "contacts": forget(Contact.objects.filter(case_id=case_id), keep=("need",)),
        "goals": forget(Goal.objects.filter(plan__case_id=case_id)),
        "plan_actions": forget(PlanAction.objects.filter(goal__plan__case_id=case_id), keep=("need",)),
        "ratings": forget(BlindRating.objects.filter(case_id=case_id), keep=("second_at",)),
        "reporters": forget(Reporter.objects.filter(report_id__in=reports)),
    }
    for name, table in ANSWER_TABLES.items():
        rows = table.objects.filter(assessment__case_id=case_id)
        counts[f"answers_{name}"] = forget(rows, keep=("place",))
    return counts


@step
def forget_reporters(actor: Actor, case_id: UUID) -> int:
    """Empty who reported, where no other child's case rests on the same report."""
    return forget(Reporter.objects.filter(report_id__in=_reports_only_of(case_id)))


@step
def report_ids_only_of(actor: Actor, case_id: UUID) -> tuple[UUID, ...]:
    """The reports behind a case and no other child's, whose keys are destroyed with it."""
    return tuple(_reports_only_of(case_id))


@step
def people_only_in(actor: Actor, case_id: UUID) -> tuple[UUID, ...]:
    """The child, the reported people and the family of a case who stand in no other case that still has its words."""
    case = Case.objects.get(pk=case_id)
    mine = {case.child_id}
    reports = _reports_only_of(case_id)
    mine |= set(
        Report.objects.filter(pk__in=reports, reported_persons__person__isnull=False).values_list(
            "reported_persons__person_id", flat=True
        )
    )
    mine |= only_present_in(_SYSTEM, [case_id, *reports])
    elsewhere = set(
        Case.objects.exclude(pk=case_id).filter(child_id__in=mine).values_list("child_id", flat=True)
    )
    elsewhere |= set(
        ReportedChild.objects.filter(person_id__in=mine)
        .exclude(report_id__in=reports)
        .exclude(case_id=case_id)
        .values_list("person_id", flat=True)
    )
    return tuple(sorted(mine - elsewhere, key=str))


def _reports_only_of(case_id: UUID) -> list[UUID]:
    """The reports behind a case in which no other case's child was named."""
    behind = ReportedChild.objects.filter(case_id=case_id).values_list("report_id", flat=True)
    shared = ReportedChild.objects.filter(report_id__in=list(behind)).exclude(case_id=case_id)
    others = set(shared.values_list("report_id", flat=True))
    return [report_id for report_id in behind if report_id not in others]
