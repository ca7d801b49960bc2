"""The numbers of referrals whose ids somebody holds already."""

from collections.abc import Iterable
from uuid import UUID

from anyam.foundation.access import Actor, query

from ..models import Referral


@query
def referral_numbers(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Numbers by id, of those the actor may see."""
    return dict(Referral.objects.visible_to(actor).filter(id__in=set(ids)).values_list("id", "number"))
