"""What follows from a time away: cases go to stand-ins on its first day and come back after its last.

Everything here may be done twice: the clock calls it again and again, so that what came in the meantime goes along.
"""

from datetime import timedelta

from anyam.casework.cases.actions import close_to_stand_in, open_to_stand_in
from anyam.casework.cases.queries import cases_held_by, free_to_hold
from anyam.casework.sops.actions import (
    cancel_work,
    finish_work,
    give_work_back,
    pass_case_work_on,
    start_work,
)
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.foundation.access import Actor, Permission, Role, action, require
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record
from anyam.registry.readiness.choices import StandardKey
from anyam.registry.readiness.queries import days_of

from ..choices import STILL_TO_COME, TO_PREPARE, AbsenceKind, AbsenceState, HandoverState
from ..events import AbsenceMoved
from ..models import Absence, Handover
from .days import by_the_day, end_of, on_the_day

_SYSTEM = Actor.system("a colleague stands in")


@action()
def move_absences(actor: Actor) -> int:
    """By the clock: begin what begins today, take along what came since, and end what is over; how many moved."""
    require(actor, Permission.KEEP_ABSENCE_CLOCKS)
    moved = 0
    for row in Absence.objects.to_come().filter(kind=AbsenceKind.LEAVE).select_for_update(of=("self",)):
        moved += begin_if_due(actor, row)
        if row.state == AbsenceState.RUNNING and row.last_on and row.last_on < clock.today():
            row.state, row.ended_at = AbsenceState.OVER, clock.now()
            row.save(update_fields=["state", "ended_at"])
            end_lines(actor, row)
            cancel_work(actor, row.pk, WorkKind.PREPARE_HANDOVER)
            record(actor, AbsenceMoved(row.pk, row.agency_id, row.person_id, row.state))
            moved += 1
    for line in Handover.objects.filter(state=HandoverState.RUNNING, until__lte=clock.now()):
        let_lapse(actor, line)
    return moved


def ask_to_prepare(actor: Actor, row: Absence) -> None:
    """On the desk of whoever planned it; of the supervisors, once somebody is away."""
    is_away = row.state == AbsenceState.RUNNING
    start_work(
        actor,
        kind=WorkKind.PREPARE_HANDOVER,
        subject_kind=SubjectKind.ABSENCE,
        subject_id=row.pk,
        agency_id=row.agency_id,
        role=Role.SUPERVISOR if is_away else "",
        assignee_id=None if is_away else row.planned_by_id,
        due_at=by_the_day(row.first_on),
    )


def settle_preparing(actor: Actor, row: Absence) -> None:
    """Nothing is left to prepare: off the desk with it; somebody said no: back on the desk."""
    if row.lines.filter(state__in=[HandoverState.DRAFT, HandoverState.DECLINED]).exists():
        ask_to_prepare(actor, row)
    else:
        finish_work(actor, row.pk, WorkKind.PREPARE_HANDOVER)


def ask_others_instead(actor: Actor, row: Absence) -> None:
    """Whoever goes away cannot stand in for others in these days: somebody else is asked for each of those cases."""
    found = Handover.objects.filter(
        to_id=row.person_id,
        state__in=[HandoverState.ASKED, HandoverState.ACCEPTED, HandoverState.RUNNING],
        absence__state__in=STILL_TO_COME,
    ).exclude(absence__last_on__lt=row.first_on)
    if row.last_on:
        found = found.filter(absence__first_on__lte=row.last_on)
    for line in found.select_related("absence"):
        _take_work_back(actor, line)
        if line.state == HandoverState.RUNNING:
            close_to_stand_in(actor, line.case_id, user_id=row.person_id)
        line.state, line.until = HandoverState.DECLINED, None
        line.save(update_fields=["state", "until"])
        cancel_work(actor, line.pk, WorkKind.ACCEPT_HANDOVER)
        ask_to_prepare(actor, line.absence)


def sync_lines(actor: Actor, row: Absence) -> int:
    """A hand-over for each open case of whoever is away; how many were new."""
    held = {case.id: case for case in cases_held_by(_SYSTEM, row.person_id)}
    again = row.lines.filter(case_id__in=held, state=HandoverState.CANCELLED)
    new = again.update(state=HandoverState.DRAFT, ended_at=None)
    known = set(row.lines.values_list("case_id", flat=True))
    for case_id, case in held.items():
        if case_id in known:
            continue
        is_free = bool(free_to_hold(_SYSTEM, case_id, [row.stand_in_id]))
        Handover.objects.create(
            absence=row,
            case_id=case_id,
            case_number=case.number,
            to_id=row.stand_in_id if is_free else None,
        )
        new += 1
    for line in row.lines.filter(state__in=[*TO_PREPARE, HandoverState.ACCEPTED]).exclude(case_id__in=held):
        _cancel(actor, line)
    return new


