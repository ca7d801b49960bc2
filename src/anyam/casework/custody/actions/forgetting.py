"""Emptying what stands sealed about a child before the law. A step: the destruction above has been decided by two."""

from uuid import UUID

from anyam.foundation.access import Actor, step
from anyam.foundation.core.forgetting import forget

from ..models import Diversion, DiversionTerm, Hold, Matter, SocialPaper

# Without these the rows would say that somebody is still held, or a paper still owed.
_KEEP = ("ended_at", "handed_over_at")


@step
def forget_custody_of(actor: Actor, case_id: UUID) -> dict[str, int]:
    """Empty the places, numbers, offences and terms."""
    return {
        "holds": forget(Hold.objects.filter(case_id=case_id), keep=_KEEP),
        "matters": forget(Matter.objects.filter(case_id=case_id), keep=_KEEP),
        "social_papers": forget(SocialPaper.objects.filter(case_id=case_id), keep=_KEEP),
        "diversions": forget(Diversion.objects.filter(case_id=case_id), keep=_KEEP),
        "diversion_terms": forget(DiversionTerm.objects.filter(case_id=case_id), keep=_KEEP),
    }
