"""That two records are of one and the same person: one points to the other, and can be parted from it again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.db import connection, models
from django.db.models import F, Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import MergeReason

_TOGETHER = """
WITH RECURSIVE joined(start, id) AS (
    SELECT one, one FROM unnest(%s::uuid[]) AS one
    UNION
    SELECT joined.start, CASE WHEN pair.other_id = joined.id THEN pair.kept_id ELSE pair.other_id END
    FROM joined JOIN people_merging AS pair
    ON pair.parted_at IS NULL AND (pair.other_id = joined.id OR pair.kept_id = joined.id)
)
SELECT start, array_agg(id) FROM joined GROUP BY start
"""


class Merging(Record):
    """`other` is a second record of the person in `kept`. Both stay as they are; nothing is copied between them.

    Seen by the system alone: the row would tell whoever reads one record that there is another.
    """

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PERSONAL}

    other = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=MergeReason)
    merged_at = models.DateTimeField()
    merged_by_id = models.UUIDField(null=True)
    parted_at = models.DateTimeField(null=True)
    parted_by_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("merged_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="people_merged_into_one", fields=["other"], condition=Q(parted_at__isnull=True)
            ),
            models.CheckConstraint(name="people_merged_into_another", condition=~Q(other=F("kept"))),
            models.CheckConstraint(
                name="people_parted_after_merged",
                condition=Q(parted_at__isnull=True) | Q(parted_at__gte=F("merged_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.reason


def standing_merges() -> models.QuerySet[Merging]:
    """Those that were not parted again."""
    return Merging.objects.filter(parted_at__isnull=True)


def merged_among(person_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these records that point to another one."""
    found = standing_merges().filter(other_id__in=list(person_ids))
    return set(found.values_list("other_id", flat=True))


def records_together(person_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """For each record all records of the same person, itself among them; as far as the reader's database shows."""
    with connection.cursor() as cursor:
        cursor.execute(_TOGETHER, [list(person_ids)])
        return {start: frozenset(together) for start, together in cursor.fetchall()}
