"""The duties of an agency on the days of a calendar."""

from datetime import date, timedelta

from django.db.models import Q

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.foundation.core.working_time import is_working_day

from ..choices import DutyKind, OccurrenceState
from ..models import Duty, Occurrence
from ..results import DutyDay
from ..rules import days_due, moved

# A day can be moved by this much over a chain of free days.
_MOVED = timedelta(days=20)


@query
def duties_between(actor: Actor, first: date, last: date) -> tuple[DutyDay, ...]:
    """What one's agency owes in these days: what was asked for, and what the rules will still bring."""
    require(actor, Permission.SEE_DUTIES)
    mine = Duty.objects.visible_to(actor).filter(Q(agency_id=actor.agency_id))
    asked = Occurrence.objects.filter(duty__in=mine, due_on__range=(first, last))
    days = [_asked(one) for one in asked.exclude(state=OccurrenceState.DROPPED).select_related("duty")]
    for duty in mine.running():
        days += _to_come(duty, first, last)
    return tuple(sorted(days, key=lambda day: (day.on, day.title, str(day.duty_id))))


def _asked(one: Occurrence) -> DutyDay:
    return DutyDay(
        on=one.due_on,
        title=one.duty.title,
        kind_label=str(DutyKind(one.duty.kind).label),
        duty_id=one.duty_id,
        occurrence_id=one.pk,
        state=one.state,
        state_label=str(OccurrenceState(one.state).label),
        is_late=one.state == OccurrenceState.OPEN and one.due_on < clock.today(),
    )


def _to_come(duty: Duty, first: date, last: date) -> list[DutyDay]:
    """The days its rule brings that have not been asked for yet."""
    after = duty.asked_until or duty.first_on - timedelta(days=1)
    ruled = [day for day in days_due(duty.first_on, duty.rhythm, last + _MOVED) if day > after]
    found = (moved(day, duty.free_days, is_working_day) for day in ruled)
    return [
        DutyDay(day, duty.title, str(DutyKind(duty.kind).label), duty.pk, None, "", "", is_late=False)
        for day in found
        if first <= day <= last
    ]
