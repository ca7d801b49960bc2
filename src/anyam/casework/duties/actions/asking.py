"""Asking for duties whose day is near: each time becomes work of its agency, with an owner and a clock."""

from datetime import date, datetime, time, timedelta

from anyam.casework.sops.actions import start_work
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.working_time import is_working_day
from anyam.foundation.events.recording import record

from ..events import DutyAsked
from ..models import Duty, Occurrence
from ..rules import days_due, moved

# Moving over free days brings a day at most this much nearer.
_MOVED = timedelta(days=20)


@action()
def ask_for_due_duties(actor: Actor) -> int:
    """Each morning: put on the desks what comes near; how much it was. Asked twice, it is asked once."""
    require(actor, Permission.ASK_FOR_DUTIES)
    return sum(ask_for(actor, duty) for duty in Duty.objects.running().select_for_update(of=("self",)))


def ask_for(actor: Actor, duty: Duty) -> int:
    """Ask for every day of this duty that has come near since the last time; the caller has asked."""
    today = clock.today()
    after = duty.asked_until or duty.first_on - timedelta(days=1)
    asked = 0
    for ruled_on in days_due(duty.first_on, duty.rhythm, today + timedelta(days=duty.lead_days) + _MOVED):
        due_on = moved(ruled_on, duty.free_days, is_working_day)
        if ruled_on <= after or due_on - timedelta(days=duty.lead_days) > today:
            continue
        _ask(actor, duty, ruled_on, due_on)
        duty.asked_until, asked = ruled_on, asked + 1
    if asked:
        duty.save(update_fields=["asked_until"])
    return asked


def _ask(actor: Actor, duty: Duty, ruled_on: date, due_on: date) -> None:
    one = Occurrence.objects.create(duty=duty, ruled_on=ruled_on, due_on=due_on, asked_at=clock.now())
    start_work(
        actor,
        kind=WorkKind.DO_DUTY,
        subject_kind=SubjectKind.DUTY,
        subject_id=one.pk,
        agency_id=duty.agency_id,
        role=duty.role,
        assignee_id=duty.assignee_id,
        reference=duty.title[:30],
        district_code=duty.district_code,
        due_at=_end_of(due_on),
    )
    record(actor, DutyAsked(one.pk, duty.agency_id, duty.pk, due_on))


def _end_of(day: date) -> datetime:
    """The end of office hours would be kinder; the day is what was promised."""
    return datetime.combine(day, time(23, 59), tzinfo=clock.local(clock.now()).tzinfo)
