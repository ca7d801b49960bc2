"""Planning and noting that a child is asked, after showing that it was asked already."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import cancel_work, finish_work, start_work
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, step
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.core.working_time import end_of_office_day
from anyam.foundation.events.recording import record
from anyam.registry.agencies.queries import agency_names

from .. import choices
from ..choices import (
    OFFERED_TO_CANCEL,
    CancelReason,
    Companion,
    InterviewState,
    RecordKind,
    Setting,
    Spared,
)
from ..events import (
    InterviewCancelled,
    InterviewNoted,
    InterviewPlanned,
    InterviewRepeated,
    InterviewSpared,
)
from ..models import Interview, SparedInterview
from ..policies import may_register
from ..queries import find_asked_before
from ..results import AskedBefore, Dossier, InterviewInput
from .holding import checked_words, held_dossier

_LONGEST_PLACE = 300
_LONGEST_AHEAD = timedelta(days=730)
_OLDEST = timedelta(days=18 * 366)


class AskedAlready(Refusal):
    """Carries what was found, as far as the person may know of it."""

    sentence = _(
        "The child was asked about this already, or is going to be. Use what is recorded, take part in what is "
        "planned, or go on with a reason."
    )

    def __init__(self, found: AskedBefore) -> None:
        super().__init__(field="despite")
        self.found = found


class TopicMissing(Refusal):
    sentence = _("Choose at least one topic from the list.")


class NotFromList(Refusal):
    sentence = _("Choose from the list.")


class InterviewDayNotPossible(Refusal):
    sentence = _("An interview that took place has a day up to today; a planned one has a day from today on.")


class AskerUnknown(Refusal):
    sentence = _("Choose the agency that asks the child.")


class NotPlannedAnyMore(Refusal):
    sentence = _("This interview is not planned any more. Open it again to see what became of it.")


class NobodyAsked(Refusal):
    sentence = _(
        "Nobody has asked the child about this in the time the district looks at. You can note it now."
    )


@action(is_once=True)
def note_interview(
    actor: Actor,
    *,
    dossier_id: UUID,
    given: InterviewInput,
    despite: str | None = None,
    once: UUID | None = None,
) -> UUID:
    """Enter an interview that took place; its id.

    Raises AskedAlready where the child was asked about the same story near that day, unless `despite` says why; and
    TopicMissing, NotFromList, InterviewDayNotPossible, AskerUnknown, TooLong, DossierIsClosed, NotFound.
    """
    dossier = _held(actor, dossier_id)
    _check(actor, given, is_held=True)
    found = _ask(actor, dossier, given, despite)
    row = _keep(actor, dossier, given, InterviewState.HELD, found, despite or "")
    record(actor, InterviewNoted(row.pk, dossier_id, row.agency_id))
    _note_repeating(actor, row)
    return row.pk


@action(is_once=True)
def plan_interview(
    actor: Actor,
    *,
    dossier_id: UUID,
    given: InterviewInput,
    despite: str | None = None,
    once: UUID | None = None,
) -> UUID:
    """Plan an interview; its id. To enter what became of it is work on that day. Raises as `note_interview`."""
    dossier = _held(actor, dossier_id)
    _check(actor, given, is_held=False)
    found = _ask(actor, dossier, given, despite)
    row = _keep(actor, dossier, given, InterviewState.PLANNED, found, despite or "")
    start_work(
        actor,
        kind=WorkKind.NOTE_INTERVIEW,
        subject_kind=SubjectKind.INTERVIEW,
        subject_id=row.pk,
        case_id=dossier_id,
        agency_id=actor.agency_id,
        assignee_id=actor.user_id,
        reference=dossier.number,
        district_code=dossier.district_code,
        due_at=end_of_office_day(given.on),
    )
    record(actor, InterviewPlanned(row.pk, dossier_id, row.agency_id))
    _note_repeating(actor, row)
    return row.pk


@action()
def finish_interview(
    actor: Actor,
    *,
    interview_id: UUID,
    on: date,
    setting: str,
    companion: str,
    records: Collection[str] = (),
    record_place: str = "",
) -> None:
    """Enter that a planned interview took place. Raises NotPlannedAnyMore, and as `note_interview`."""
    row = _planned(actor, interview_id)
    given = InterviewInput(
        on=on,
        topics=tuple(row.topics),
        agency_id=row.agency_id,
        role=row.role,
        purpose=row.purpose,
        basis=row.basis,
        setting=setting,
        companion=companion,
        records=tuple(records),
        record_place=record_place,
    )
    _check(actor, given, is_held=True)
    row.state, row.on, row.setting, row.companion = InterviewState.HELD, on, setting, companion
    row.records = list(records)
    row.record_place = clean_line(record_place)
    row.save(update_fields=["state", "on", "setting", "companion", "records", "record_place"])
    finish_work(actor, row.pk, WorkKind.NOTE_INTERVIEW)
    record(actor, InterviewNoted(row.pk, row.dossier_id, row.agency_id))


@action()
def cancel_interview(actor: Actor, *, interview_id: UUID, reason: str) -> None:
    """Enter that a planned interview does not take place. Raises NotPlannedAnyMore, NotFromList, NotFound."""
    row = _planned(actor, interview_id)
    if reason not in OFFERED_TO_CANCEL:
        raise NotFromList(field="reason")
    _call_off(actor, row, CancelReason(reason))


@step
def call_off_interviews_of(actor: Actor, dossier_id: UUID) -> None:
    """Nothing is planned in a case that closes; the closing above has asked."""
    for row in Interview.objects.filter(dossier_id=dossier_id, state=InterviewState.PLANNED):
        _call_off(actor, row, CancelReason.CASE_CLOSED)


@action(is_once=True)
def use_record(
    actor: Actor,
    *,
    dossier_id: UUID,
    topics: Collection[str],
    on: date,
    once: UUID | None = None,
) -> UUID:
    """Note that the record of an earlier interview is used instead of asking the child again; the note's id.

    Raises NobodyAsked where there is none any more, TopicMissing, DossierIsClosed, NotFound.
    """
    dossier = _held(actor, dossier_id)
    return note_spared(actor, dossier.id, topics, on, Spared.USED_RECORD)


@step
def note_spared(actor: Actor, dossier_id: UUID, topics: Collection[str], on: date, how: Spared) -> UUID:
    """Keep that the child is not asked again; the caller has asked whether the actor works on the dossier."""
    _check_topics(topics)
    found = find_asked_before(actor, dossier_id, tuple(topics), on)
    if not found.ids or (how is Spared.JOINED and not found.may_join):
        raise NobodyAsked
    row = SparedInterview.objects.create(
        dossier_id=dossier_id,
        how=how,
        topics=sorted(topics),
        known=sorted(found.ids),
        agency_id=actor.agency_id,
        made_at=clock.now(),
        made_by_id=actor.user_id,
    )
    record(actor, InterviewSpared(row.pk, dossier_id, how.value, len(found.ids)))
    return row.pk


def _held(actor: Actor, dossier_id: UUID) -> Dossier:
    dossier = held_dossier(actor, dossier_id, Permission.NOTE_FACTS)
    if not may_register(actor, dossier):
        raise NotFound("register of interviews")
    return dossier


def _planned(actor: Actor, interview_id: UUID) -> Interview:
    dossier_id = Interview.objects.visible_to(actor).one(pk=interview_id).dossier_id
    _held(actor, dossier_id)
    row: Interview = Interview.objects.select_for_update(of=("self",)).get(pk=interview_id)
    if row.state != InterviewState.PLANNED:
        raise NotPlannedAnyMore
    return row


def _call_off(actor: Actor, row: Interview, reason: CancelReason) -> None:
    row.state, row.cancel_reason = InterviewState.CANCELLED, reason
    row.save(update_fields=["state", "cancel_reason"])
    cancel_work(actor, row.pk, WorkKind.NOTE_INTERVIEW)
    record(actor, InterviewCancelled(row.pk, row.dossier_id, reason.value))


def _ask(actor: Actor, dossier: Dossier, given: InterviewInput, despite: str | None) -> AskedBefore:
    """Raises AskedAlready where the child was asked and no known reason is given."""
    found = find_asked_before(actor, dossier.id, given.topics, given.on)
    if found.ids and despite not in choices.interview_reasons().codes():
        raise AskedAlready(found)
    return found


def _keep(
    actor: Actor,
    dossier: Dossier,
    given: InterviewInput,
    state: InterviewState,
    found: AskedBefore,
    despite: str,
) -> Interview:
    return Interview.objects.create(
        dossier_id=dossier.id,
        state=state,
        on=given.on,
        topics=sorted(set(given.topics)),
        agency_id=given.agency_id,
        role=given.role,
        purpose=given.purpose,
        basis=given.basis,
        setting=given.setting,
        companion=given.companion,
        records=list(given.records),
        record_place=clean_line(given.record_place),
        reason=despite if found.ids else "",
        known=sorted(found.ids),
        noted_at=clock.now(),
        noted_by_id=actor.user_id,
    )


def _note_repeating(actor: Actor, row: Interview) -> None:
    if row.known:
        record(actor, InterviewRepeated(row.pk, row.dossier_id, row.reason, len(row.known)))


def _check(actor: Actor, given: InterviewInput, *, is_held: bool) -> None:
    _check_topics(given.topics)
    today = clock.today()
    if is_held and not today - _OLDEST <= given.on <= today:
        raise InterviewDayNotPossible(field="on")
    if not is_held and not today <= given.on <= today + _LONGEST_AHEAD:
        raise InterviewDayNotPossible(field="on")
    if given.agency_id not in agency_names(actor, [given.agency_id]):
        raise AskerUnknown(field="agency_id")
    for field, value, known in (
        ("role", given.role, choices.interview_roles().codes()),
        ("purpose", given.purpose, choices.interview_purposes().codes()),
        ("basis", given.basis, choices.interview_bases().codes()),
        ("setting", given.setting, frozenset(Setting.values) | (frozenset() if is_held else {""})),
        ("companion", given.companion, frozenset(Companion.values) | (frozenset() if is_held else {""})),
    ):
        if value not in known:
            raise NotFromList(field=field)
    if not frozenset(RecordKind.values).issuperset(given.records):
        raise NotFromList(field="records")
    checked_words(clean_line(given.record_place), _LONGEST_PLACE, "record_place")


def _check_topics(topics: Collection[str]) -> None:
    if not topics or not choices.interview_topics().codes().issuperset(topics):
        raise TopicMissing(field="topics")
