"""Which records are of one person. For the system alone: the answer tells of records that the reader may not see."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require

from ..choices import MergeReason
from ..models import Merging, Person, Presence, merged_among, records_together, standing_merges
from ..results import MergeRow


@query
def records_of(actor: Actor, person_id: UUID) -> tuple[UUID, ...]:
    """All records of one person, the one that was kept first."""
    require(actor, Permission.KNOW_SAME_PEOPLE)
    together = records_together([person_id])[person_id]
    merged = merged_among(together)
    return tuple(sorted(together, key=lambda record: (record in merged, record)))


@query
def merges_of(actor: Actor, person_id: UUID) -> tuple[MergeRow, ...]:
    """How the records of one person came together, the oldest first."""
    require(actor, Permission.KNOW_SAME_PEOPLE)
    together = records_together([person_id])[person_id]
    return tuple(_row(pair) for pair in standing_merges().filter(other_id__in=together))


@query
def merge_by_id(actor: Actor, merging_id: UUID) -> MergeRow | None:
    """One merging that stands, or None."""
    require(actor, Permission.KNOW_SAME_PEOPLE)
    pair = standing_merges().filter(pk=merging_id).first()
    return _row(pair) if pair else None


def _row(pair: Merging) -> MergeRow:
    label = str(MergeReason(pair.reason).label)
    return MergeRow(pair.pk, pair.other_id, pair.kept_id, label, pair.merged_at, pair.merged_by_id)


@query
def in_sight_among(actor: Actor, person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these people whose identity is open to the actor."""
    found = Person.objects.visible_to(actor).filter(pk__in=list(person_ids))
    return frozenset(found.values_list("pk", flat=True))


@query
def present_in(actor: Actor, dossier_id: UUID) -> frozenset[UUID]:
    """Those in this dossier whose identity is open to the actor."""
    present = Presence.objects.filter(dossier_id=dossier_id).values("person_id")
    return frozenset(Person.objects.visible_to(actor).filter(pk__in=present).values_list("pk", flat=True))


@query
def only_present_in(actor: Actor, dossier_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those who appear in these dossiers and in no other; for the system alone."""
    require(actor, Permission.KNOW_SAME_PEOPLE)
    given = list(dossier_ids)
    here = set(Presence.objects.filter(dossier_id__in=given).values_list("person_id", flat=True))
    others = Presence.objects.filter(person_id__in=here).exclude(dossier_id__in=given)
    return frozenset(here - set(others.values_list("person_id", flat=True)))
