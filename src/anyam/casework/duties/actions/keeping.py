"""Setting up, changing and ending the duties of one's agency."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import cancel_work
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record
from anyam.registry.accounts.queries import people_with_role
from anyam.registry.agencies.queries import districts_of

from ..choices import OWNER_ROLES, DutyKind, EvidenceKind, FreeDays, OccurrenceState, Rhythm
from ..events import DutyBegun, DutyEnded, DutyRewritten
from ..models import Duty
from ..policies import may_keep
from ..results import DutyInput
from ..rules import MOST_LEAD_DAYS, is_sensible_first
from .asking import ask_for

_LONGEST_TITLE = 120
_LONGEST_SOURCE = 200


class DutyTitleIsMissing(Refusal):
    sentence = _("Write what is to be done, in at most 120 characters.")


class DutyIsUnclear(Refusal):
    sentence = _("Choose one of the answers.")


class DutyDayIsNotPossible(Refusal):
    sentence = _("Choose a first day from today on, within two years.")


class LeadIsNotPossible(Refusal):
    sentence = _("Choose from 0 to 90 days before.")


class OwnerIsMissing(Refusal):
    sentence = _("Choose the role or the person of your agency that does it.")


class AgencyIsNotHere(Refusal):
    sentence = _("Choose an agency of your district.")


@action(is_once=True)
def begin_duty(actor: Actor, *, duty: DutyInput, once: UUID | None = None) -> UUID:
    """Set up a duty of one's own agency; its first time comes on the desk when its day is near."""
    require(actor, Permission.KEEP_DUTIES)
    if actor.agency_id is None:
        raise NotFound("agency")
    values = _checked(actor, duty, None)
    row = Duty.objects.create(
        agency_id=actor.agency_id, district_code=actor.district_code, begun_at=clock.now(), **values
    )
    record(actor, DutyBegun(row.pk, row.agency_id, row.kind))
    ask_for(actor, row)
    return row.pk


@action()
def change_duty(actor: Actor, *, duty_id: UUID, duty: DutyInput) -> None:
    """Change a duty from now on; what was asked for and is not yet due is asked for anew."""
    row = _locked(actor, duty_id)
    values = _checked(actor, duty, row)
    _drop_coming(actor, row)
    for name, value in values.items():
        setattr(row, name, value)
    late = row.times.exclude(state=OccurrenceState.DROPPED).order_by("-ruled_on").first()
    row.asked_until = late.ruled_on if late else None
    row.save()
    record(actor, DutyRewritten(row.pk, row.agency_id))
    ask_for(actor, row)


@action()
def end_duty(actor: Actor, *, duty_id: UUID) -> None:
    """End a duty; what is late stays to be done, what was still to come is dropped."""
    row = _locked(actor, duty_id)
    _drop_coming(actor, row)
    row.ended_on = clock.today()
    row.save(update_fields=["ended_on"])
    record(actor, DutyEnded(row.pk, row.agency_id))


def _locked(actor: Actor, duty_id: UUID) -> Duty:
    require(actor, Permission.KEEP_DUTIES)
    row = Duty.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=duty_id)
    if not may_keep(actor, row) or row.ended_on is not None:
        raise NotFound("duty")
    return row


def _drop_coming(actor: Actor, row: Duty) -> None:
    coming = row.times.filter(state=OccurrenceState.OPEN, due_on__gte=clock.today())
    for occurrence_id in list(coming.values_list("pk", flat=True)):
        cancel_work(actor, occurrence_id)
    coming.update(state=OccurrenceState.DROPPED, ended_at=clock.now(), ended_by_id=actor.person_id)


def _checked(actor: Actor, duty: DutyInput, before: Duty | None) -> dict[str, Any]:
    title, rests_on = clean_line(duty.title), clean_line(duty.rests_on)
    if not 0 < len(title) <= _LONGEST_TITLE:
        raise DutyTitleIsMissing(field="title")
    if len(rests_on) > _LONGEST_SOURCE:
        raise DutyTitleIsMissing(_("Write at most 200 characters."), field="rests_on")
    codes = {"kind": DutyKind, "rhythm": Rhythm, "free_days": FreeDays, "evidence_kind": EvidenceKind}
    for name, known in codes.items():
        if getattr(duty, name) not in known.values:
            raise DutyIsUnclear(field=name)
    if not 0 <= duty.lead_days <= MOST_LEAD_DAYS:
        raise LeadIsNotPossible(field="lead_days")
    _check_day(duty.first_on, before)
    _check_people(actor, duty)
    return {
        "title": title,
        "rests_on": rests_on,
        **{name: getattr(duty, name) for name in codes},
        "first_on": duty.first_on,
        "lead_days": duty.lead_days,
        "role": "" if duty.assignee_id else duty.role,
        "assignee_id": duty.assignee_id,
        "to_agency_id": duty.to_agency_id,
        "is_confirmed": duty.is_confirmed,
    }


def _check_day(first_on: date, before: Duty | None) -> None:
    """A duty that runs may keep its first day."""
    is_kept = before is not None and before.first_on == first_on
    if not is_kept and not is_sensible_first(first_on, clock.today()):
        raise DutyDayIsNotPossible(field="first_on")


def _check_people(actor: Actor, duty: DutyInput) -> None:
    """One owner of the own agency; the other agency is one of the district."""
    if duty.assignee_id is None and duty.role not in OWNER_ROLES:
        raise OwnerIsMissing(field="owner")
    if duty.assignee_id and actor.agency_id:
        here = people_with_role(actor, actor.agency_id, OWNER_ROLES)
        if duty.assignee_id not in {one.id for one in here}:
            raise OwnerIsMissing(field="owner")
    if duty.to_agency_id:
        found = districts_of(actor, [duty.to_agency_id])
        if found.get(duty.to_agency_id) != actor.district_code or duty.to_agency_id == actor.agency_id:
            raise AgencyIsNotHere(field="to_agency_id")
