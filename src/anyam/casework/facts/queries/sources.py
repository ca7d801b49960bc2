"""Who keeps the dossiers in which facts lie: the apps above tell it, this app knows none of them."""

from collections.abc import Callable, Collection
from uuid import UUID

from django.utils.translation import gettext as _

from anyam.foundation.access import Actor, NotFound
from anyam.foundation.access.row_context import acting

from ..policies import refuse_unless_in_sight
from ..results import Dossier

Keeper = Callable[[UUID], Dossier | None]
"""The dossier with this number, or None where it is not the app's; asked as the system."""

_KEEPERS: list[Keeper] = []
_SYSTEM = Actor.system("what a fact lies in")


def tells_of_dossiers(keeper: Keeper) -> Keeper:
    """Let this function be asked; called once, when its app is ready."""
    if keeper not in _KEEPERS:
        _KEEPERS.append(keeper)
    return keeper


def dossier_in_sight(actor: Actor, dossier_id: UUID) -> Dossier:
    """The dossier, where its course is open to the actor; NotFound otherwise. The caller has asked for permission."""
    refuse_unless_in_sight(actor, dossier_id)
    with acting(_SYSTEM):
        for keeper in _KEEPERS:
            found = keeper(dossier_id)
            if found is not None:
                return found
    raise NotFound("dossier")


def numbers_in_sight(actor: Actor, dossier_ids: Collection[UUID]) -> dict[UUID, str]:
    """The numbers of dossiers; of those whose course is not open to the reader only that they are others."""
    found: dict[UUID, str] = {}
    for one in dossier_ids:
        try:
            found[one] = dossier_in_sight(actor, one).number
        except NotFound:
            found[one] = str(_("another case"))
    return found
