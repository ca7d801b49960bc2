"""Supervision sessions: planned for two, prepared by the worker, held, and the next one planned with it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.queries import case_refs
from anyam.casework.sops.actions import cancel_work, finish_work, start_work
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

from ..choices import SessionState
from ..events import SupervisionDropped, SupervisionHeld, SupervisionPlanned, SupervisionPrepared
from ..models import DiscussedCase, Session, SessionWords
from ..policies import may_hold, may_speak
from ..queries.people import carriers
from ..rules import is_sensible_day
from .days import on_the_day

LONGEST_WORDS = 2000
LONGEST_NOTES = 4000
_MOST_CASES = 30


class DayIsNotPossible(Refusal):
    sentence = _("Choose a day from today on, within a year.")


class WordsAreTooLong(Refusal):
    sentence = _("That is too long. Leave out what stands in the case already.")


class CaseIsNotThere(Refusal):
    sentence = _("Choose cases that both of you may see.")


@action(is_once=True)
def plan_session(actor: Actor, *, worker_id: UUID, on: date, once: UUID | None = None) -> UUID:
    """Plan the next session with somebody of one's agency, or move the one that is planned; its id."""
    require(actor, Permission.SUPERVISE_WORKERS)
    if worker_id not in {one.id for one in carriers(actor)} - {actor.user_id}:
        raise NotFound("worker")
    if not is_sensible_day(on, clock.today()):
        raise DayIsNotPossible(field="on")
    return _plan(actor, worker_id, on).pk


@action()
def prepare_session(actor: Actor, *, session_id: UUID, wishes: str, wellbeing: str = "") -> None:
    """The worker says what to talk about, and how they are if they want to; the other of the two reads it."""
    session = _locked(actor, session_id)
    if not may_speak(actor, session):
        raise NotFound("session to prepare")
    said = {"wishes": clean_text(wishes), "wellbeing": clean_text(wellbeing)}
    for name, words in said.items():
        if len(words) > LONGEST_WORDS:
            raise WordsAreTooLong(field=name)
    _write(session, **said)
    finish_work(actor, session.pk, WorkKind.PREPARE_SUPERVISION)
    record(actor, SupervisionPrepared(*_about(session), session.planned_on))


@action()
def hold_session(
    actor: Actor, *, session_id: UUID, case_ids: Collection[UUID], notes: str, next_on: date | None
) -> None:
    """Note that the two sat together, which cases they spoke about, and when they meet next."""
    session = _locked(actor, session_id)
    if not may_hold(actor, session):
        raise NotFound("session to hold")
    words = clean_text(notes)
    if len(words) > LONGEST_NOTES:
        raise WordsAreTooLong(field="notes")
    if next_on and not is_sensible_day(next_on, clock.today()):
        raise DayIsNotPossible(field="next_on")
    chosen = set(case_ids)
    if len(chosen) > _MOST_CASES or chosen - set(case_refs(actor, chosen)):
        raise CaseIsNotThere(field="case_ids")
    for case_id in sorted(chosen):
        note_discussed(session, case_id)
    _write(session, notes=words)
    session.state, session.held_on = SessionState.HELD, clock.today()
    session.save(update_fields=["state", "held_on"])
    finish_work(actor, session.pk, WorkKind.HOLD_SUPERVISION)
    finish_work(actor, session.pk, WorkKind.PREPARE_SUPERVISION)
    record(actor, SupervisionHeld(*_about(session), clock.today(), session.cases.count()))
    if next_on:
        _plan(actor, session.worker_id, next_on)


@action()
def drop_session(actor: Actor, *, session_id: UUID) -> None:
    """It is not held; what the worker had written stays with the two."""
    session = _locked(actor, session_id)
    if not may_hold(actor, session):
        raise NotFound("session to drop")
    session.state = SessionState.DROPPED
    session.save(update_fields=["state"])
    cancel_work(actor, session.pk)
    record(actor, SupervisionDropped(*_about(session), session.planned_on))


def note_discussed(session: Session, case_id: UUID) -> None:
    DiscussedCase.objects.update_or_create(session=session, case_id=case_id, defaults={"on": clock.today()})


def _plan(actor: Actor, worker_id: UUID, on: date) -> Session:
    values = {"agency_id": actor.agency_id, "planned_on": on, "planned_at": clock.now()}
    session, _is_new = Session.objects.update_or_create(
        supervisor_id=actor.person_id, worker_id=worker_id, state=SessionState.PLANNED, defaults=values
    )
    _put_on_desk(actor, session, WorkKind.HOLD_SUPERVISION, session.supervisor_id)
    _put_on_desk(actor, session, WorkKind.PREPARE_SUPERVISION, session.worker_id)
    record(actor, SupervisionPlanned(*_about(session), on))
    return session


def _put_on_desk(actor: Actor, session: Session, kind: WorkKind, user_id: UUID) -> None:
    start_work(
        actor,
        kind=kind,
        subject_kind=SubjectKind.SUPERVISION,
        subject_id=session.pk,
        agency_id=session.agency_id,
        assignee_id=user_id,
        due_at=on_the_day(session.planned_on),
    )


def _write(session: Session, **words: str) -> None:
    two = {"supervisor_id": session.supervisor_id, "worker_id": session.worker_id}
    SessionWords.objects.update_or_create(session=session, defaults={**two, **words})


def _about(session: Session) -> tuple[UUID, UUID, UUID, UUID]:
    return session.pk, session.agency_id, session.supervisor_id, session.worker_id


def _locked(actor: Actor, session_id: UUID) -> Session:
    require(actor, Permission.TAKE_PART_IN_SUPERVISION)
    return Session.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=session_id)
