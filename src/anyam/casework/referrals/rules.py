"""The life of a referral, as one table. Pure: no database, no clock of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.working_time import Counting, deadline, working_time_between

from .choices import ENDED, InboxFilter, OutboxFilter, Party, ReferralState, Urgency, Verb

S, V, P = ReferralState, Verb, Party

UNANSWERED: Final = frozenset({S.SENT, S.SEEN})
# The receiver may still decide while a question is out and after the time ran out: a late yes helps too.
MAY_BE_ANSWERED: Final = frozenset({S.SENT, S.SEEN, S.INFO_ASKED, S.EXPIRED})
RUNNING: Final = frozenset({S.ACCEPTED, S.SCHEDULED, S.SERVED})
# After these the sender may prepare the same referral for another service.
MAY_BE_PREPARED_AGAIN: Final = frozenset({S.REDIRECTED, S.DECLINED, S.EXPIRED, S.FAILED, S.WITHDRAWN})

INBOX: Final[dict[InboxFilter, frozenset[ReferralState]]] = {
    InboxFilter.TO_ANSWER: frozenset({S.SENT, S.SEEN, S.EXPIRED}),
    InboxFilter.WAITING: frozenset({S.INFO_ASKED}),
    InboxFilter.RUNNING: RUNNING,
    InboxFilter.ENDED: ENDED,
}

# The sender's drafts wait for the sender; what came back without a service waits for the next one.
OUTBOX: Final[dict[OutboxFilter, frozenset[ReferralState]]] = {
    OutboxFilter.OURS: frozenset({S.DRAFT, S.INFO_ASKED}),
    OutboxFilter.THEIRS: frozenset({S.SENT, S.SEEN, S.EXPIRED}),
    OutboxFilter.RUNNING: RUNNING,
    OutboxFilter.ENDED: ENDED,
}


def _rows(
    states: Iterable[ReferralState], verb: Verb, party: Party, result: ReferralState | None = None
) -> dict[tuple[ReferralState, Verb, Party], ReferralState]:
    return {(state, verb, party): result or state for state in states}


TRANSITIONS: Final[dict[tuple[ReferralState, Verb, Party], ReferralState]] = {
    **_rows([S.DRAFT], V.SEND, P.SENDER, S.SENT),
    **_rows([S.SENT], V.SEE, P.RECEIVER, S.SEEN),
    **_rows(MAY_BE_ANSWERED, V.ACCEPT, P.RECEIVER, S.ACCEPTED),
    **_rows([S.SENT, S.SEEN, S.EXPIRED], V.ASK, P.RECEIVER, S.INFO_ASKED),
    **_rows([S.INFO_ASKED], V.ANSWER, P.SENDER, S.SEEN),
    **_rows(MAY_BE_ANSWERED, V.REDIRECT, P.RECEIVER, S.REDIRECTED),
    **_rows(MAY_BE_ANSWERED, V.DECLINE, P.RECEIVER, S.DECLINED),
    **_rows([S.ACCEPTED, S.SCHEDULED], V.SCHEDULE, P.RECEIVER, S.SCHEDULED),
    **_rows([S.ACCEPTED, S.SCHEDULED], V.RECORD_SERVED, P.RECEIVER, S.SERVED),
    **_rows([S.SERVED], V.COMPLETE, P.RECEIVER, S.COMPLETED),
    **_rows(RUNNING, V.FAIL, P.RECEIVER, S.FAILED),
    **_rows(UNANSWERED, V.EXPIRE, P.CLOCK, S.EXPIRED),
    **_rows(UNANSWERED, V.REMIND, P.SENDER),
    **_rows([S.EXPIRED], V.REMIND, P.COORDINATOR, S.SENT),
    **_rows([S.EXPIRED], V.REDIRECT, P.COORDINATOR, S.REDIRECTED),
    **_rows([S.EXPIRED], V.CLOSE, P.COORDINATOR, S.FAILED),
    **_rows([S.EXPIRED], V.RESEND, P.SENDER, S.SENT),
    **_rows([S.DRAFT, *MAY_BE_ANSWERED, S.ACCEPTED, S.SCHEDULED], V.WITHDRAW, P.SENDER, S.WITHDRAWN),
}


@dataclass(frozen=True)
class Happening:
    """The last thing that happened to a referral: when, and by which agency's officer."""

    when: str
    officer: str = ""
    agency: str = ""


def next_state(state: ReferralState, verb: Verb, party: Party) -> ReferralState | None:
    """The state after `verb`, or None when it is not this party's or not this moment's."""
    return TRANSITIONS.get((state, verb, party))


def may(state: ReferralState, verb: Verb, parties: Iterable[Party]) -> bool:
    return any((state, verb, party) in TRANSITIONS for party in parties)


def party_who_may(state: ReferralState, verb: Verb, parties: Iterable[Party]) -> Party | None:
    """The first of `parties` that may do `verb` now."""
    return next((party for party in parties if (state, verb, party) in TRANSITIONS), None)


def doers_of(verb: Verb) -> frozenset[Party]:
    """The parties that can ever do `verb`."""
    return frozenset(party for _state, known, party in TRANSITIONS if known is verb)


