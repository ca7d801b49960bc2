"""Making rows: names of agencies are asked once for a whole page."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from anyam.casework.consents.queries import withdrawn_among
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.registry.agencies.choices import Need
from anyam.registry.agencies.queries import agency_names
from anyam.registry.agencies.results import AgencyName

from ..choices import (
    DeclineReason,
    FailReason,
    Outcome,
    RedirectReason,
    ReferralState,
    Urgency,
    WithdrawReason,
)
from ..models import Referral
from ..results import QueueRow, ReferralRow
from ..rules import UNANSWERED, masked

REASONS_OF = {
    ReferralState.DECLINED: DeclineReason,
    ReferralState.REDIRECTED: RedirectReason,
    ReferralState.FAILED: FailReason,
    ReferralState.WITHDRAWN: WithdrawReason,
}
Names = dict[UUID, AgencyName]


def names_for(actor: Actor, referrals: Iterable[Referral]) -> Names:
    ids = {agency for r in referrals for agency in (r.from_agency_id, r.to_agency_id)}
    return agency_names(actor, ids)


def queue_rows(actor: Actor, referrals: Sequence[Referral]) -> list[QueueRow]:
    """Rows without anything about the child."""
    names = names_for(actor, referrals)
    return [QueueRow(**_plain(referral, names)) for referral in referrals]


def sender_rows(actor: Actor, referrals: Sequence[Referral]) -> list[ReferralRow]:
    """Rows for the sending agency: the child is the case's number."""
    names = names_for(actor, referrals)
    return [sender_row(referral, names) for referral in referrals]


def receiver_rows(actor: Actor, referrals: Sequence[Referral]) -> list[ReferralRow]:
    """Rows for the receiving agency: of the child only what the summary shares."""
    names = names_for(actor, referrals)
    resting = {referral.consent_id for referral in referrals if referral.consent_id}
    withdrawn = withdrawn_among(actor, resting) if resting else frozenset()
    return [
        coordinator_row(r, names) if r.consent_id in withdrawn else receiver_row(r, names) for r in referrals
    ]


def sender_row(referral: Referral, names: Names) -> ReferralRow:
    return _row(referral, names, referral.case_number, referral.case_id, referral.case_number)


def receiver_row(referral: Referral, names: Names) -> ReferralRow:
    shared = referral.summary
    parts = (masked(shared.child_name) or referral.number, shared.age_text)
    return _row(referral, names, ", ".join(part for part in parts if part), None, "")


def coordinator_row(referral: Referral, names: Names) -> ReferralRow:
    return _row(referral, names, referral.number, None, "", has_need=False)


def _row(
    referral: Referral,
    names: Names,
    child_label: str,
    case_id: UUID | None,
    case_number: str,
    *,
    has_need: bool = True,
) -> ReferralRow:
    return ReferralRow(
        **_plain(referral, names),
        need_label=str(Need(referral.need).label) if has_need else "",
        child_label=child_label,
        case_id=case_id,
        case_number=case_number,
        outcome_label=str(Outcome(referral.outcome).label) if referral.outcome else "",
        reason_label=reason_label(referral),
    )


def _plain(referral: Referral, names: Names) -> dict[str, Any]:
    return {
        "id": referral.id,
        "number": referral.number,
        "state": ReferralState(referral.state),
        "urgency": Urgency(referral.urgency),
        "service_id": referral.service_id,
        "service_name": referral.service_name,
        "from_agency": names[referral.from_agency_id].short_name,
        "to_agency": names[referral.to_agency_id].short_name,
        "to_agency_phone": names[referral.to_agency_id].phone,
        "sent_at": referral.sent_at,
        "response_due_at": referral.response_due_at,
        "expired_at": referral.expired_at,
        "state_at": referral.state_at,
        "scheduled_for": referral.scheduled_for,
        "is_overdue": is_overdue(referral),
    }


def is_overdue(referral: Referral) -> bool:
    if referral.state == ReferralState.EXPIRED:
        return True
    due = referral.response_due_at
    return referral.state in UNANSWERED and due is not None and due < clock.now()


def reason_label(referral: Referral) -> str:
    reasons = REASONS_OF.get(ReferralState(referral.state))
    return str(reasons(referral.reason).label) if reasons and referral.reason else ""
