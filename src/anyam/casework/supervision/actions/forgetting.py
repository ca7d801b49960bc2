"""Emptying what was said of a child in hand-overs and supervision. A step: two have decided the destruction above."""

from uuid import UUID

from anyam.foundation.access import Actor, step
from anyam.foundation.core.forgetting import forget

from ..models import CaseDecision, HandoverWords


@step
def forget_supervision_of(actor: Actor, case_id: UUID) -> dict[str, int]:
    """Empty the words of hand-overs and decisions of a case; how many rows there were of each."""
    return {
        "handover_words": forget(HandoverWords.objects.filter(case_id=case_id)),
        "supervision_decisions": forget(CaseDecision.objects.filter(case_id=case_id)),
    }
