"""What happens to referrals because of what happened to their case."""

from anyam.casework.cases.events import CaseAssigned, CaseClosed
from anyam.casework.consents.events import ConsentWithdrawn
from anyam.foundation.access import Actor
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to
from anyam.registry.agencies.actions import compare_capacity, note_capacity
from anyam.registry.agencies.choices import RoomOutcome

from .actions import hand_over_referrals, stop_sharing_on, withdraw_drafts_of
from .choices import DeclineReason, RedirectReason
from .events import ReferralAccepted, ReferralDeclined, ReferralRedirected, ReferralSent

_NO_ROOM = {DeclineReason.FULL, DeclineReason.NO_STAFF}


@reacts_to(CaseClosed)
def throw_drafts_of_closed_case_away(event: CaseClosed, about: EventInfo) -> None:
    """A draft that was never sent has no purpose any more; what was sent goes its way to an outcome."""
    withdraw_drafts_of(Actor.system("case closed"), case_id=event.case_id)


@reacts_to(CaseAssigned)
def hand_referrals_to_new_manager(event: CaseAssigned, about: EventInfo) -> None:
    """Answers go to somebody who works on the case."""
    stay_with = [event.worker_id] if event.worker_id else []
    system = Actor.system("case assigned")
    hand_over_referrals(system, case_id=event.case_id, officer_id=event.manager_id, stay_with=stay_with)


@reacts_to(ConsentWithdrawn)
def stop_what_rests_on_withdrawn_consent(event: ConsentWithdrawn, about: EventInfo) -> None:
    """Drafts and running referrals are taken back and the receivers told; the reading ended with the withdrawal."""
    stop_sharing_on(Actor.system("consent withdrawn"), consent_id=event.subject_id)


@reacts_to(ReferralSent)
def keep_what_was_said_about_room(event: ReferralSent, about: EventInfo) -> None:
    """What the service said about room on the day a child was referred to it; nothing about the child."""
    note_capacity(_room(), asked_for=event.subject_id, service_id=event.service_id, sent_at=about.occurred_at)


@reacts_to(ReferralAccepted)
def compare_room_with_yes(event: ReferralAccepted, about: EventInfo) -> None:
    compare_capacity(_room(), asked_for=event.subject_id, outcome=RoomOutcome.ACCEPTED)


@reacts_to(ReferralDeclined)
def compare_room_with_no(event: ReferralDeclined, about: EventInfo) -> None:
    outcome = RoomOutcome.NO_ROOM if event.reason in _NO_ROOM else RoomOutcome.OTHER
    compare_capacity(_room(), asked_for=event.subject_id, outcome=outcome)


@reacts_to(ReferralRedirected)
def compare_room_with_redirection(event: ReferralRedirected, about: EventInfo) -> None:
    is_full = event.reason == RedirectReason.FULL and not event.is_by_coordinator
    outcome = RoomOutcome.NO_ROOM if is_full else RoomOutcome.OTHER
    compare_capacity(_room(), asked_for=event.subject_id, outcome=outcome)


def _room() -> Actor:
    return Actor.system("room that was said")
