"""One referral, as far as this actor may see it."""

from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from anyam.casework.cases.queries import case_ref, opened_parts
from anyam.casework.consents.choices import basis_reasons
from anyam.casework.consents.queries import withdrawn_among
from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.queries import has_open_work
from anyam.foundation.access import Actor, NotFound, query
from anyam.foundation.access.choices import Part, Reason
from anyam.foundation.access.explaining import explaining_grant
from anyam.foundation.access.visibility import grants_on
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.foundation.events.definitions import known_kinds
from anyam.foundation.events.queries import KeptEvent, events_of
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.choices import Need
from anyam.registry.agencies.queries import agency_names
from anyam.registry.agencies.results import AgencyName

from ..choices import MessageKind, Party, ReferralState, SafetyFlag, SharingBasis, Verb
from ..models import Referral, ReferralMessage
from ..policies import may_see_summary, parties_of
from ..results import (
    AgencySide,
    Happened,
    LinkedReferral,
    Message,
    Opened,
    ReferralDetail,
    ReferralRow,
    Summary,
)
from ..rules import MAY_BE_PREPARED_AGAIN, Happening, may
from .rows import Names, coordinator_row, receiver_row, sender_row

# After these the sender is reminded to find another service until one is sent or none is needed.
_LOOKS_ON = frozenset({ReferralState.DECLINED, ReferralState.FAILED})


@query
def get_referral(actor: Actor, referral_id: UUID) -> ReferralDetail:
    """Raises NotFound for everybody but the sender who may see the case, the receiver and the coordinator."""
    found = Referral.objects.visible_to(actor).select_related("summary", "follows")
    referral = found.one(id=referral_id)
    parties = sides_of(actor, referral)
    if not parties:
        raise NotFound("referral")
    is_withdrawn = bool(referral.consent_id and withdrawn_among(actor, [referral.consent_id]))
    sees = may_see_summary(referral, parties, is_withdrawn=is_withdrawn)
    messages = list(referral.messages.all()) if sees else []
    events = events_of([referral.id])
    following = list(referral.followed_by.all())
    linked = [*following, *([referral.follows] if referral.follows else [])]
    agencies = agency_names(actor, _agency_ids(referral, messages, events, linked))
    users = user_names(actor, _user_ids(referral, messages, events))
    if sees:
        record_look(
            actor,
            part=Looked.REFERRAL_SUMMARY,
            subject_id=referral.id,
            case_id=referral.case_id,
            explanation=explaining_grant(actor, referral.id),
        )
    return ReferralDetail(
        row=_row(referral, agencies, parties, sees=sees),
        sender=_side(agencies[referral.from_agency_id]),
        receiver=_side(agencies[referral.to_agency_id]),
        officer_name=users.get(referral.officer_id, "") if referral.officer_id else "",
        need=Need(referral.need) if sees else None,
        sharing_basis=SharingBasis(referral.sharing_basis),
        basis_reason=referral.basis_reason,
        basis_reason_label=basis_reasons().label(referral.basis_reason) if referral.basis_reason else "",
        is_consent_withdrawn=is_withdrawn,
        summary=summary_of(referral) if sees else None,
        opened=_opened(actor, referral) if sees and Party.RECEIVER in parties else None,
        messages=tuple(_message(message, agencies, users) for message in messages),
        history=tuple(_happened(event, agencies, users) for event in events if _is_told(event, parties)),
        came_from=_linked(referral.follows, agencies)
        if referral.follows and Party.SENDER in parties
        else None,
        followed_by=tuple(_linked(r, agencies) for r in following) if Party.SENDER in parties else (),
        served_on=referral.served_on,
        is_sender=Party.SENDER in parties,
        is_receiver=Party.RECEIVER in parties,
        is_coordinator=Party.COORDINATOR in parties,
        may_prepare_again=Party.SENDER in parties and referral.state in MAY_BE_PREPARED_AGAIN,
        may_stop_looking=Party.SENDER in parties
        and referral.state in _LOOKS_ON
        and has_open_work(actor, referral.id, WorkKind.FIND_NEXT_SERVICE),
        may_change=Party.SENDER in parties and referral.state == ReferralState.DRAFT,
        **_may_do(referral, parties),
    )


def _opened(actor: Actor, referral: Referral) -> Opened | None:
    """What the accepted referral opened of the case to this officer's desk; nothing else, whatever else is open."""
    grants = [
        grant
        for grant in grants_on(referral.case_id)
        if grant.reason == Reason.REFERRAL
        and grant.agency_id == actor.agency_id
        and grant.role in actor.roles
    ]
    if not grants:
        return None
    wanted = {Part(part) for grant in grants for part in grant.parts}
    parts = opened_parts(actor, referral.case_id, wanted)
    until = [grant.until for grant in grants if grant.until]
    return Opened(min(grant.since for grant in grants), min(until) if until else None, parts)


