"""Emptying what was shared and written in referrals. A step: the destruction above has been decided by two."""

from uuid import UUID

from anyam.foundation.access import Actor, step
from anyam.foundation.core.forgetting import forget

from ..models import Referral, ReferralMessage, ReferralSummary


@step
def forget_referrals_of(actor: Actor, case_id: UUID) -> dict[str, int]:
    """Empty the summaries and messages of a case's referrals."""
    return {
        "referral_summaries": forget(ReferralSummary.objects.filter(referral__case_id=case_id)),
        "referral_messages": forget(ReferralMessage.objects.filter(referral__case_id=case_id)),
    }


@step
def referral_ids_of(actor: Actor, case_id: UUID) -> tuple[UUID, ...]:
    """The referrals of a case, whose keys are destroyed with it."""
    return tuple(Referral.objects.filter(case_id=case_id).values_list("id", flat=True))
