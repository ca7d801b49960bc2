"""What ends because the consent under it was taken back."""

from uuid import UUID

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.access.choices import Level
from anyam.foundation.events.recording import record

from ..choices import ENDED, Party, ReferralState, Verb, WithdrawReason
from ..events import ReferralSharingEnded
from ..models import Referral
from ..rules import next_state
from .moving import about
from .sending import withdraw_referral
from .sharing import close_to_receiver


@action()
def stop_sharing_on(actor: Actor, *, consent_id: UUID) -> int:
    """Take back every referral that rests on this consent, and tell the receiver of those that are past taking back.

    A draft rests on no consent before it is sent; it is refused at sending.
    """
    require(actor, Permission.SEND_REFERRAL)
    resting = list(
        Referral.objects.visible_to(actor).filter(consent_id=consent_id).exclude(state__in=sorted(ENDED))
    )
    for referral in resting:
        if next_state(ReferralState(referral.state), Verb.WITHDRAW, Party.SENDER):
            withdraw_referral(actor, referral_id=referral.id, reason=WithdrawReason.CONSENT_WITHDRAWN)
        else:
            close_to_receiver(
                actor, referral, record(actor, about(ReferralSharingEnded, referral)), Level.WRITE
            )
    return len(resting)
