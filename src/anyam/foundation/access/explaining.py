"""Why somebody could look: the grant that explains it, kept with the look."""

from collections.abc import Iterable
from uuid import UUID

from anyam.foundation.access.actor import Actor
from anyam.foundation.access.choices import Reason
from anyam.foundation.access.models import Grant
from anyam.foundation.access.visibility import standing

# A ground that opens many dossiers at once explains less than one that names this person for this dossier.
GENERAL = (Reason.SUPERVISION, Reason.INTAKE, Reason.BREAK_GLASS)


def explaining_grant(actor: Actor, dossier_id: UUID) -> UUID | None:
    """The strongest standing grant that opens the dossier to the actor; one query by the index of the dossier."""
    if actor.is_system or not actor.principals:
        return None
    found = Grant.objects.filter(standing(), dossier_id=dossier_id, principal__in=actor.principals)
    grants = sorted(found.values_list("reason", "pk"), key=lambda row: (_weakness(row[0]), str(row[1])))
    return grants[0][1] if grants else None


def reasons_of(grant_ids: Iterable[UUID | None]) -> dict[UUID, Reason]:
    """The reason of each of these grants, standing or ended."""
    wanted = {grant_id for grant_id in grant_ids if grant_id}
    found = Grant.objects.filter(pk__in=wanted).values_list("pk", "reason") if wanted else ()
    return {grant_id: Reason(reason) for grant_id, reason in found}


def _weakness(reason: str) -> int:
    return GENERAL.index(Reason(reason)) + 1 if reason in GENERAL else 0
