"""What a thread is about: how it opens, and which agencies would hear what is written there."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from anyam.casework.cases.queries import case_refs
from anyam.casework.meetings.queries import case_behind_meeting
from anyam.casework.referrals.queries import case_behind_referral
from anyam.foundation.access import Actor, NotFound, Permission, Role, query, require
from anyam.foundation.access.choices import Level, Reason
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import blocks_on, grants_on, parts_open_to
from anyam.registry.accounts.queries import people_at, people_with_role
from anyam.registry.agencies.queries import agency_names
from anyam.registry.agreements.queries import get_agreement

from ..choices import ThreadAbout
from ..models import GATES, Thread
from ..models.thread import InRoom

_SYSTEM = Actor.system("who hears what agencies write to each other")
# Who answers first for an agency where nobody is named.
ANSWERING = (
    Role.PARTNER_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.AGENCY_HEAD, Role.COORDINATOR, Role.CASE_WORKER,
    Role.FRONT_OFFICE, Role.REGENT_OFFICE, Role.REVIEWER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR,
)  # fmt: skip


@dataclass(frozen=True)
class Room:
    """A subject, as its threads need it."""

    about: ThreadAbout
    subject_id: UUID
    reference: str
    case_id: UUID | None = None
    referral_id: UUID | None = None
    room_id: UUID | None = None
    parties: tuple[UUID, ...] = ()

    @property
    def dossier_id(self) -> UUID:
        return self.case_id or self.subject_id


@dataclass
class Listener:
    """Through whom an agency hears: people who were named, roles, or anybody there."""

    people: list[UUID] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)
    is_house: bool = False


def room_of(actor: Actor, about: ThreadAbout, subject_id: UUID) -> Room:
    """The subject, for those to whom its words are open. Raises NotFound."""
    if about is ThreadAbout.AGREEMENT:
        return _agreement(actor, subject_id)
    if about is ThreadAbout.CASE:
        case = case_refs(actor, [subject_id]).get(subject_id)
        if case is None:
            raise NotFound("case")
        room = Room(about, subject_id, case.number, case_id=subject_id)
    elif about is ThreadAbout.REFERRAL:
        number, case_id = case_behind_referral(actor, subject_id)
        room = Room(about, subject_id, number, case_id=case_id, referral_id=subject_id)
    else:
        number, behind = case_behind_meeting(actor, subject_id)
        room = Room(about, subject_id, number, case_id=behind, room_id=subject_id)
    if not any(part in parts_open_to(actor, one) for one, part in _gates(room)):
        raise NotFound(about)
    return room


def listeners_in(room: Room | InRoom, parties: tuple[UUID, ...] = ()) -> dict[UUID, Listener]:
    """The agencies that may read and write there, by id. Whoever is barred hears nothing."""
    heard: dict[UUID, Listener] = defaultdict(Listener)
    barred = set(blocks_on(*_dossiers(room)).values_list("user_id", flat=True))
    for dossier_id, part in _gates(room):
        for given in sorted(grants_on(dossier_id), key=lambda one: one.reason != Reason.MANAGER):
            if part not in given.parts or given.level != Level.WRITE or given.agency_id is None:
                continue
            if given.user_id is None:
                listener = heard[given.agency_id]
                listener.roles |= {Role(given.role)} if given.role else set()
                listener.is_house = listener.is_house or not given.role
            elif given.user_id not in barred:
                heard[given.agency_id].people.append(given.user_id)
    for agency_id in parties:
        heard[agency_id].is_house = True
    return dict(heard)


def people_behind(room: Room | InRoom, agency_id: UUID, listener: Listener) -> list[UUID]:
    """Whom of the agency to tell: those who were named, else whoever answers first in a role that hears."""
    barred = set(blocks_on(*_dossiers(room)).values_list("user_id", flat=True))
    if listener.people:
        return [one for one in dict.fromkeys(listener.people) if one not in barred]
    for role in ANSWERING:
        if listener.is_house or role in listener.roles:
            found = [one.id for one in people_with_role(_SYSTEM, agency_id, role) if one.id not in barred]
            if found:
                return found
    return (
        [one.id for one in people_at(_SYSTEM, agency_id) if one.id not in barred] if listener.is_house else []
    )


@dataclass(frozen=True)
class Owner:
    """Whose work it is: a person's, or a role's."""

    person_id: UUID | None = None
    role: str = ""


def owner_of(room: Room | InRoom, agency_id: UUID, listener: Listener, but: UUID | None) -> Owner:
    """Whose work it is at the agency: the person who was named, else a role that hears."""
    people = [one for one in people_behind(room, agency_id, listener) if one != but]
    if listener.people and people:
        return Owner(person_id=people[0])
    held = [one for one in ANSWERING if listener.is_house or one in listener.roles]
    found = (one for one in held if people_with_role(_SYSTEM, agency_id, one))
    return Owner(role=next(found, held[0] if held else Role.SUPERVISOR))


def names_heard(actor: Actor, heard: dict[UUID, Listener]) -> tuple[tuple[UUID, str], ...]:
    """The agencies by name, the actor's own last."""
    names = agency_names(actor, heard)
    rows = [(one, names[one].short_name or names[one].name) for one in heard if one in names]
    return tuple(sorted(rows, key=lambda row: (row[0] == actor.agency_id, row[1].casefold())))


@query
def recipients_of(
    actor: Actor, thread_id: UUID, agency_ids: tuple[UUID, ...], but: UUID | None
) -> dict[UUID, list[UUID]]:
    """Whom to tell at each of these agencies, for the system that tells them."""
    require(actor, Permission.SEND_NOTIFICATIONS)
    thread = Thread.objects.visible_to(actor).one(pk=thread_id)
    heard = listeners_in(thread)
    return {
        one: [person for person in people_behind(thread, one, heard[one]) if person != but]
        for one in agency_ids
        if one in heard
    }


def _agreement(actor: Actor, agreement_id: UUID) -> Room:
    """For its parties, the agency that drafts it, and the secretariat; others may read what was signed, not this."""
    detail = get_agreement(actor, agreement_id)
    parties = dict.fromkeys([one.agency_id for one in detail.parties if one.agency_id])
    parties[detail.drafter_id] = None
    looks_after = actor.may(Permission.ACT_FOR_OUTSIDE_BODIES)
    if not (actor.is_system or looks_after or actor.agency_id in parties):
        raise NotFound("agreement")
    return Room(
        ThreadAbout.AGREEMENT,
        agreement_id,
        detail.row.reference,
        room_id=agreement_id,
        parties=tuple(parties),
    )


def _gates(room: Room | InRoom) -> list[tuple[UUID, str]]:
    return [(one, part) for column, part in GATES if (one := getattr(room, column)) is not None]


def _dossiers(room: Room | InRoom) -> set[UUID]:
    return {room.dossier_id, *(one for one, _part in _gates(room))}


@query
def parties_of_agreement(actor: Actor, agreement_id: UUID) -> tuple[UUID, ...]:
    """The agencies to which the threads of an agreement are open."""
    require(actor, Permission.WRITE_MESSAGES)
    with acting(_SYSTEM):
        return _agreement(_SYSTEM, agreement_id).parties
