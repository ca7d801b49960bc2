"""Who is told of SOPs and agreements: those who sign, who work by them, and who answer for a delivery."""

from collections.abc import Iterable
from uuid import UUID

from anyam.casework.sops import events
from anyam.casework.sops.choices import SubjectKind
from anyam.foundation.access import Permission, Role
from anyam.foundation.access.roles import PERMISSIONS_OF
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to
from anyam.registry.accounts.queries import coordinators_of
from anyam.registry.agreements.events import ObligationEvidenceAdded

from ..choices import NotificationKind as Kind
from .people import SYSTEM, people_in, receivers, tell_people

_SIGNING = (Role.AGENCY_HEAD,)
_WRITING = (Role.COORDINATOR, Role.AGENCY_HEAD)
_ANSWERING = tuple(role for role in Role if Permission.KEEP_OBLIGATIONS in PERMISSIONS_OF[role])


@reacts_to(events.SopProposed)
def tell_of_sop_to_sign(event: events.SopProposed, about: EventInfo) -> None:
    signers = [
        one for agency_id in event.agency_ids for one in people_in(agency_id, _SIGNING, but=about.user_id)
    ]
    tell_people(signers, Kind.SOP_TO_SIGN, SubjectKind.SOP, event.subject_id, about)


@reacts_to(events.SopDeclined)
def tell_of_declined_sop(event: events.SopDeclined, about: EventInfo) -> None:
    writers = people_in(event.owner_agency_id, _WRITING, but=about.user_id)
    tell_people(writers, Kind.SOP_DECLINED, SubjectKind.SOP, event.subject_id, about)


@reacts_to(events.SopAgreed)
def tell_of_agreed_sop(event: events.SopAgreed, about: EventInfo) -> None:
    _tell_those_who_work_by_it(event.agency_ids, Kind.SOP_AGREED, event.subject_id, about)


@reacts_to(events.SopRetired)
def tell_of_ending_sop(event: events.SopRetired, about: EventInfo) -> None:
    _tell_those_who_work_by_it(event.agency_ids, Kind.SOP_ENDS, event.subject_id, about)


def _tell_those_who_work_by_it(
    agency_ids: Iterable[UUID], kind: Kind, version_id: UUID, about: EventInfo
) -> None:
    workers = [one for agency_id in agency_ids for one in receivers(agency_id)]
    tell_people(workers, kind, SubjectKind.SOP, version_id, about)


@reacts_to(ObligationEvidenceAdded)
def tell_creditor_of_evidence(event: ObligationEvidenceAdded, about: EventInfo) -> None:
    """Whoever answers the delivery; for a body without an account that is the secretariat."""
    if event.creditor_agency_id:
        people = people_in(event.creditor_agency_id, _ANSWERING, but=about.user_id)
    else:
        found = coordinators_of(SYSTEM, event.district_code)
        people = [(user.id, user.agency_id) for user in found if user.id != about.user_id]
    subject = SubjectKind.OBLIGATION, event.subject_id
    tell_people(people, Kind.EVIDENCE_ADDED, *subject, about, until_read=True)
