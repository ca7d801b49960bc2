"""Opening, handing over, linking, closing and reopening cases."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import choices, rules
from anyam.casework.cases.actions.access import (
    BEYOND_THE_AGENCY,
    close_to_intake,
    give_report_to_holders,
    give_to_holders,
    open_to_supervisors,
)
from anyam.casework.cases.actions.barring import barred_from_child, carry_blocks
from anyam.casework.cases.actions.locking import hold_child_of, lock_case, lock_open_case
from anyam.casework.cases.actions.narratives import write_narrative
from anyam.casework.cases.actions.numbers import next_number
from anyam.casework.cases.actions.one_child import open_case_of
from anyam.casework.cases.choices import (
    CaseState,
    Level,
    LinkKind,
    NarrativeKind,
    Outcome,
    ReportState,
    Stage,
)
from anyam.casework.cases.events import (
    CaseAssigned,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CasesLinked,
    ReportJoinedCase,
)
from anyam.casework.cases.models import Case, CaseLink, Closure, Report, ReportedChild
from anyam.casework.cases.queries.closing import hindrances_of
from anyam.casework.cases.queries.managers import list_managers
from anyam.casework.facts.actions import call_off_interviews_of
from anyam.casework.sops import actions as sops
from anyam.casework.sops.choices import PromiseKey, SubjectKind, WorkKind
from anyam.foundation.access import Actor, Permission, Role, action, require, step
from anyam.foundation.access.granting import end_access, name_source
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record
from anyam.registry.accounts import queries as accounts
from anyam.registry.people import actions as people

_END_OF_OFFICE_DAY = time(16, 0)
LONGEST_AFTERCARE = timedelta(days=730)


class ReportNotTriaged(Refusal):
    sentence = _("Triage the report before opening a case.")


class CaseOpenAlready(Refusal):
    sentence = _("A case has already been opened from this report.")


class NoSuchManager(Refusal):
    sentence = _("Choose a case manager of your agency.")


class NoSuchWorker(Refusal):
    sentence = _("Choose a case worker of your agency.")


class HasConflict(Refusal):
    sentence = _("This person has a conflict of interest with the child and must not see the case.")


class CaseIsOpen(Refusal):
    sentence = _("This case is open.")


class NotYetToBeClosed(Refusal):
    """Something must be done first; the sentences say what."""


class ReasonMissing(Refusal):
    sentence = _("Choose a reason.")


class AftercareDateWrong(Refusal):
    sentence = _("Choose an aftercare date from tomorrow on, within two years.")


class NoSuchCase(Refusal):
    sentence = _("There is no case with this number that you may see.")


class AnotherCaseIsOpen(Refusal):
    sentence = _("Another case of this child is open. Go on with that one.")


@action(is_once=True)
def open_cases(
    actor: Actor, *, report_id: UUID, manager_id: UUID | None = None, once: UUID | None = None
) -> UUID:
    """Open one case for each child of a triaged report, linked as siblings; the id of the first.

    A child who already has an open case at this agency, under any record, gets no second one: the report joins it.
    Without `manager_id` the manager with the fewest open cases takes the cases.
    """
    require(actor, Permission.OPEN_CASE)
    report = Report.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=report_id)
    if report.state == ReportState.WAITING:
        raise ReportNotTriaged
    if report.state != ReportState.TRIAGED:
        raise CaseOpenAlready
    children = list(ReportedChild.objects.filter(report=report).order_by("id"))
    people.hold_people(actor, [child.person_id for child in children])
    barred = {user_id for child in children for user_id in barred_from_child(child.person_id)}
    manager = _chosen_manager(actor, manager_id, barred)
    # The cases may belong to another manager, and a child may have an open case out of the actor's sight.
    with acting(Actor.system("opening cases")):
        cases = [_case_for(actor, report, child, manager) for child in children]
        _link_all(actor, cases)
        Report.objects.filter(pk=report.pk).update(state=ReportState.OPENED)
        close_to_intake(actor, report.pk)
        for case in cases:
            carry_blocks(actor, case.pk, case.child_id)
    sops.finish_work(actor, report.pk, WorkKind.ASSIGN_CASE)
    return cases[0].pk


@action()
def assign_case(actor: Actor, *, case_id: UUID, manager_id: UUID, worker_id: UUID | None = None) -> None:
    """Hand a case to a manager, and to a worker if one is named; those who no longer hold it see it no more."""
    hold_child_of(actor, case_id, Permission.ASSIGN_CASE)
    case = lock_open_case(actor, case_id, Permission.ASSIGN_CASE)
    if manager_id not in {load.user_id for load in list_managers(actor)}:
        raise NoSuchManager(field="manager_id")
    if worker_id and not _is_worker(actor, worker_id):
        raise NoSuchWorker(field="worker_id")
    if {manager_id, worker_id} & barred_from_child(case.child_id):
        raise HasConflict(field="manager_id")
    earlier = case.worker_id or case.manager_id
    Case.objects.filter(pk=case.pk).update(manager_id=manager_id, worker_id=worker_id)
    note_activity(actor, case.pk)
    number = record(actor, CaseAssigned(case.pk, case.pk, case.agency_id, case.number, manager_id, worker_id))
    with acting(Actor.system("handing over")):
        give_to_holders(actor, case, manager_id, worker_id, number)
    sops.hand_over_case_work(actor, case.pk, from_id=earlier, to_id=worker_id or manager_id)
    if earlier != case.manager_id and case.manager_id != manager_id:
        sops.hand_over_case_work(actor, case.pk, from_id=case.manager_id, to_id=manager_id)


@action()
def link_sibling(actor: Actor, *, case_id: UUID, other_number: str) -> None:
    """Link two cases that the actor may see as those of siblings."""
    case = lock_case(actor, case_id, Permission.PLAN_CASE)
    other = (
        Case.objects.visible_to(actor).filter(number=other_number.strip().upper()).exclude(pk=case.pk).first()
    )
    if other is None:
        raise NoSuchCase(field="other_number")
    _link(actor, case, other, LinkKind.SIBLING)


@action()
def close_case(
    actor: Actor,
    *,
    case_id: UUID,
    reason: str,
    outcome: str,
    aftercare_on: date | None = None,
    note: str = "",
) -> None:
    """Close a case with its reason and outcome; aftercare becomes work on its date.

    Raises NotYetToBeClosed with everything that must be done first. Ends that do not depend on our own work (the
    child died, moved, came of age …) close the case as it stands.
    """
    case = lock_open_case(actor, case_id, Permission.CLOSE_CASE)
    if reason not in choices.closure_reasons().codes() or outcome not in Outcome.values:
        raise ReasonMissing(field="reason" if outcome in Outcome.values else "outcome")
    if aftercare_on and not clock.today() < aftercare_on <= clock.today() + LONGEST_AFTERCARE:
        raise AftercareDateWrong(field="aftercare_on")
    hindrances = hindrances_of(actor, case)
    if hindrances and reason not in rules.CLOSING_AS_IT_STANDS:
        raise NotYetToBeClosed(" ".join(str(sentence) for sentence in hindrances))
    closure = Closure.objects.create(
        case=case,
        reason=reason,
        outcome=outcome,
        aftercare_on=aftercare_on,
        closed_at=clock.now(),
        closed_by_id=actor.person_id,
    )
    Case.objects.filter(pk=case.pk).update(
        state=CaseState.CLOSED, stage=Stage.CLOSED, closed_at=clock.now(), last_activity_at=clock.now()
    )
    write_narrative(actor, NarrativeKind.CLOSURE, closure.pk, note, case_id=case.pk)
    sops.stop_runs_of_case(actor, case.pk)
    call_off_interviews_of(actor, case.pk)
    sops.cancel_case_work(actor, case.pk)
    end_access(actor, dossier_id=case.pk, reasons=BEYOND_THE_AGENCY)
    if aftercare_on:
        start_case_work(actor, case, WorkKind.AFTERCARE, due_at=end_of_day(aftercare_on))
    record(actor, CaseClosed(case.pk, case.pk, case.agency_id, case.number, outcome, aftercare_on))


@action()
def reopen_case(actor: Actor, *, case_id: UUID, reason: str, note: str = "") -> None:
    """Open a closed case again with its reason; it begins with a new assessment."""
    hold_child_of(actor, case_id, Permission.REOPEN_CASE)
    case = lock_case(actor, case_id, Permission.REOPEN_CASE)
    if case.state != CaseState.CLOSED:
        raise CaseIsOpen
    if reason not in choices.reopening_reasons().codes():
        raise ReasonMissing(field="reason")
    if open_case_of(case.child_id, case.agency_id):
        raise AnotherCaseIsOpen
    closure = Closure.objects.get(case=case, reopened_at__isnull=True)
    closure.reopened_at, closure.reopened_by_id, closure.reopening_reason = clock.now(), actor.user_id, reason
    closure.save(update_fields=["reopened_at", "reopened_by", "reopening_reason"])
    write_narrative(actor, NarrativeKind.REOPENING, closure.pk, note, case_id=case.pk)
    Case.objects.filter(pk=case.pk).update(
        state=CaseState.OPEN, stage=Stage.ASSESSMENT, closed_at=None, last_activity_at=clock.now()
    )
    sops.cancel_case_work(actor, case.pk)
    _start_first_work(actor, case)
    record(actor, CaseReopened(case.pk, case.pk, case.agency_id, case.number))


@step
def note_activity(actor: Actor, case_id: UUID) -> None:
    """Mark that something happened on a case just now; whoever did it need not see the case."""
    with acting(Actor.system("note of activity")):
        Case.objects.filter(pk=case_id).update(last_activity_at=clock.now())


def end_of_day(day: date) -> datetime:
    """The close of office hours on `day` in the district: when a promise "by that day" runs out."""
    return datetime.combine(day, _END_OF_OFFICE_DAY, tzinfo=clock.local(clock.now()).tzinfo)


def _start_first_work(actor: Actor, case: Case) -> None:
    level = case.level
    start_case_work(actor, case, WorkKind.RESPOND, promise_key=PromiseKey(f"triage.{level}"))
    start_case_work(actor, case, WorkKind.ASSESS, promise_key=PromiseKey(f"assessment.{level}"))


def start_case_work(
    actor: Actor,
    case: Case,
    kind: WorkKind,
    *,
    due_at: datetime | None = None,
    promise_key: PromiseKey | None = None,
) -> None:
    """Give the case's worker, or else its manager, something to do on the case."""
    sops.start_work(
        actor,
        kind=kind,
        subject_kind=SubjectKind.CASE,
        subject_id=case.pk,
        case_id=case.pk,
        agency_id=case.agency_id,
        reference=case.number,
        assignee_id=case.worker_id or case.manager_id,
        due_at=due_at,
        promise_key=promise_key,
    )


