"""Doing a duty: with words that show it, or saying why it is not needed this time."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import cancel_work, finish_work
from anyam.casework.sops.choices import WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record

from ..choices import ExcuseReason, OccurrenceState
from ..events import DutyExcused, DutyKept
from ..models import Occurrence
from ..policies import may_keep, owns

_LONGEST_EVIDENCE = 500
_LONGEST_BACK = timedelta(days=366)


class EvidenceIsMissing(Refusal):
    sentence = _("Write what shows it, in at most 500 characters: a number and a day, no word about a child.")


class DoneInTheFuture(Refusal):
    sentence = _("Write the day on which it was done: today or earlier, within a year.")


class ExcuseIsMissing(Refusal):
    sentence = _("Choose why it is not needed this time.")


class NoLongerOpen(Refusal):
    sentence = _("This was answered already. Open it again to see how.")


@action()
def report_duty_done(actor: Actor, *, occurrence_id: UUID, evidence: str, done_on: date) -> None:
    """Say that it was done, and what shows it. Raises NotFound for whoever it was not given to."""
    one = _locked(actor, occurrence_id, must_keep=False)
    said = clean_line(evidence)
    if not 0 < len(said) <= _LONGEST_EVIDENCE:
        raise EvidenceIsMissing(field="evidence")
    if not clock.today() - _LONGEST_BACK <= done_on <= clock.today():
        raise DoneInTheFuture(field="done_on")
    _end(actor, one, OccurrenceState.DONE, evidence=said, done_on=done_on)
    finish_work(actor, one.pk, WorkKind.DO_DUTY)
    is_late = done_on > one.due_on
    record(actor, DutyKept(one.pk, one.duty.agency_id, one.duty_id, one.due_on, is_late))


@action()
def excuse_duty(actor: Actor, *, occurrence_id: UUID, reason: str) -> None:
    """Say why it is not needed this time; the agency to which it is owed reads it."""
    one = _locked(actor, occurrence_id, must_keep=True)
    if reason not in ExcuseReason.values:
        raise ExcuseIsMissing(field="reason")
    _end(actor, one, OccurrenceState.EXCUSED, excuse=reason)
    cancel_work(actor, one.pk)
    record(actor, DutyExcused(one.pk, one.duty.agency_id, one.duty_id, one.due_on, reason))


def _locked(actor: Actor, occurrence_id: UUID, *, must_keep: bool) -> Occurrence:
    require(actor, Permission.SEE_DUTIES)
    found = Occurrence.objects.visible_to(actor).select_related("duty").select_for_update(of=("self",))
    one = found.one(pk=occurrence_id)
    if not may_keep(actor, one.duty) and (must_keep or not owns(actor, one.duty)):
        raise NotFound("duty")
    if one.state != OccurrenceState.OPEN:
        raise NoLongerOpen
    return one


def _end(actor: Actor, one: Occurrence, state: OccurrenceState, **values: object) -> None:
    values |= {"state": state, "ended_at": clock.now(), "ended_by_id": actor.person_id}
    for name, value in values.items():
        setattr(one, name, value)
    one.save(update_fields=list(values))
