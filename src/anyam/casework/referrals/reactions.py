"""What happens to referrals because of what happened to their case."""

from anyam.casework.cases.events import CaseAssigned, CaseClosed
from anyam.casework.consents.events import ConsentWithdrawn
from anyam.foundation.access import Actor
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to

from .actions import hand_over_referrals, stop_sharing_on, withdraw_drafts_of


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
