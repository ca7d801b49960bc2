"""Querysets that know who may see their rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self, TypeVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from anyam.foundation.access.actor import Actor
from anyam.foundation.access.choices import Level, Part, Reason
from anyam.foundation.access.errors import NotFound
from anyam.foundation.access.guard import mark_asked
from anyam.foundation.access.models import Block, Grant
from anyam.foundation.core import clock

Row = TypeVar("Row", bound=Model, covariant=True)


def standing() -> Q:
    """Grants and blocks that count at this moment."""
    return Q(until__isnull=True) | Q(until__gt=clock.now())


def opens(actor: Actor, dossier: str, part: Part = Part.WORK, level: Level = Level.READ) -> Q:
    """A filter: the rows whose dossier (the column's name) is open to `actor` for this part, and not barred."""
    granted = Q(Exists(grants_for(actor, part, level).filter(dossier_id=OuterRef(dossier))))
    return granted & not_barred(actor, dossier)


def not_barred(actor: Actor, dossier: str) -> Q:
    """A filter: the rows from whose dossier no block keeps the actor."""
    return ~Q(Exists(blocks_of(actor).filter(dossier_id=OuterRef(dossier))))


def grants_for(actor: Actor, part: Part = Part.WORK, level: Level = Level.READ) -> "QuerySet[Grant]":
    """The standing grants that open `part` of something to the actor."""
    found = Grant.objects.filter(standing(), principal__in=actor.principals, parts__contains=[part])
    return found.filter(level=Level.WRITE) if level == Level.WRITE else found


def few_open_to(actor: Actor, part: Part = Part.WORK, most: int = 1000) -> frozenset[UUID] | None:
    """The dossiers whose `part` is granted to the actor, where they are few: a list of them is found sooner than tried.

    None where there are more than `most`, or for the system. Blocks are not looked at: narrow with `opens` as well.
    """
    if actor.is_system:
        return None
    found = frozenset(grants_for(actor, part).values_list("dossier_id", flat=True)[: most + 1])
    return found if len(found) <= most else None


def may_read(actor: Actor, dossier_id: UUID, part: Part) -> bool:
    """Whether this part of one dossier is open to the actor."""
    return actor.is_system or part in parts_open_to(actor, dossier_id)


def may_write(actor: Actor, dossier_id: UUID) -> bool:
    """Whether the actor may not only read the dossier but work on it."""
    if actor.is_system:
        return True
    return (
        grants_for(actor, Part.WORK, Level.WRITE).filter(dossier_id=dossier_id).exists()
        and not blocks_of(actor).filter(dossier_id=dossier_id).exists()
    )


def writable_among(actor: Actor, dossier_ids: Collection[UUID]) -> frozenset[UUID]:
    """Of dossiers in the actor's sight those they may work on, in one query."""
    if actor.is_system:
        return frozenset(dossier_ids)
    given = grants_for(actor, Part.WORK, Level.WRITE).filter(dossier_id__in=list(dossier_ids))
    return frozenset(given.values_list("dossier_id", flat=True))


def parts_open_to(actor: Actor, dossier_id: UUID, level: Level = Level.READ) -> frozenset[Part]:
    """All parts of one dossier that are open to the actor, to read or to write."""
    if actor.is_system:
        return frozenset(Part)
    if blocks_of(actor).filter(dossier_id=dossier_id).exists():
        return frozenset()
    found = Grant.objects.filter(standing(), dossier_id=dossier_id, principal__in=actor.principals)
    if level == Level.WRITE:
        found = found.filter(level=Level.WRITE)
    return frozenset(Part(part) for parts in found.values_list("parts", flat=True) for part in parts)


def standing_grant(grant_id: UUID, dossier_id: UUID) -> Grant | None:
    """A grant of this dossier that counts now."""
    return Grant.objects.filter(standing(), pk=grant_id, dossier_id=dossier_id).first()


@dataclass(frozen=True)
class StandingGrant:
    """A grant as the page that explains it needs it."""

    id: UUID
    user_id: UUID | None
    agency_id: UUID | None
    role: str
    reason: str
    basis: str
    parts: tuple[str, ...]
    level: str
    since: datetime
    until: datetime | None


def grants_on(dossier_id: UUID) -> list[StandingGrant]:
    """All that opens a dossier now, the oldest first. The caller has asked whether the dossier may be seen."""
    found = Grant.objects.filter(standing(), dossier_id=dossier_id).order_by("since", "id")
    return [
        StandingGrant(
            one.pk,
            one.user_id,
            one.agency_id,
            one.role,
            one.reason,
            one.basis,
            tuple(one.parts),
            one.level,
            one.since,
            one.until,
        )
        for one in found
    ]


def grants_given(user_id: UUID, reason: Reason) -> "QuerySet[Grant]":
    """All that was ever given to one person for this reason, ended or not."""
    return Grant.objects.filter(user_id=user_id, reason=reason)


def blocks_on(*dossier_ids: UUID) -> "QuerySet[Block]":
    """Whoever is barred from one of these dossiers now."""
    return Block.objects.filter(standing(), dossier_id__in=dossier_ids)


def blocks_of(actor: Actor) -> "QuerySet[Block]":
    if actor.user_id is None:
        return Block.objects.none()
    return Block.objects.filter(standing(), user_id=actor.user_id)


class ScopedQuerySet(QuerySet[Row]):
    """A queryset that is narrowed to what an actor may see. Each app says how in `within_sight_of`."""

    def visible_to(self, actor: Actor) -> Self:
        """Only the rows `actor` may see; counts as having asked. The system sees all."""
        mark_asked()
        if actor.is_system:
            return self
        return self.within_sight_of(actor)

    def within_sight_of(self, actor: Actor) -> Self:
        raise NotImplementedError(f"{type(self).__name__} must say what an actor may see")

    def one(self, **which: Any) -> Row:
        """The one row, or NotFound: what is out of sight and what does not exist answer alike."""
        try:
            return self.get(**which)
        except ObjectDoesNotExist:
            raise NotFound(self.model._meta.label) from None
