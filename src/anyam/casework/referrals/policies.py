"""For whom somebody speaks when they touch a referral."""

from anyam.foundation.access import Actor, Permission, Role

from .choices import Party, ReferralState
from .models import Referral

# Who at the receiving agency answers referrals (see Permission.SEE_INBOX), and who only sees its queue.
RECEIVERS = (Role.PARTNER_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR)

# Once it is refused, redirected or withdrawn, the receiver has no purpose left for knowing about the child.
_PURPOSE_IS_OVER = frozenset({ReferralState.DECLINED, ReferralState.REDIRECTED, ReferralState.WITHDRAWN})


def parties_of(actor: Actor, referral: Referral) -> tuple[Party, ...]:
    """The sides the actor stands on; the system speaks for the clock, and for the sender of a closed case.

    Where it brings the receiving agency's own answer, it speaks for that agency and for nobody else.
    """
    if actor.is_system and actor.agency_id is not None:
        return (Party.RECEIVER,) if actor.agency_id == referral.to_agency_id and referral.sent_at else ()
    if actor.is_system:
        return (Party.CLOCK, Party.SENDER)
    sides = {
        Party.RECEIVER: referral.to_agency_id == actor.agency_id
        and referral.sent_at is not None
        and actor.may(Permission.ANSWER_REFERRAL),
        Party.SENDER: referral.from_agency_id == actor.agency_id and actor.may(Permission.SEND_REFERRAL),
        Party.COORDINATOR: referral.district_code == actor.district_code
        and referral.expired_at is not None
        and actor.may(Permission.MOVE_EXPIRED_REFERRAL),
    }
    return tuple(party for party, stands_there in sides.items() if stands_there)


def may_see_summary(referral: Referral, parties: tuple[Party, ...], *, is_withdrawn: bool = False) -> bool:
    """The sender always; the receiver while it has a purpose and its ground stands; nobody else."""
    if Party.SENDER in parties:
        return True
    if is_withdrawn:
        return False
    return Party.RECEIVER in parties and referral.state not in _PURPOSE_IS_OVER
