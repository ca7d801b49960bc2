"""How somebody can be reached safely, where they live and lived, and that somebody died."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record
from anyam.registry.people import actions as people
from anyam.registry.people.results import AddressInput
from anyam.registry.places.queries import place_names

from ..choices import move_reasons, safe_channels
from ..events import FamilyDeathNoted, MoveNoted, SafeContactKept
from ..models import SafeContact, Stay
from ..results import SafeContactInput, StayInput
from ..rules import window_problem
from .asking import ask, hold, refuse_days, spans_of

_WORDS = ("never_reason", "words_to_avoid", "who_may_answer")


class NeverNeedsReason(Refusal):
    sentence = _("Write why nobody must call or visit: whoever reads it will act on it.")


class ContactUnknown(Refusal):
    sentence = _("Choose the way from the list.")


class NothingTold(Refusal):
    sentence = _("Write at least one thing: the way, the hours, what to avoid, or who may answer.")


class HoursRefused(Refusal):
    sentence = _("Check the weekdays and hours.")


class StayNeedsPlace(Refusal):
    sentence = _("Choose the village from the list, or write where it was.")


class MoveReasonUnknown(Refusal):
    sentence = _("Choose the reason from the list.")


@action()
def keep_safe_contact(actor: Actor, *, case_id: UUID, person_id: UUID, given: SafeContactInput) -> UUID:
    """Keep how somebody can be reached without harm; what this case told before ends, and stays to be read.

    Raises NotFound, NeverNeedsReason, ContactUnknown, NothingTold, HoursRefused.
    """
    ask(actor, case_id, address=True)
    hold(actor, case_id, [person_id])
    told = _contact(given)
    now = clock.now()
    before = SafeContact.objects.visible_to(actor).filter(dossier_id=case_id, person_id=person_id)
    before.filter(ended_at__isnull=True).update(ended_at=now)
    row = SafeContact.objects.create(
        dossier_id=case_id, person_id=person_id, told_at=now, told_by_id=actor.user_id, **told
    )
    record(actor, SafeContactKept(row.pk, case_id, person_id, row.is_never))
    return row.pk


def _contact(given: SafeContactInput) -> dict[str, Any]:
    words = {name: clean_line(getattr(given, name))[:300] for name in _WORDS}
    if given.is_never and not words["never_reason"]:
        raise NeverNeedsReason(field="never_reason")
    if given.channel and given.channel not in safe_channels().codes():
        raise ContactUnknown(field="channel")
    for window in given.windows:
        problem = window_problem(window)
        if problem:
            raise HoursRefused(problem, field="windows")
    if not (given.is_never or given.channel or given.windows or any(words.values())):
        raise NothingTold(field="channel")
    windows = [
        {"days": sorted(one.days), "begin": f"{one.begin:%H:%M}", "end": f"{one.end:%H:%M}"}
        for one in given.windows
    ]
    return words | {"is_never": given.is_never, "channel": given.channel, "windows": windows}


@action()
def keep_whereabouts(actor: Actor, *, case_id: UUID, person_id: UUID, address: AddressInput) -> None:
    """Write down anew where somebody of the family lives and their telephone. Raises NotFound, IdentityRefused."""
    ask(actor, case_id, address=True)
    hold(actor, case_id, [person_id])
    people.change_address(actor, person_id, address)


@action()
def note_move(actor: Actor, *, case_id: UUID, person_id: UUID, given: StayInput) -> UUID:
    """Keep where somebody lives or lived. Where it goes on, what this case told of an earlier place ends with it.

    Raises NotFound, StayNeedsPlace, MoveReasonUnknown, DaysRefused.
    """
    ask(actor, case_id, address=True)
    hold(actor, case_id, [person_id])
    told = _stay(actor, given)
    refuse_days(given.since, given.until, spans_of(actor, [person_id]).values())
    if given.since and not given.until:
        here = Stay.objects.visible_to(actor).standing().filter(dossier_id=case_id, person_id=person_id)
        here.filter(until__isnull=True, since__lte=given.since).update(until=given.since)
        here.filter(until__isnull=True, since__isnull=True).update(until=given.since)
    row = Stay.objects.create(
        dossier_id=case_id,
        person_id=person_id,
        since=given.since,
        until=given.until,
        told_at=clock.now(),
        told_by_id=actor.user_id,
        **told,
    )
    record(actor, MoveNoted(row.pk, case_id, person_id))
    return row.pk


def _stay(actor: Actor, given: StayInput) -> dict[str, str]:
    elsewhere = clean_line(given.elsewhere)[:150]
    if given.place_code and given.place_code not in place_names(actor, [given.place_code]):
        raise StayNeedsPlace(field="place_code")
    if not given.place_code and not elsewhere:
        raise StayNeedsPlace(field="place_code")
    if given.reason and given.reason not in move_reasons().codes():
        raise MoveReasonUnknown(field="reason")
    return {
        "place_code": given.place_code,
        "elsewhere": "" if given.place_code else elsewhere,
        "with_whom": clean_line(given.with_whom)[:150],
        "reason": given.reason,
    }


@action()
def note_family_death(actor: Actor, *, case_id: UUID, person_id: UUID, died_on: date) -> None:
    """Keep the day somebody of the family died. Raises NotFound, DaysRefused, IdentityRefused."""
    ask(actor, case_id)
    hold(actor, case_id, [person_id])
    refuse_days(None, died_on, spans_of(actor, [person_id]).values())
    people.note_death(actor, person_id, died_on)
    record(actor, FamilyDeathNoted(person_id, case_id))
