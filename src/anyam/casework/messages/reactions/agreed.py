"""Who is told of SOPs: those who sign, those whose SOP it is, and those who work by it."""

from collections.abc import Iterable
from uuid import UUID

from anyam.casework.sops import events
from anyam.casework.sops.choices import SubjectKind
from anyam.foundation.access import Role
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to

from ..choices import NotificationKind as Kind
from .people import people_in, receivers, tell_people

_SIGNING = (Role.AGENCY_HEAD,)
_WRITING = (Role.COORDINATOR, Role.AGENCY_HEAD)


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
