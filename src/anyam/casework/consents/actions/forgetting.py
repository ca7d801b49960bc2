"""Emptying the names and words of consents. A step: the destruction above has been decided by two."""

from uuid import UUID

from anyam.foundation.access import Actor, step
from anyam.foundation.core.forgetting import forget

from ..models import ChildView, ConsentWords


@step
def forget_consents_of(actor: Actor, case_id: UUID) -> dict[str, int]:
    """Empty who gave an answer by name, the notes, and the child's own words."""
    return {
        "consent_words": forget(ConsentWords.objects.filter(case_id=case_id)),
        "child_views": forget(ChildView.objects.filter(case_id=case_id)),
    }
