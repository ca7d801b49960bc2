"""Which answers a partner can give to a referral letter, as the referral stands."""

from typing import Final

from anyam.casework.referrals.choices import ReferralState

from ..choices import ReplyStep

UNANSWERED_STATES: Final = frozenset(
    {ReferralState.SENT, ReferralState.SEEN, ReferralState.INFO_ASKED, ReferralState.EXPIRED}
)
_RUNNING: Final = frozenset({ReferralState.ACCEPTED, ReferralState.SCHEDULED, ReferralState.SERVED})


def steps_now(state: ReferralState) -> tuple[ReplyStep, ...]:
    """First yes or no; after a yes, that it was done; after the end, nothing."""
    if state in UNANSWERED_STATES:
        return ReplyStep.ACCEPT, ReplyStep.DECLINE
    return (ReplyStep.DONE,) if state in _RUNNING else ()
