"""The numbers of referrals whose ids somebody holds already, and the case behind one."""

from collections.abc import Iterable
from uuid import UUID

from anyam.foundation.access import Actor, query

from ..models import Referral


@query
def referral_numbers(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Numbers by id, of those the actor may see."""
    return dict(Referral.objects.visible_to(actor).filter(id__in=set(ids)).values_list("id", "number"))


@query
def case_behind_referral(actor: Actor, referral_id: UUID) -> tuple[str, UUID]:
    """Its number, and the case by which it also opens; for other apps, never for a page. Raises NotFound."""
    referral = Referral.objects.visible_to(actor).one(id=referral_id)
    return referral.number, referral.case_id
