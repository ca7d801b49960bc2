"""What agencies have to do because of agreements and policies: each promise becomes work with an owner and a clock."""

from typing import Any

from anyam.foundation.access import Actor
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to
from anyam.registry.agreements import events

from .actions import settle_agreement_work, settle_draft_work, settle_due_work, settle_policy_work


def _system() -> Actor:
    return Actor.system("work on agreements")


@reacts_to(
    events.AgreementChanged,
    events.AgreementDropped,
    events.AgreementSigningOpened,
    events.AgreementReturned,
    events.AgreementPartySigned,
    events.AgreementEndWarned,
    events.AgreementRenewalDeclined,
    events.AgreementReviewAsked,
    events.AgreementReviewed,
    events.AddendumBegun,
    events.AgreementBegun,
)
def settle_work_of_agreement(event: Any, about: EventInfo) -> None:
    settle_agreement_work(_system(), agreement_id=event.subject_id)


@reacts_to(events.AgreementEnded)
def settle_work_of_ended_agreement(event: events.AgreementEnded, about: EventInfo) -> None:
    settle_agreement_work(_system(), agreement_id=event.subject_id)
    for due_id in event.lapsed_due_ids:
        settle_due_work(_system(), due_id=due_id)


@reacts_to(
    events.ObligationAsked,
    events.ObligationDelivered,
    events.ObligationAccepted,
    events.ObligationNotAccepted,
    events.ObligationReleased,
)
def settle_work_of_due(event: events.DueEvent, about: EventInfo) -> None:
    settle_due_work(_system(), due_id=event.subject_id)


@reacts_to(
    events.ConsultationOpened,
    events.ConsultationAnswered,
    events.ConsultationClosed,
    events.PolicyAdopted,
    events.PolicyDraftDropped,
)
def settle_work_of_draft(event: Any, about: EventInfo) -> None:
    settle_draft_work(_system(), draft_id=event.subject_id)


@reacts_to(events.DraftCommentResolved)
def settle_work_of_resolved_comment(event: events.DraftCommentResolved, about: EventInfo) -> None:
    if event.is_last:
        settle_draft_work(_system(), draft_id=event.subject_id)


@reacts_to(events.PolicyReviewAsked, events.PolicyReviewed, events.PolicyChanged, events.PolicySuperseded)
def settle_work_of_policy(event: Any, about: EventInfo) -> None:
    settle_policy_work(_system(), policy_id=event.subject_id)
