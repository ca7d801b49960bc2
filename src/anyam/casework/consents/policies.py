"""Who may record an answer and take it back: those at work on an open case."""

from anyam.casework.cases.results import CaseRef
from anyam.foundation.access import Actor, Permission

from .models import Consent


def may_record(actor: Actor, case: CaseRef) -> bool:
    return actor.may(Permission.RECORD_CONSENT) and case.is_open


def may_withdraw(actor: Actor, consent: Consent) -> bool:
    """At any time, also after the case was closed: taking back is as easy as giving (UU 27/2022 art. 9)."""
    return actor.may(Permission.RECORD_CONSENT) and consent.withdrawn_at is None