def sides_of(actor: Actor, referral: Referral) -> tuple[Party, ...]:
    """The sides the actor stands on; the sender's only for those who may see the case."""
    sides = parties_of(actor, referral)
    if Party.SENDER in sides and not actor.is_system:
        try:
            case_ref(actor, referral.case_id)
        except NotFound:
            return tuple(side for side in sides if side is not Party.SENDER)
    return sides


def happening_of(actor: Actor, referral: Referral) -> Happening:
    """The last thing that happened to it, with the names people know."""
    agency_id, user_id = referral.state_agency_id, referral.state_by_id
    agency = agency_names(actor, [agency_id]).get(agency_id) if agency_id else None
    officer = user_names(actor, [user_id]).get(user_id, "") if user_id else ""
    moment = clock.local(referral.state_at)
    when = f"{date_format(moment, 'j F Y')}, {date_format(moment, _('H:i'))}"
    return Happening(when, officer, agency.short_name if agency else "")


def summary_of(referral: Referral) -> Summary:
    shared = referral.summary
    return Summary(
        child_name=shared.child_name,
        age_text=shared.age_text,
        sex=shared.sex,
        village=shared.village,
        request=shared.request,
        facts=shared.facts,
        safety_flags=tuple(SafetyFlag(flag) for flag in shared.safety_flags),
        safety_note=shared.safety_note,
        is_interview_done=shared.is_interview_done,
        interview_note=shared.interview_note,
        contact_name=shared.contact_name,
        contact_phone=shared.contact_phone,
        is_contact_safe=shared.is_contact_safe,
        contact_note=shared.contact_note,
    )


def _may_do(referral: Referral, parties: tuple[Party, ...]) -> dict[str, bool]:
    state = ReferralState(referral.state)
    return {f"may_{verb.value}": may(state, verb, parties) for verb in Verb if verb is not Verb.EXPIRE}


def _row(referral: Referral, names: Names, parties: tuple[Party, ...], *, sees: bool) -> ReferralRow:
    if Party.SENDER in parties:
        return sender_row(referral, names)
    return receiver_row(referral, names) if sees else coordinator_row(referral, names)


def _side(agency: AgencyName) -> AgencySide:
    return AgencySide(agency.id, agency.name, agency.short_name, agency.phone)


def _linked(referral: Referral, names: Names) -> LinkedReferral:
    label = str(ReferralState(referral.state).label)
    return LinkedReferral(
        referral.id, referral.number, referral.service_name, names[referral.to_agency_id].short_name, label
    )


def _message(message: ReferralMessage, names: Names, users: dict[UUID, str]) -> Message:
    agency = names.get(message.agency_id) if message.agency_id else None
    return Message(
        kind=MessageKind(message.kind),
        text=message.text,
        agency=agency.short_name if agency else "",
        written_by=users.get(message.written_by_id, "") if message.written_by_id else "",
        written_at=message.written_at,
    )


def _is_told(event: KeptEvent, parties: tuple[Party, ...]) -> bool:
    """What is not between the two agencies, such as who else is acting for the child, is told to the sender alone."""
    is_between = "to_agency_id" in event.payload
    return hasattr(known_kinds().get(event.kind), "SENTENCE") and (is_between or Party.SENDER in parties)


def _happened(event: KeptEvent, names: Names, users: dict[UUID, str]) -> Happened:
    cls = known_kinds()[event.kind]
    codes = {
        field: choices(event.payload[field]).label
        for field, choices in getattr(cls, "LABELS", {}).items()
        if event.payload.get(field)
    }
    receiver_id = event.payload.get("to_agency_id")
    receiver = names.get(UUID(receiver_id)) if receiver_id else None
    agency = names.get(event.agency_id) if event.agency_id else None
    return Happened(
        at=event.occurred_at,
        sentence=str(cls.SENTENCE) % {**codes, "to_agency": receiver.short_name if receiver else ""},  # type: ignore[attr-defined]
        officer=users.get(event.user_id, "") if event.user_id else "",
        agency=agency.short_name if agency else "",
    )


def _agency_ids(
    referral: Referral, messages: list[ReferralMessage], events: list[KeptEvent], linked: list[Referral]
) -> set[UUID]:
    ids = {referral.from_agency_id, referral.to_agency_id, *(r.to_agency_id for r in linked)}
    ids.update(m.agency_id for m in messages if m.agency_id)
    ids.update(e.agency_id for e in events if e.agency_id)
    return ids


def _user_ids(referral: Referral, messages: list[ReferralMessage], events: list[KeptEvent]) -> set[UUID]:
    ids = {m.written_by_id for m in messages} | {e.user_id for e in events} | {referral.officer_id}
    return {user_id for user_id in ids if user_id}
