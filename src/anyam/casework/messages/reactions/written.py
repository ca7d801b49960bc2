"""Who is told of messages, circulars and shared words, and what becomes of threads when their subject changes."""

from collections.abc import Iterable
from uuid import UUID

from anyam.casework.referrals import events as referrals
from anyam.casework.rights.choices import DestructionPart
from anyam.casework.rights.events import CaseDataDestroyed
from anyam.casework.sops.choices import SubjectKind
from anyam.foundation.access import Actor, Permission, Role
from anyam.foundation.access.roles import PERMISSIONS_OF
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to
from anyam.registry.accounts.queries import officers_of
from anyam.registry.agreements.events import AgreementChanged

from .. import events
from ..actions import forget_threads_of, let_go_of_closed, settle_agreement_threads
from ..choices import NotificationKind as Kind
from ..queries.rooms import recipients_of
from ..queries.terms import agencies_that_spoke
from .people import SYSTEM, Recipients, people_in, tell_people

_CONFIRMING = tuple(role for role in Role if Permission.CONFIRM_CIRCULARS in PERMISSIONS_OF[role])
_DISCUSSING = tuple(role for role in Role if Permission.DISCUSS_TERMS in PERMISSIONS_OF[role])


# --- threads ----------------------------------------------------------------------------------------------------------


@reacts_to(events.ThreadMessageWritten)
def tell_of_message(event: events.ThreadMessageWritten, about: EventInfo) -> None:
    found = recipients_of(SYSTEM, event.thread_id, event.to_agency_ids, about.user_id)
    people: Recipients = [(one, agency_id) for agency_id, ones in found.items() for one in ones]
    kind = Kind.MESSAGE_TO_ACKNOWLEDGE if event.due_at else Kind.MESSAGE_RECEIVED
    tell_people(people, kind, SubjectKind.THREAD, event.thread_id, about)


@reacts_to(events.MessageAcknowledged)
def tell_writer_of_acknowledgement(event: events.MessageAcknowledged, about: EventInfo) -> None:
    if event.writer_id != about.user_id:
        writer: Recipients = [(event.writer_id, event.writer_agency_id)]
        tell_people(writer, Kind.MESSAGE_ACKNOWLEDGED, SubjectKind.THREAD, event.thread_id, about)


@reacts_to(
    referrals.ReferralWithdrawn,
    referrals.ReferralDeclined,
    referrals.ReferralRedirected,
    referrals.ReferralSharingEnded,
)
def let_go_after_referral(event: referrals.ReferralEvent, about: EventInfo) -> None:
    """To whom the words of a referral are closed now, nothing in its threads is asked any more."""
    let_go_of_closed(Actor.system("a referral closed to its receiver"))


@reacts_to(AgreementChanged)
def settle_threads_of_agreement(event: AgreementChanged, about: EventInfo) -> None:
    settle_agreement_threads(Actor.system("parties of an agreement changed"), agreement_id=event.subject_id)


@reacts_to(CaseDataDestroyed)
def forget_threads_of_case(event: CaseDataDestroyed, about: EventInfo) -> None:
    if event.part == DestructionPart.ALL:
        forget_threads_of(Actor.system("data of a case destroyed"), case_id=event.case_id)


# --- circulars --------------------------------------------------------------------------------------------------------


@reacts_to(events.CircularIssued)
def tell_of_circular(event: events.CircularIssued, about: EventInfo) -> None:
    _tell_agencies(event.to_agency_ids, Kind.CIRCULAR_ISSUED, event.subject_id, about)


@reacts_to(events.CircularReminded)
def remind_of_newest_version(event: events.CircularReminded, about: EventInfo) -> None:
    _tell_agencies(event.to_agency_ids, Kind.CIRCULAR_REMINDER, event.subject_id, about)


@reacts_to(events.CircularWithdrawn)
def tell_of_withdrawn_circular(event: events.CircularWithdrawn, about: EventInfo) -> None:
    _tell_agencies(event.to_agency_ids, Kind.CIRCULAR_WITHDRAWN, event.subject_id, about)


# --- terms ------------------------------------------------------------------------------------------------------------


@reacts_to(events.TermProposed)
def tell_of_proposed_term(event: events.TermProposed, about: EventInfo) -> None:
    """Whoever may discuss it, at every other agency of the district."""
    found = (one for role in _DISCUSSING for one in officers_of(SYSTEM, event.district_code, role))
    people: Recipients = [(one.id, one.agency_id) for one in found if one.agency_id != event.agency_id]
    tell_people(people, Kind.TERM_PROPOSED, SubjectKind.TERM, event.subject_id, about)


@reacts_to(events.TermAgreed)
def tell_of_agreed_term(event: events.TermAgreed, about: EventInfo) -> None:
    """Those who proposed and discussed it."""
    spoke = agencies_that_spoke(SYSTEM, event.subject_id)
    people = [one for agency_id in spoke for one in people_in(agency_id, _DISCUSSING, but=about.user_id)]
    tell_people(people, Kind.TERM_AGREED, SubjectKind.TERM, event.subject_id, about)


def _tell_agencies(agency_ids: Iterable[UUID], kind: Kind, circular_id: UUID, about: EventInfo) -> None:
    people = [one for agency_id in agency_ids for one in people_in(agency_id, _CONFIRMING)]
    tell_people(people, kind, SubjectKind.CIRCULAR, circular_id, about)
