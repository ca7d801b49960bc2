"""What agencies owe each other because of referrals: for the head of one of them, numbers and times only."""

from typing import Final

from django.db.models import Q

from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.results import OwedThing, Tie
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import not_barred
from anyam.foundation.core import clock

from ..choices import ReferralState
from ..models import Referral

MOST: Final = 200
_SYSTEM = Actor.system("what agencies owe each other")
_STEPS: Final = {
    ReferralState.SENT: WorkKind.ANSWER_REFERRAL,
    ReferralState.SEEN: WorkKind.ANSWER_REFERRAL,
    ReferralState.EXPIRED: WorkKind.ANSWER_REFERRAL,
    ReferralState.INFO_ASKED: WorkKind.ANSWER_QUESTION,
    ReferralState.ACCEPTED: WorkKind.SCHEDULE_SERVICE,
    ReferralState.SCHEDULED: WorkKind.GIVE_SERVICE,
    ReferralState.SERVED: WorkKind.REPORT_OUTCOME,
}


@query
def owed_by_referral(actor: Actor) -> tuple[OwedThing, ...]:
    """Referrals between the head's agency and others that wait for one of the two; the longest wait first."""
    require(actor, Permission.SEE_AGENCY_QUEUE)
    with acting(_SYSTEM):
        between = Q(to_agency_id=actor.agency_id) | Q(from_agency_id=actor.agency_id)
        found = Referral.objects.filter(
            between, not_barred(actor, "case_id"), state__in=sorted(_STEPS), sent_at__isnull=False
        )
        return tuple(_owed(one) for one in found.order_by("sent_at", "id")[:MOST])


def _owed(one: Referral) -> OwedThing:
    """The receiver owes each step but the answer to a question, which the sender owes."""
    state = ReferralState(one.state)
    is_senders = state is ReferralState.INFO_ASKED
    debtor, creditor = (one.from_agency_id, one.to_agency_id)[:: 1 if is_senders else -1]
    due_at = one.scheduled_for if state is ReferralState.SCHEDULED else one.response_due_at
    is_answer = state in {
        ReferralState.SENT,
        ReferralState.SEEN,
        ReferralState.EXPIRED,
        ReferralState.SCHEDULED,
    }
    return OwedThing(
        tie=Tie.REFERRAL,
        subject_id=one.pk,
        reference=one.number,
        debtor_id=debtor,
        creditor_id=creditor,
        since=clock.local(one.sent_at).date() if one.sent_at else None,
        due_on=clock.local(due_at).date() if due_at and is_answer else None,
        step=_STEPS[state],
    )
