"""Emptying what was said about a child at its conferences. A step: the destruction above has been decided by two."""

from uuid import UUID

from anyam.foundation.access import Actor, step
from anyam.foundation.core.forgetting import forget

from ..models import AgendaItem, Decision, Dissent, Invitation


@step
def forget_conferences_of(actor: Actor, case_id: UUID) -> dict[str, int]:
    """Empty agenda, minutes, dissent, decisions and objections of a case's conferences."""
    return {
        "conference_minutes": forget(AgendaItem.objects.filter(meeting__case_id=case_id)),
        "conference_dissents": forget(Dissent.objects.filter(meeting__case_id=case_id)),
        "conference_decisions": forget(Decision.objects.filter(meeting__case_id=case_id), keep=("need",)),
        "conference_objections": forget(Invitation.objects.filter(meeting__case_id=case_id)),
    }
