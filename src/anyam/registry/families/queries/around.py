"""Reading the relations around people, as far as the actor may see the dossiers that told them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from anyam.foundation.access import Actor
from anyam.foundation.core import clock

from ..choices import Tie, kind_of
from ..models import Relation
from ..rules import Step

MOST_PEOPLE = 200


def relations_around(
    actor: Actor, seeds: Collection[UUID], *, rounds: int = 50, past_kin: bool = True
) -> list[Relation]:
    """All relations in sight that join these people, those they are joined to, and so on for so many rounds.

    Without `past_kin` nobody is followed beyond a relation that makes no kin: a neighbour's family is not this one.
    """
    found: dict[UUID, Relation] = {}
    seen: set[UUID] = set()
    frontier = set(seeds)
    for _round in range(rounds):
        if not frontier or len(seen) > MOST_PEOPLE:
            break
        seen |= frontier
        rows = Relation.objects.visible_to(actor).standing()
        new = [
            row
            for row in rows.filter(Q(person_id__in=frontier) | Q(other_id__in=frontier))
            if row.pk not in found and kind_of(row.kind)
        ]
        found |= {row.pk: row for row in new}
        frontier = {
            one for row in new if past_kin or _is_kin(row) for one in (row.person_id, row.other_id)
        } - seen
    return sorted(found.values(), key=lambda row: (row.told_at, row.pk))


def step_of(row: Relation) -> Step:
    """The relation as the rules read it; its kind is known to the list."""
    kind = kind_of(row.kind)
    assert kind is not None
    return Step(row.person_id, row.other_id, kind, is_over(row))


def is_over(row: object) -> bool:
    until = getattr(row, "until", None)
    return until is not None and until < clock.today()


def _is_kin(row: Relation) -> bool:
    kind = kind_of(row.kind)
    return kind is not None and kind.tie is not Tie.OTHER