def _case_for(actor: Actor, report: Report, child: ReportedChild, manager_id: UUID) -> Case:
    existing = open_case_of(child.person_id, report.agency_id)
    case = existing or _new_case(actor, report, child, manager_id)
    ReportedChild.objects.filter(pk=child.pk).update(case=case)
    _involve_people(actor, case, report)
    if existing:
        give_report_to_holders(actor, case, report.pk)
        _raise_level(case, report.triage.level)
        note_activity(actor, case.pk)
        record(actor, ReportJoinedCase(case.pk, case.pk, report.pk))
    return case


def _new_case(actor: Actor, report: Report, child: ReportedChild, manager_id: UUID) -> Case:
    case_id = new_id()
    grants = open_to_supervisors(actor, case_id, report.agency_id)
    case = Case.objects.create(
        id=case_id,
        number=next_number("K", actor.district_code),
        child_id=child.person_id,
        agency_id=report.agency_id,
        manager_id=manager_id,
        place_id=report.place_id,
        level=report.triage.level,
        opened_at=clock.now(),
        last_activity_at=clock.now(),
    )
    number = record(
        actor,
        CaseOpened(case.pk, case.pk, case.agency_id, case.number, report.pk, case.level, manager_id),
    )
    name_source(actor, grants, number)
    ReportedChild.objects.filter(pk=child.pk).update(case=case)
    give_to_holders(actor, case, manager_id, None, number)
    _start_first_work(actor, case)
    return case


