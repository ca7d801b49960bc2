"""Who lives under one roof."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record

from ..events import HouseholdChanged
from ..models import Household, Membership
from .asking import ask, hold, refuse_days, spans_of


class HouseholdNeedsName(Refusal):
    sentence = _("Write what the family calls this home, for example: grandmother’s house.")


class HouseholdNeedsMembers(Refusal):
    sentence = _("Choose at least one person who lives there.")


class LivesThereAlready(Refusal):
    sentence = _("This person is written down in this home already.")


@action()
def open_household(
    actor: Actor, *, case_id: UUID, name: str, person_ids: Iterable[UUID], since: date | None = None
) -> UUID:
    """Write down a home and who lives there.

    Raises NotFound, HouseholdNeedsName, HouseholdNeedsMembers, DaysRefused.
    """
    ask(actor, case_id)
    called, everybody = clean_line(name)[:100], sorted(set(person_ids))
    if not called:
        raise HouseholdNeedsName(field="name")
    if not everybody:
        raise HouseholdNeedsMembers(field="person_ids")
    hold(actor, case_id, everybody)
    refuse_days(since, None, spans_of(actor, everybody).values())
    now = clock.now()
    home = Household.objects.create(
        dossier_id=case_id, name=called, since=since, told_at=now, told_by_id=actor.user_id
    )
    for person_id in everybody:
        _add(actor, home, person_id, since)
    record(actor, HouseholdChanged(home.pk, case_id, joined=tuple(everybody)))
    return home.pk


@action()
def join_household(
    actor: Actor, *, case_id: UUID, household_id: UUID, person_id: UUID, since: date | None = None
) -> UUID:
    """Write down that somebody came to live there too. Raises NotFound, LivesThereAlready, DaysRefused."""
    ask(actor, case_id)
    home = Household.objects.visible_to(actor).standing().one(pk=household_id, dossier_id=case_id)
    hold(actor, case_id, [person_id])
    refuse_days(since, None, spans_of(actor, [person_id]).values())
    here = Membership.objects.visible_to(actor).standing().filter(household=home, until__isnull=True)
    if here.filter(person_id=person_id).exists():
        raise LivesThereAlready(field="person_id")
    row = _add(actor, home, person_id, since)
    record(actor, HouseholdChanged(home.pk, case_id, joined=(person_id,)))
    return row.pk


@action()
def leave_household(actor: Actor, *, case_id: UUID, membership_id: UUID, until: date) -> None:
    """Write down until when somebody lived there. Raises NotFound, DaysRefused."""
    ask(actor, case_id)
    found = Membership.objects.visible_to(actor).standing().select_for_update(of=("self",))
    row = found.one(pk=membership_id, dossier_id=case_id)
    refuse_days(row.since, until, spans_of(actor, [row.person_id]).values())
    row.until = until
    row.save(update_fields=["until"])
    record(actor, HouseholdChanged(row.household_id, case_id, left=(row.person_id,)))


def _add(actor: Actor, home: Household, person_id: UUID, since: date | None) -> Membership:
    return Membership.objects.create(
        dossier_id=home.dossier_id,
        household=home,
        person_id=person_id,
        since=since,
        told_at=clock.now(),
        told_by_id=actor.user_id,
    )
