"""What agencies owe each other because of decisions: for the head of one of them, numbers and times only."""

from django.db.models import F, Q

from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.results import OwedThing, Tie
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import not_barred
from anyam.foundation.core import clock

from ..choices import DecisionState
from ..models import Decision

_SYSTEM = Actor.system("what agencies owe each other")
_MOST = 200
_STEPS = {
    DecisionState.OPEN: WorkKind.CARRY_OUT_DECISION,
    DecisionState.ASKED: WorkKind.ACCEPT_ACTION,
    DecisionState.REPORTED: WorkKind.CONFIRM_DECISION,
    DecisionState.DECLINED: WorkKind.TAKE_UP_DECLINED,
}


@query
def owed_by_decision(actor: Actor) -> tuple[OwedThing, ...]:
    """Decisions that wait for the head's agency or for another one; the earliest first."""
    require(actor, Permission.SEE_AGENCY_QUEUE)
    with acting(_SYSTEM):
        between = Q(agency_id=actor.agency_id) | Q(meeting__agency_id=actor.agency_id)
        found = Decision.objects.filter(
            between, not_barred(actor, "dossier_id"), state__in=sorted(_STEPS), given_at__isnull=False
        )
        found = found.exclude(agency_id=F("meeting__agency_id")).select_related("meeting")
        return tuple(_owed(one) for one in found.order_by("due_on", "id")[:_MOST])


def _owed(one: Decision) -> OwedThing:
    """Its agency owes it until it reports; then whoever led the meeting owes the word that it was done."""
    state = DecisionState(one.state)
    is_leads = state in {DecisionState.REPORTED, DecisionState.DECLINED}
    debtor, creditor = (one.meeting.agency_id, one.agency_id)[:: 1 if is_leads else -1]
    since = one.reported_at or one.given_at if is_leads else one.given_at
    return OwedThing(
        tie=Tie.DECISION,
        subject_id=one.pk,
        reference=one.reference,
        debtor_id=debtor,
        creditor_id=creditor,
        since=clock.local(since).date() if since else None,
        due_on=one.due_on,
        step=_STEPS[state],
    )