def _involve_people(actor: Actor, case: Case, report: Report) -> None:
    """The child and the reported persons appear in the case; other children of the report have cases of their own."""
    reported = report.reported_persons.filter(person__isnull=False).values_list("person_id", flat=True)
    for person_id in {case.child_id, *reported}:
        people.involve_person(actor, person_id, case.pk)


def _raise_level(case: Case, level: str) -> None:
    """A new report may make a running case more urgent; only a review makes it less so."""
    order = [Level.HIGH, Level.MEDIUM, Level.LOW]
    if order.index(Level(level)) < order.index(Level(case.level)):
        Case.objects.filter(pk=case.pk).update(level=level)


def _chosen_manager(actor: Actor, manager_id: UUID | None, barred: Collection[UUID]) -> UUID:
    managers = list_managers(actor)
    if manager_id in barred and manager_id in {load.user_id for load in managers}:
        raise HasConflict(field="manager_id")
    free = [load for load in managers if load.user_id not in barred]
    proposed = rules.least_loaded(
        {load.user_id: load.open_cases for load in free}, {load.user_id: load.name for load in free}
    )
    chosen = next((load.user_id for load in free if load.user_id == (manager_id or proposed)), None)
    if chosen is None:
        raise NoSuchManager(field="manager_id")
    return chosen


def _is_worker(actor: Actor, user_id: UUID) -> bool:
    if actor.agency_id is None:
        return False
    roles = [Role.CASE_WORKER, Role.CASE_MANAGER]
    return user_id in {row.id for row in accounts.people_with_role(actor, actor.agency_id, roles)}


def _link_all(actor: Actor, cases: list[Case]) -> None:
    for position, case in enumerate(cases):
        for other in cases[position + 1 :]:
            if case.pk != other.pk:
                _link(actor, case, other, LinkKind.SAME_REPORT)


def _link(actor: Actor, case: Case, other: Case, kind: LinkKind) -> None:
    for one, another in ((case, other), (other, case)):
        CaseLink.objects.update_or_create(
            case=one, other=another, defaults={"kind": kind, "other_number": another.number}
        )
    record(actor, CasesLinked(case.pk, case.pk, other.pk, kind))
    record(actor, CasesLinked(other.pk, other.pk, case.pk, kind))
