"""Moving a referral from one state to the next: the row is locked, so of two people at once exactly one wins."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import cancel_work, start_work
from anyam.casework.sops.choices import EndReason, PromiseKey, SubjectKind, WorkKind
from anyam.casework.sops.queries import get_promised_time
from anyam.casework.sops.results import PromiseRow
from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.core.working_time import deadline
from anyam.registry.accounts.queries import people_with_role

from ..choices import ENDED, MessageKind, Party, ReferralState, Urgency, Verb
from ..events import ReferralEvent
from ..models import Referral, ReferralMessage
from ..queries.detail import happening_of, sides_of
from ..rules import PROMISE_OF_URGENCY, next_state, party_who_may, why_not

LONGEST_TEXT = 4000
E = TypeVar("E", bound=ReferralEvent)


class NotTheMoment(Refusal):
    """Somebody else was first, or the referral is not theirs to move; the sentence says what happened."""


class TextIsMissing(Refusal):
    sentence = _("Write a few words here.")


class TextIsTooLong(Refusal):
    sentence = _("Shorten this to 4,000 characters.")


@dataclass(frozen=True)
class Move:
    """A referral that is being moved, by whom, from which state."""

    referral: Referral
    party: Party
    before: ReferralState


def move(actor: Actor, referral_id: UUID, verb: Verb) -> Move:
    """Lock the referral and set its next state, not saved yet. Raises NotFound or NotTheMoment."""
    referral = locked(actor, referral_id)
    parties = sides_of(actor, referral)
    if not parties:
        raise NotFound("referral")
    before = ReferralState(referral.state)
    party = party_who_may(before, verb, parties)
    after = next_state(before, verb, party) if party else None
    if party is None or after is None:
        raise NotTheMoment(why_not(before, verb, parties[0], happening_of(actor, referral)))
    stand(actor, referral, after)
    return Move(referral, party, before)


def locked(actor: Actor, referral_id: UUID) -> Referral:
    found = Referral.objects.visible_to(actor).select_for_update(of=("self",))
    return found.one(id=referral_id)


def stand(actor: Actor, referral: Referral, state: ReferralState) -> None:
    """Note the new state with its moment and officer."""
    now = clock.now()
    referral.state = state
    referral.state_at = now
    referral.state_by_id = actor.user_id
    referral.state_agency_id = actor.agency_id
    referral.ended_at = now if state in ENDED else None


def about(event: type[E], referral: Referral, **more: Any) -> E:
    """An event about this referral."""
    return event(
        subject_id=referral.id,
        case_id=referral.case_id,
        from_agency_id=referral.from_agency_id,
        to_agency_id=referral.to_agency_id,
        service_id=referral.service_id,
        officer_id=referral.officer_id,
        **more,
    )


def write(
    actor: Actor,
    referral: Referral,
    kind: MessageKind,
    text: str,
    *,
    field: str = "note",
    is_needed: bool = False,
) -> None:
    """Keep what somebody wrote to the other side. Raises TextIsMissing or TextIsTooLong on `field`."""
    text = clean_text(text)
    if is_needed and not text:
        raise TextIsMissing(field=field)
    if len(text) > LONGEST_TEXT:
        raise TextIsTooLong(field=field)
    if text:
        ReferralMessage.objects.create(
            referral=referral,
            kind=kind,
            text=text,
            agency_id=actor.agency_id,
            written_by_id=actor.user_id,
            written_at=clock.now(),
        )


def promise_of(actor: Actor, referral: Referral) -> PromiseRow:
    """How fast the district promises an answer to a referral of this urgency."""
    key = PromiseKey(PROMISE_OF_URGENCY[Urgency(referral.urgency)])
    return get_promised_time(actor, key, district_code=referral.district_code)


def start_response_clock(actor: Actor, referral: Referral, due_at: datetime | None = None) -> None:
    """Let the receiver's clock run: until `due_at`, or for the whole promised time."""
    now = clock.now()
    promise = promise_of(actor, referral)
    referral.clock_started_at = now
    referral.response_due_at = due_at or deadline(now, float(promise.hours), promise.counting)
    referral.hours_left = None
    give_receiver(
        actor, referral, WorkKind.ANSWER_REFERRAL, due_at=referral.response_due_at, promise_key=promise.key
    )


def give_receiver(actor: Actor, referral: Referral, kind: WorkKind, **when: Any) -> None:
    """Work for the receiving agency: for its officers, or for its supervisors where it has none."""
    agency_id = referral.to_agency_id
    has_officers = bool(people_with_role(actor, agency_id, Role.PARTNER_OFFICER))
    role = Role.PARTNER_OFFICER if has_officers else Role.SUPERVISOR
    _give(actor, referral, kind, agency_id=agency_id, role=role, reference=referral.number, **when)


def give_sender(actor: Actor, referral: Referral, kind: WorkKind, promise_key: PromiseKey) -> None:
    """Work for the officer of the sending agency."""
    _give(
        actor,
        referral,
        kind,
        agency_id=referral.from_agency_id,
        assignee_id=referral.officer_id,
        reference=referral.number,
        promise_key=promise_key,
    )


def give_coordinator(actor: Actor, referral: Referral) -> None:
    """Work for the district secretariat; it carries no case."""
    start_work(
        actor,
        kind=WorkKind.TAKE_UP_EXPIRED,
        subject_kind=SubjectKind.REFERRAL,
        subject_id=referral.id,
        agency_id=None,
        role=Role.COORDINATOR,
        reference=referral.number,
        district_code=referral.district_code,
        promise_key=PromiseKey.REFERRAL_ESCALATION,
    )


def end_all_work(actor: Actor, referral: Referral, reason: EndReason) -> None:
    cancel_work(actor, referral.id, reason=reason)


def _give(actor: Actor, referral: Referral, kind: WorkKind, **more: Any) -> None:
    start_work(
        actor,
        kind=kind,
        subject_kind=SubjectKind.REFERRAL,
        subject_id=referral.id,
        case_id=referral.case_id,
        district_code=referral.district_code,
        **more,
    )
