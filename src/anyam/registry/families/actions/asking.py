"""What every action on a family asks first: may the actor work on this dossier, and are these people in sight."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, require
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import may_read, may_write
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.registry.people import actions as people
from anyam.registry.people.queries import in_sight_among, lifetimes_of, present_in

from ..rules import Span, days_problem


class DaysRefused(Refusal):
    """A day that cannot be; the sentence says which and why."""

    sentence = _("Check the dates.")


def ask(actor: Actor, case_id: UUID, *, address: bool = False) -> None:
    """Raise NotAllowed or NotFound unless the actor may work on the case, and for `address` read its addresses."""
    require(actor, Permission.CORRECT_DATA)
    if not may_write(actor, case_id) or (address and not may_read(actor, case_id, Part.ADDRESS)):
        raise NotFound("case to work on")


def hold(actor: Actor, case_id: UUID, ids: Iterable[UUID]) -> None:
    """Have these people stand in the case, and everybody in it held until the action ends. Raises NotFound.

    Two who write of one family at once take turns: else each could miss what the other has just told.
    """
    wanted = frozenset(ids)
    if in_sight_among(actor, wanted) != wanted:
        raise NotFound("person")
    people.hold_people(actor, wanted | present_in(actor, case_id))
    for person_id in sorted(wanted):
        people.involve_person(actor, person_id, case_id)


def spans_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Span]:
    """Births and deaths as far as they are known."""
    return {
        one: Span(life.earliest, life.latest, life.died_on, life.is_unborn)
        for one, life in lifetimes_of(actor, ids).items()
    }


def refuse_days(since: date | None, until: date | None, spans: Iterable[Span]) -> None:
    """Raise DaysRefused where the days cannot be."""
    problem = days_problem(since, until, spans, clock.today())
    if problem:
        raise DaysRefused(problem[1], field=problem[0])
