"""Two records of one child, merged and parted: nobody sees more than before, and who is barred from one sees neither.

Steps: data protection above has asked, and looks after holds and destruction.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.actions.barring import barred_from_child, spread_blocks
from anyam.casework.cases.choices import CaseState
from anyam.casework.cases.models import Case
from anyam.casework.cases.queries.dossiers import dossiers_of_child
from anyam.casework.cases.queries.one_child import works_on_child
from anyam.foundation.access import Actor, NotFound, step
from anyam.foundation.access.row_context import acting
from anyam.foundation.core.refusals import Refusal
from anyam.registry.people import actions as people
from anyam.registry.people.queries import merge_by_id, records_of
from anyam.registry.people.results import Merged

_SYSTEM = Actor.system("one child")


class HolderIsBarred(Refusal):
    sentence = _(
        "Somebody who manages or works on a case of this child is kept away from the other record. "
        "Hand the case over first, or end the block, then merge."
    )


@dataclass(frozen=True)
class Joined:
    """What was merged, and every case of the child now."""

    merged: Merged
    case_ids: frozenset[UUID]


@step
def join_children(actor: Actor, *, keep_id: UUID, other_id: UUID, reason: str) -> Joined:
    """Let two records count as one child. Both stay, with their own cases, grants and reports; blocks of either count
    for both.

    Raises NotFound unless the actor sees who both are and works on a dossier of each; SameRecord, MergedAlready,
    MergeReasonMissing, HolderIsBarred.
    """
    _refuse_strangers(actor, {keep_id, other_id})
    merged = people.merge_records(actor, keep_id=keep_id, other_id=other_id, reason=reason)
    if _holders(merged.kept_id) & barred_from_child(merged.kept_id):
        raise HolderIsBarred
    with acting(_SYSTEM):
        dossiers = dossiers_of_child(merged.kept_id)
        cases = frozenset(Case.objects.filter(pk__in=dossiers).values_list("pk", flat=True))
    spread_blocks(actor, merged.kept_id)
    return Joined(merged, cases)


@step
def part_children(actor: Actor, merging_id: UUID) -> Merged:
    """Let two records count as two children again. Blocks stay where they are: one too many can be ended by hand, one
    too few can cost a child. Raises NotFound."""
    pair = merge_by_id(_SYSTEM, merging_id)
    if pair is None:
        raise NotFound("merging")
    _refuse_strangers(actor, {pair.kept_id, pair.other_id})
    return people.part_records(actor, merging_id)


def open_case_of(child_id: UUID, agency_id: UUID) -> Case | None:
    """The agency's open case of this child: of the record at hand, else of the one that was kept, else the first."""
    with acting(_SYSTEM):
        order = [child_id, *records_of(_SYSTEM, child_id)]
        found = Case.objects.filter(child_id__in=order, agency_id=agency_id, state=CaseState.OPEN)
        return min(found, key=lambda case: (order.index(case.child_id), case.opened_at), default=None)


def _refuse_strangers(actor: Actor, person_ids: Collection[UUID]) -> None:
    if not all(works_on_child(actor, person_id) for person_id in person_ids):
        raise NotFound("child")


def _holders(child_id: UUID) -> set[UUID | None]:
    """Managers and workers of the child's open cases."""
    with acting(_SYSTEM):
        records = records_of(_SYSTEM, child_id)
        held = Case.objects.filter(child_id__in=records, state=CaseState.OPEN)
        return {who for pair in held.values_list("manager_id", "worker_id") for who in pair if who}
