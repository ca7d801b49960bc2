"""Handling an incident: its clock, whom it touches, who was told, and what is learnt."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.queries import case_refs
from anyam.casework.oversight.queries import span_of_review
from anyam.casework.sops.actions import cancel_work, start_work
from anyam.casework.sops.choices import EndReason, PromiseKey, SubjectKind, WorkKind
from anyam.casework.sops.queries import due_by_promise
from anyam.foundation.access import Actor, NotFound, Permission, Role, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text
from anyam.foundation.events.recording import record
from anyam.registry.accounts.queries import agencies_with_role
from anyam.registry.people.queries import addresses_of

from ..choices import Harm, NoticeTo
from ..events import BreachClosed, BreachNoticeRecorded, BreachOpened, BreachSubjectsListed
from ..models import Breach, BreachNotice, BreachSubject, BreachWords
from ..queries.breaches import hindrances, radius
from ..results import BreachInput
from ..rules import safe_channel
from .numbering import number_of

_SYSTEM = Actor.system("data incident")


class SpanIsNotSensible(Refusal):
    sentence = _("The incident must begin before it ends, and be known today or earlier.")


class WordsAreMissing(Refusal):
    sentence = _("Write in a few words what happened, without names.")


class BreachIsClosed(Refusal):
    sentence = _("This incident is closed.")


class BreachIsNotDone(Refusal):
    """Something is still owed; the sentence says what."""


@action(is_once=True)
def open_breach(actor: Actor, *, given: BreachInput, once: UUID | None = None) -> UUID:
    """Open an incident; the notice is due three times 24 hours after it was known (UU 27/2022 art. 46)."""
    require(actor, Permission.HANDLE_BREACHES)
    if not clean_text(given.happened) or not given.harms:
        raise WordsAreMissing(field="harms" if clean_text(given.happened) else "happened")
    if not given.from_at < given.to_at or given.known_at > clock.now() or given.from_at > given.known_at:
        raise SpanIsNotSensible(field="to_at")
    return _open(actor, given, actor.district_code, actor.agency_id)


@action(is_once=True)
def open_breach_after_review(
    actor: Actor,
    *,
    review_id: UUID,
    looker_id: UUID,
    looker_agency_id: UUID,
    district_code: str,
    once: UUID | None = None,
) -> UUID:
    """Another agency judged that harm is possible: an incident begins, its clock runs from now."""
    require(actor, Permission.HANDLE_BREACHES)
    first, last = span_of_review(actor, review_id)
    given = BreachInput(
        happened=str(
            _("A reviewer of another agency judged that harm is possible: see the review of looks.")
        ),
        harms=(Harm.CONFIDENTIALITY,),
        known_at=clock.now(),
        from_at=first,
        to_at=last + timedelta(seconds=1),
        account_id=looker_id,
    )
    officers = agencies_with_role(actor, Role.DATA_PROTECTION_OFFICER)
    here = [agency_id for agency_id, district in officers if district == district_code]
    here.sort(
        key=lambda agency_id: agency_id == looker_agency_id
    )  # the looker's own agency only where no other is
    return _open(actor, given, district_code, here[0] if here else None)


def _open(actor: Actor, given: BreachInput, district_code: str, agency_id: UUID | None) -> UUID:
    """Write the incident down and, where an agency has officers, ask them for the notice."""
    number_id = new_id()
    breach = Breach.objects.create(
        id=number_id,
        number=number_of("IN", number_id),
        district_code=district_code,
        harms=[harm.value for harm in given.harms],
        account_id=given.account_id,
        from_at=given.from_at,
        to_at=given.to_at,
        known_at=given.known_at,
        due_at=due_by_promise(actor, PromiseKey.BREACH_NOTICE, given.known_at),
        opened_by_id=actor.user_id,
    )
    happened, handling = clean_text(given.happened), clean_text(given.handling)
    BreachWords.objects.create(breach=breach, happened=happened, handling=handling)
    if agency_id:
        start_work(
            actor,
            kind=WorkKind.NOTIFY_BREACH,
            subject_kind=SubjectKind.BREACH,
            subject_id=breach.id,
            agency_id=agency_id,
            role=Role.DATA_PROTECTION_OFFICER,
            reference=breach.number,
            due_at=breach.due_at,
            promise_key=PromiseKey.BREACH_NOTICE,
        )
    record(actor, BreachOpened(breach.id, breach.number, breach.due_at))
    return breach.id


@action()
def list_breach_subjects(actor: Actor, *, breach_id: UUID) -> int:
    """Keep whom the incident reached, with the safe way to tell each; how many there are."""
    require(actor, Permission.HANDLE_BREACHES)
    breach = _locked(actor, breach_id)
    reached = radius(actor, breach).cases
    cases = case_refs(_SYSTEM, [one.case_id for one in reached])
    addresses = addresses_of(_SYSTEM, {case.child_id for case in cases.values()})
    for one in reached:
        address = addresses.get(cases[one.case_id].child_id)
        BreachSubject.objects.update_or_create(
            breach=breach,
            case_id=one.case_id,
            defaults={
                "case_number": one.case_number,
                "parts": list(one.parts),
                "looks": one.looks,
                "channel": safe_channel(
                    is_safe_to_call=address.is_safe_to_call if address else None,
                    has_phone=bool(address and address.phone),
                    is_secret=bool(address and address.is_secret),
                    is_unsafe_to_visit=bool(address and address.is_unsafe_to_visit),
                    has_address=bool(address and address.address),
                ),
            },
        )
    breach.listed_at = clock.now()
    breach.save(update_fields=["listed_at"])
    record(actor, BreachSubjectsListed(breach.id, breach.number, len(reached)))
    return len(reached)


@action()
def note_subject_told(actor: Actor, *, breach_id: UUID, subject_id: UUID) -> None:
    """Note that the people of one case were told, by the safe way."""
    require(actor, Permission.HANDLE_BREACHES)
    breach = _locked(actor, breach_id)
    changed = BreachSubject.objects.filter(breach=breach, pk=subject_id, told_at__isnull=True).update(
        told_at=clock.now(), told_by_id=actor.user_id
    )
    if not changed:
        raise NotFound("subject")
    record(actor, BreachNoticeRecorded(breach.id, breach.number, NoticeTo.SUBJECT.value))


@action()
def note_notice(actor: Actor, *, breach_id: UUID, to: NoticeTo, reference: str = "") -> None:
    """Note a notice that went out, with the letter's number."""
    require(actor, Permission.HANDLE_BREACHES)
    breach = _locked(actor, breach_id)
    BreachNotice.objects.create(
        breach=breach,
        to=to,
        sent_at=clock.now(),
        sent_by_id=actor.user_id,
        reference_note=clean_line(reference)[:120],
    )
    if to is NoticeTo.AUTHORITY:
        cancel_work(actor, breach.id, WorkKind.NOTIFY_BREACH, EndReason.DONE)
    record(actor, BreachNoticeRecorded(breach.id, breach.number, to.value))


@action()
def close_breach(actor: Actor, *, breach_id: UUID, lessons: str) -> None:
    """Close an incident once everybody was told, with what is learnt from it."""
    require(actor, Permission.HANDLE_BREACHES)
    breach = _locked(actor, breach_id)
    owed = hindrances(breach)
    if owed:
        raise BreachIsNotDone(" ".join(owed))
    if not clean_text(lessons):
        raise WordsAreMissing(_("Write what will be done differently."), field="lessons")
    breach.words.lessons = clean_text(lessons)
    breach.words.save()
    breach.closed_at = clock.now()
    breach.save(update_fields=["closed_at"])
    cancel_work(actor, breach.id)
    record(actor, BreachClosed(breach.id, breach.number))


def _locked(actor: Actor, breach_id: UUID) -> Breach:
    found = Breach.objects.visible_to(actor).select_related("words").select_for_update(of=("self",))
    breach = found.one(pk=breach_id)
    if breach.closed_at is not None:
        raise BreachIsClosed
    return breach
