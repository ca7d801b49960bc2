"""A conflict of interest follows the child: whoever is barred from one of its dossiers is barred from the next."""

from uuid import UUID

from anyam.casework.cases.queries.dossiers import dossiers_of_child
from anyam.foundation.access import Actor
from anyam.foundation.access.choices import BlockReason
from anyam.foundation.access.granting import bar
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import blocks_on

_SYSTEM = Actor.system("block")


def barred_from_child(child_id: UUID) -> set[UUID]:
    """Who must not see any dossier of this child."""
    with acting(_SYSTEM):
        return set(blocks_on(*dossiers_of_child(child_id)).values_list("user_id", flat=True))


def carry_blocks(actor: Actor, dossier_id: UUID, child_id: UUID) -> None:
    """Bar from a new report or case of the child whoever is barred from an earlier one.

    The last thing to do with it: whoever wrote it may themselves be barred.
    """
    with acting(_SYSTEM):
        for block in blocks_on(*dossiers_of_child(child_id) - {dossier_id}):
            bar(actor, dossier_id, block.user_id, BlockReason(block.reason), block.source_event)


def spread_blocks(actor: Actor, child_id: UUID) -> None:
    """Bar from every dossier of the child whoever is barred from one of them: two records have become one."""
    with acting(_SYSTEM):
        dossiers = dossiers_of_child(child_id)
        blocks = list(blocks_on(*dossiers).order_by("since", "id"))
        there = {(block.dossier_id, block.user_id) for block in blocks}
        for block in blocks:
            for dossier_id in sorted(dossiers):
                if (dossier_id, block.user_id) not in there:
                    there.add((dossier_id, block.user_id))
                    bar(actor, dossier_id, block.user_id, BlockReason(block.reason), block.source_event)
