"""Two records of one child are merged, or parted again: data about a child must be right (UU 27/2022 art. 29)."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.actions import join_children, part_children
from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record
from anyam.registry.people.events import PeopleMerged, PeopleParted

from ..queries.keeping import are_held, are_leaving


class HoldIsNotKnown(Refusal):
    sentence = _(
        "A legal hold stands on a case of this child. Tell the data protection officer first, then tick that you did."
    )


class RecordIsLeaving(Refusal):
    sentence = _(
        "It was decided to destroy data of this child. Ask the data protection officer to cancel that, then merge."
    )


@action()
def merge_people(
    actor: Actor, *, keep_id: UUID, other_id: UUID, reason: str, knows_of_hold: bool = False
) -> UUID:
    """Let two records count as one child from now on; the number of the merging, for parting them again.

    Nothing is moved or emptied, and nobody sees more than before. Raises NotFound unless the actor works on a dossier
    of each record; SameRecord, MergedAlready, MergeReasonMissing, HolderIsBarred, RecordIsLeaving, HoldIsNotKnown.
    """
    require(actor, Permission.MERGE_PEOPLE)
    joined = join_children(actor, keep_id=keep_id, other_id=other_id, reason=reason)
    if are_leaving(joined.case_ids):
        raise RecordIsLeaving
    is_held = are_held(joined.case_ids)
    if is_held and not knows_of_hold:
        raise HoldIsNotKnown(field="knows_of_hold")
    pair = joined.merged
    record(actor, PeopleMerged(pair.kept_id, pair.other_id, pair.id, reason, is_held))
    return pair.id


@action()
def part_people(actor: Actor, *, merging_id: UUID) -> None:
    """Take a merging back: the two records count as two children again. Blocks stay on both. Raises NotFound."""
    require(actor, Permission.MERGE_PEOPLE)
    pair = part_children(actor, merging_id)
    record(actor, PeopleParted(pair.kept_id, pair.other_id, pair.id))