_WHOSE: Final[dict[Verb, Promise]] = {
    V.SEND: _("Only the agency that prepared this referral can send it."),
    V.SEE: _("Only the receiving agency marks a referral as seen."),
    V.ACCEPT: _("Only the receiving agency can accept this referral."),
    V.ASK: _("Only the receiving agency can ask about this referral."),
    V.ANSWER: _("Only the sending agency can answer this question."),
    V.REDIRECT: _(
        "Only the receiving agency, or the coordinator after the time ran out, can redirect this referral."
    ),
    V.DECLINE: _("Only the receiving agency can decline this referral."),
    V.SCHEDULE: _("Only the receiving agency can set the appointment."),
    V.RECORD_SERVED: _("Only the receiving agency can record the service."),
    V.COMPLETE: _("Only the receiving agency can report the outcome."),
    V.FAIL: _("Only the receiving agency can end the service it accepted."),
    V.WITHDRAW: _("Only the sending agency can withdraw this referral."),
    V.EXPIRE: _("A referral expires by its clock, not by hand."),
    V.REMIND: _("Only the sending agency, or the coordinator after the time ran out, can send a reminder."),
    V.RESEND: _("Only the sending agency can send this referral again."),
    V.CLOSE: _("Only the coordinator can close a referral without an answer."),
}

_STANDING: Final[dict[ReferralState, Promise]] = {
    S.DRAFT: _("This referral is still a draft"),
    S.SENT: _("This referral was sent and waits for an answer"),
    S.SEEN: _("This referral was seen and waits for an answer"),
    S.INFO_ASKED: _("A question was asked about this referral"),
    S.ACCEPTED: _("This referral was accepted"),
    S.REDIRECTED: _("This referral was redirected to another service"),
    S.DECLINED: _("This referral was declined"),
    S.EXPIRED: _("The time for an answer to this referral ran out"),
    S.SCHEDULED: _("This referral has an appointment"),
    S.SERVED: _("The service of this referral was given"),
    S.COMPLETED: _("This referral was completed"),
    S.FAILED: _("This referral was ended without a service"),
    S.WITHDRAWN: _("This referral was withdrawn"),
}

_ADVICE: Final[dict[tuple[ReferralState, Verb], Promise]] = {
    (S.ACCEPTED, V.COMPLETE): _("Record the service first, then the outcome."),
    (S.SCHEDULED, V.COMPLETE): _("Record the service first, then the outcome."),
    (S.SERVED, V.WITHDRAW): _("Wait for the outcome; it comes back to you."),
    (S.INFO_ASKED, V.REMIND): _("The next step is yours: answer the question."),
    (S.INFO_ASKED, V.ASK): _("Wait for the answer, or decide now."),
    (S.EXPIRED, V.ANSWER): _("Send it again, or choose another service."),
    (S.EXPIRED, V.SEE): _("An answer is still welcome."),
    (S.DECLINED, V.RESEND): _("Prepare it for another service."),
    (S.REDIRECTED, V.RESEND): _("Look at the prepared referral to the proposed service."),
}
_NOTHING_CHANGED: Final = _("Nothing was changed; open the page again to see how it stands.")


def why_not(
    state: ReferralState, verb: Verb, party: Party, happening: Happening | None = None
) -> Promise | str:
    """The sentence for somebody who wished `verb` at the wrong moment or for the wrong side."""
    if party not in doers_of(verb):
        return _WHOSE[verb]
    advice = _ADVICE.get((state, verb), _NOTHING_CHANGED)
    return format_lazy("{standing}. {advice}", standing=what_happened(state, happening), advice=advice)


def what_happened(state: ReferralState, happening: Happening | None) -> Promise | str:
    """The standing of a referral with the moment and the officer, as far as they are known."""
    standing = _STANDING[state]
    if happening is None:
        return standing
    if happening.officer and happening.agency:
        pattern = _("{standing} on {when} by {officer}, {agency}")
    elif happening.agency:
        pattern = _("{standing} on {when} by {agency}")
    else:
        pattern = _("{standing} on {when}")
    return format_lazy(
        pattern,
        standing=standing,
        when=happening.when,
        officer=happening.officer,
        agency=happening.agency,
    )


PROMISE_OF_URGENCY: Final[dict[Urgency, str]] = {
    Urgency.EMERGENCY: "referral.response.emergency",
    Urgency.URGENT: "referral.response.urgent",
    Urgency.NORMAL: "referral.response.normal",
}

# After an answered question the receiver has at least this part of the promised time again.
LEAST_SHARE_AFTER_ANSWER: Final = 0.25


def hours_left(started_at: datetime, asked_at: datetime, hours: float, counting: Counting) -> float:
    """The hours of the response clock that are left when the clock is handed to the sender."""
    used = (
        working_time_between(started_at, asked_at)
        if counting is Counting.WORKING
        else max(asked_at - started_at, timedelta())
    )
    return max(hours - used / timedelta(hours=1), hours * LEAST_SHARE_AFTER_ANSWER)


def due_after_answer(answered_at: datetime, left: float, counting: Counting) -> datetime:
    """When the receiver must answer after its question was answered."""
    return deadline(answered_at, left, counting)


def masked(name: str) -> str:
    """'S••• A•••••': enough to recognise in a list, not to read over a shoulder."""
    return " ".join(word[0] + "•" * min(len(word) - 1, 5) for word in name.split())


_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U to misread


def number_of(identifier: int) -> str:
    """The number of a referral as said on the telephone, from the random end of its identifier."""
    digits = "".join(_ALPHABET[(identifier >> shift) & 31] for shift in range(45, -1, -5))
    return f"RJ-{digits[:5]}-{digits[5:]}"
