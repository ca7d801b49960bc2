"""What agencies owe because of agreements, policies and readiness: each promise is work with a clock."""

from typing import Any

from anyam.foundation.access import Actor
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to
from anyam.registry.agencies.events import CapacityAsked, CapacityStated
from anyam.registry.agreements import events
from anyam.registry.readiness import events as readiness

from .actions import (
    settle_agreement_work,
    settle_capacity_work,
    settle_draft_work,
    settle_due_work,
    settle_policy_work,
    settle_readiness_work,
)
from .choices import WorkKind


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


def _keeper() -> Actor:
    return Actor.system("work on readiness")


@reacts_to(readiness.ChecklistFilled)
def ask_another_agency_to_look(event: readiness.ChecklistFilled, about: EventInfo) -> None:
    for filling_id in (event.subject_id, *event.overtaken_ids):
        settle_readiness_work(_keeper(), kind=WorkKind.VERIFY_READINESS, subject_id=filling_id)
    settle_readiness_work(_keeper(), kind=WorkKind.UPDATE_READINESS, subject_id=event.service_id)


@reacts_to(readiness.ChecklistVerified)
def end_asking_to_look(event: readiness.ChecklistVerified, about: EventInfo) -> None:
    settle_readiness_work(_keeper(), kind=WorkKind.VERIFY_READINESS, subject_id=event.subject_id)
    settle_readiness_work(_keeper(), kind=WorkKind.UPDATE_READINESS, subject_id=event.service_id)


@reacts_to(readiness.ChecklistUpdateAsked)
def ask_to_update_checklists(event: readiness.ChecklistUpdateAsked, about: EventInfo) -> None:
    settle_readiness_work(_keeper(), kind=WorkKind.UPDATE_READINESS, subject_id=event.subject_id)


@reacts_to(readiness.PaperEndWarned, readiness.PaperKept)
def settle_work_of_papers(event: Any, about: EventInfo) -> None:
    for paper_id in (event.subject_id, *getattr(event, "replaced_ids", ())):
        settle_readiness_work(_keeper(), kind=WorkKind.RENEW_PAPER, subject_id=paper_id)


@reacts_to(readiness.CertificateEndWarned)
def ask_to_renew_certificate(event: readiness.CertificateEndWarned, about: EventInfo) -> None:
    settle_readiness_work(_keeper(), kind=WorkKind.RENEW_CERTIFICATE, subject_id=event.subject_id)


@reacts_to(readiness.CertificateKept)
def end_asking_for_replaced_certificate(event: readiness.CertificateKept, about: EventInfo) -> None:
    if event.replaced_id:
        settle_readiness_work(_keeper(), kind=WorkKind.RENEW_CERTIFICATE, subject_id=event.replaced_id)


@reacts_to(readiness.StaffMemberEnded)
def end_asking_who_left(event: readiness.StaffMemberEnded, about: EventInfo) -> None:
    for certificate_id in event.certificate_ids:
        settle_readiness_work(_keeper(), kind=WorkKind.RENEW_CERTIFICATE, subject_id=certificate_id)


@reacts_to(CapacityAsked, CapacityStated)
def settle_work_about_room(event: Any, about: EventInfo) -> None:
    settle_capacity_work(_keeper(), service_id=event.subject_id)