def begin_if_due(actor: Actor, row: Absence) -> int:
    """From its first day on the accepted hand-overs run, with all the work that is on them; how many began."""
    if row.kind != AbsenceKind.LEAVE or row.first_on > clock.today():
        return 0
    if row.state == AbsenceState.PLANNED:
        row.state = AbsenceState.RUNNING
        row.save(update_fields=["state"])
        record(actor, AbsenceMoved(row.pk, row.agency_id, row.person_id, row.state))
    is_lacking = sync_lines(actor, row) > 0
    began = 0
    for line in row.lines.filter(state__in=[HandoverState.ACCEPTED, HandoverState.RUNNING]):
        began += _run(actor, row, line)
        is_lacking |= line.state == HandoverState.DRAFT
    if is_lacking:
        ask_to_prepare(actor, row)
    return began


def end_lines(actor: Actor, row: Absence) -> None:
    """The other is back: work goes back at once, the stand-in keeps some days to say what happened."""
    until = end_of(clock.today() + timedelta(days=days_of(actor, StandardKey.HANDBACK_DAYS, row.agency_id)))
    for line in row.lines.all():
        if line.state != HandoverState.RUNNING:
            if line.state in {*TO_PREPARE, HandoverState.ACCEPTED}:
                _cancel(actor, line)
            continue
        _take_work_back(actor, line)
        line.until = until
        line.save(update_fields=["until"])
        if line.to_id and open_to_stand_in(actor, line.case_id, user_id=line.to_id, until=until):
            _ask_to_give_back(actor, line)


def let_lapse(actor: Actor, line: Handover) -> None:
    """The days to say what happened are over; the case has been shut to the stand-in by itself."""
    _take_work_back(actor, line)
    line.state, line.ended_at = HandoverState.LAPSED, clock.now()
    line.save(update_fields=["state", "ended_at"])
    cancel_work(actor, line.pk, WorkKind.GIVE_CASE_BACK)


def end_line(actor: Actor, line: Handover) -> None:
    """Given back with words: the case shuts to the stand-in now."""
    _take_work_back(actor, line)
    line.state, line.ended_at = HandoverState.RETURNED, clock.now()
    line.save(update_fields=["state", "ended_at"])
    finish_work(actor, line.pk, WorkKind.GIVE_CASE_BACK)
    if line.to_id:
        close_to_stand_in(actor, line.case_id, user_id=line.to_id)


def _run(actor: Actor, row: Absence, line: Handover) -> int:
    assert line.to_id is not None, "an accepted hand-over names somebody"
    began = 0
    if line.state == HandoverState.ACCEPTED:
        assert row.last_on is not None, "who comes back has a last day"
        until = end_of(row.last_on + timedelta(days=days_of(actor, StandardKey.HANDBACK_DAYS, row.agency_id)))
        if not open_to_stand_in(actor, line.case_id, user_id=line.to_id, until=until):
            # Since the yes they may no longer take it: somebody else is asked, and no reason is given.
            line.state, line.to_id = HandoverState.DRAFT, None
            line.save(update_fields=["state", "to"])
            return 0
        line.state, line.begun_at, line.until, began = HandoverState.RUNNING, clock.now(), until, 1
        line.save(update_fields=["state", "begun_at", "until"])
    moved = pass_case_work_on(actor, line.case_id, from_id=row.person_id, to_id=line.to_id)
    if moved:
        line.moved_work = [*line.moved_work, *moved]
        line.save(update_fields=["moved_work"])
    return began


def _take_work_back(actor: Actor, line: Handover) -> None:
    if line.to_id:
        give_work_back(actor, line.moved_work, from_id=line.to_id, to_id=line.absence.person_id)


def _ask_to_give_back(actor: Actor, line: Handover) -> None:
    with acting(_SYSTEM):
        start_work(
            actor,
            kind=WorkKind.GIVE_CASE_BACK,
            subject_kind=SubjectKind.HANDOVER,
            subject_id=line.pk,
            case_id=line.case_id,
            agency_id=line.absence.agency_id,
            reference=line.case_number,
            assignee_id=line.to_id,
            due_at=on_the_day(clock.today() + timedelta(days=1)),
        )


def _cancel(actor: Actor, line: Handover) -> None:
    line.state, line.ended_at = HandoverState.CANCELLED, clock.now()
    line.save(update_fields=["state", "ended_at"])
    cancel_work(actor, line.pk, WorkKind.ACCEPT_HANDOVER)
