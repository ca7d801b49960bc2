"""Of which kind agencies are, for those who hold their ids."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require

from ..models import Agency


@query
def agency_kinds_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Codes of kinds by agency id."""
    require(actor, Permission.SEE_DIRECTORY)
    return dict(Agency.objects.filter(pk__in=set(ids)).values_list("pk", "kind_id"))
