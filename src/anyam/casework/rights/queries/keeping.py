"""Whether data of a child must stay, or are about to go, for those who would merge two records."""

from collections.abc import Collection
from uuid import UUID

from anyam.casework.cases.queries import find_cases_of_children
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.row_context import acting

from ..choices import DestructionState
from ..models import Destruction
from .destruction import held_among

_SYSTEM = Actor.system("merging two records")


@query
def is_child_held(actor: Actor, person_ids: Collection[UUID]) -> bool:
    """Whether a legal hold stands on a case of one of these children: then the officer must know of a merging."""
    require(actor, Permission.MERGE_PEOPLE)
    return are_held(find_cases_of_children(_SYSTEM, person_ids))


def are_held(case_ids: Collection[UUID]) -> bool:
    with acting(_SYSTEM):
        return bool(held_among(case_ids))


def are_leaving(case_ids: Collection[UUID]) -> bool:
    """Whether it was proposed or decided to destroy something of one of these cases."""
    on_the_way = (DestructionState.PROPOSED, DestructionState.CONFIRMED)
    with acting(_SYSTEM):
        return Destruction.objects.filter(case_id__in=case_ids, state__in=on_the_way).exists()
