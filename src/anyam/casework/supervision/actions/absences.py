"""Planning a time away, ending it, and leaving the post for good."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import cases_held_by
from anyam.casework.sops.actions import cancel_work, hand_over_own_work
from anyam.casework.sops.choices import WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import AbsenceKind, AbsenceState, HandoverState
from ..events import AbsenceEnded, AbsencePlanned, LeavingCompleted
from ..models import Absence
from ..policies import may_complete, may_end
from ..queries.people import carriers
from ..results import AbsenceInput
from ..rules import is_sensible_absence
from .moving import ask_others_instead, begin_if_due, end_lines, settle_preparing, sync_lines


class DaysAreNotPossible(Refusal):
    sentence = _("Choose a first day from this week on and a last day after it, within a year.")


class NobodyStandsIn(Refusal):
    sentence = _("Choose a colleague who stands in and is here in that time.")


class IsAwayAlready(Refusal):
    sentence = _("A time away in these days is planned already. End that one first.")


class SomethingIsWithoutOwner(Refusal):
    sentence = _("Not every case has somebody who said yes. Nobody leaves a child without an owner.")


@action(is_once=True)
def plan_absence(actor: Actor, *, absence: AbsenceInput, once: UUID | None = None) -> UUID:
    """Plan that somebody is away, or leaves; a hand-over is prepared for each of their open cases."""
    require(actor, Permission.TAKE_PART_IN_SUPERVISION)
    if actor.agency_id is None:
        raise NotFound("agency")
    is_own = absence.person_id == actor.user_id
    people = {one.id for one in carriers(actor)}
    if absence.person_id not in people or not (is_own or actor.may(Permission.SUPERVISE_WORKERS)):
        raise NotFound("person")
    if not is_sensible_absence(absence.first_on, absence.last_on, clock.today()):
        raise DaysAreNotPossible(field="first_on")
    if away_between(absence.person_id, absence.first_on, absence.last_on):
        raise IsAwayAlready(field="first_on")
    is_here = not away_between(absence.stand_in_id, absence.first_on, absence.last_on)
    if absence.stand_in_id not in people - {absence.person_id} or not is_here:
        raise NobodyStandsIn(field="stand_in_id")
    row = Absence.objects.create(
        agency_id=actor.agency_id,
        person_id=absence.person_id,
        kind=AbsenceKind.LEAVE if absence.last_on else AbsenceKind.LEAVING,
        first_on=absence.first_on,
        last_on=absence.last_on,
        stand_in_id=absence.stand_in_id,
        planned_at=clock.now(),
        planned_by_id=actor.person_id,
    )
    sync_lines(actor, row)
    settle_preparing(actor, row)
    ask_others_instead(actor, row)
    record(
        actor,
        AbsencePlanned(
            row.pk, row.agency_id, row.person_id, row.kind, row.first_on, row.last_on, row.lines.count()
        ),
    )
    begin_if_due(actor, row)
    return row.pk


@action()
def end_absence(actor: Actor, *, absence_id: UUID) -> None:
    """Cancel what has not begun, or say that somebody is back before the planned day."""
    row = _locked(actor, absence_id)
    if not may_end(actor, row):
        raise NotFound("absence")
    is_running = row.state == AbsenceState.RUNNING and row.kind == AbsenceKind.LEAVE
    row.state = AbsenceState.OVER if is_running else AbsenceState.CANCELLED
    row.ended_at = clock.now()
    row.save(update_fields=["state", "ended_at"])
    end_lines(actor, row)
    cancel_work(actor, row.pk, WorkKind.PREPARE_HANDOVER)
    record(actor, AbsenceEnded(row.pk, row.agency_id, row.person_id, row.state))


@action()
def complete_leaving(actor: Actor, *, absence_id: UUID) -> None:
    """Give all open work of somebody who leaves to its new owners; refused while one case is without.

    Raises what `assign_case` raises, where somebody lacks the role for it.
    """
    row = _locked(actor, absence_id)
    if not may_complete(actor, row):
        raise NotFound("absence")
    sync_lines(actor, row)
    lines = {line.case_id: line for line in row.lines.exclude(state=HandoverState.CANCELLED)}
    held = cases_held_by(actor, row.person_id)
    if any(case.id not in lines or lines[case.id].state != HandoverState.ACCEPTED for case in held):
        raise SomethingIsWithoutOwner
    for case in held:
        new = lines[case.id].to_id
        assert new is not None, "an accepted hand-over names somebody"
        is_manager, is_worker = case.manager_id == row.person_id, case.worker_id == row.person_id
        cases.assign_case(
            actor,
            case_id=case.id,
            manager_id=new if is_manager else case.manager_id,
            worker_id=new if is_worker else case.worker_id,
        )
    row.lines.filter(state=HandoverState.ACCEPTED).update(state=HandoverState.PASSED_ON, ended_at=clock.now())
    other = hand_over_own_work(actor, agency_id=row.agency_id, from_id=row.person_id, to_id=row.stand_in_id)
    row.state, row.ended_at = AbsenceState.OVER, clock.now()
    row.save(update_fields=["state", "ended_at"])
    cancel_work(actor, row.pk, WorkKind.PREPARE_HANDOVER)
    record(actor, LeavingCompleted(row.pk, row.agency_id, row.person_id, len(held), other))


def away_between(user_id: UUID, first_on: date, last_on: date | None) -> bool:
    found = Absence.objects.to_come().filter(person_id=user_id)
    if last_on:
        found = found.filter(first_on__lte=last_on)
    return found.exclude(last_on__lt=first_on).exists()


def _locked(actor: Actor, absence_id: UUID) -> Absence:
    require(actor, Permission.TAKE_PART_IN_SUPERVISION)
    return Absence.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=absence_id)
