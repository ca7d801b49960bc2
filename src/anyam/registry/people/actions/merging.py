"""Merging two records of one person, and parting them. Steps: the case above has asked, and says whom it shuts out.

No record is changed, emptied or moved: one points to the other. Therefore merging opens nothing to anybody, and
parting brings back exactly what was.
"""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, step
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal

from ..choices import MergeReason
from ..models import Merging, Person, merged_among, records_together, standing_merges
from ..results import Merged
from .turns import SYSTEM, lock_records, wait_for_turn


class SameRecord(Refusal):
    sentence = _("This is one record. Choose the other record of the child.")


class MergedAlready(Refusal):
    sentence = _("These two records belong together already.")


class MergeReasonMissing(Refusal):
    sentence = _("Choose how you know that this is the same child.")


@step
def merge_records(actor: Actor, *, keep_id: UUID, other_id: UUID, reason: str) -> Merged:
    """Let the record that stands for `other_id` point to the one that stands for `keep_id`.

    Raises SameRecord, MergedAlready, MergeReasonMissing, NotFound.
    """
    if reason not in MergeReason.values:
        raise MergeReasonMissing(field="reason")
    if keep_id == other_id:
        raise SameRecord
    wait_for_turn(is_changing=True)
    together = lock_records([keep_id, other_id])
    with acting(SYSTEM):
        if Person.objects.filter(pk__in=[keep_id, other_id]).count() < 2:
            raise NotFound("person")
        if other_id in together[keep_id]:
            raise MergedAlready
        pair = Merging.objects.create(
            other_id=_first_of(together[other_id]),
            kept_id=_first_of(together[keep_id]),
            reason=reason,
            merged_at=clock.now(),
            merged_by_id=actor.user_id,
        )
    return Merged(pair.pk, pair.other_id, pair.kept_id, together[other_id], together[keep_id])


@step
def part_records(actor: Actor, merging_id: UUID) -> Merged:
    """Take one merging back; what was merged into either record stays with it. Raises NotFound."""
    wait_for_turn(is_changing=True)
    with acting(SYSTEM):
        pair = standing_merges().select_for_update(no_key=True).filter(pk=merging_id).first()
        if pair is None:
            raise NotFound("merging")
        lock_records([pair.kept_id])
        pair.parted_at, pair.parted_by_id = clock.now(), actor.user_id
        pair.save(update_fields=["parted_at", "parted_by_id"])
        together = records_together([pair.other_id, pair.kept_id])
    return Merged(pair.pk, pair.other_id, pair.kept_id, together[pair.other_id], together[pair.kept_id])


def _first_of(records: frozenset[UUID]) -> UUID:
    """The record to which all the others point, at last: the one that points to none."""
    return next(iter(records - merged_among(records)))
