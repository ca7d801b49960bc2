"""What is decided for a child in supervision: a note in its case, with somebody who does it by a day."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.queries import case_to_work_on
from anyam.casework.sops.actions import finish_work, start_work
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

from ..choices import DecisionState, SessionState
from ..events import CaseDecided, CaseDecisionFinished
from ..models import CaseDecision, Session
from ..policies import leads, may_finish
from ..queries.people import owners_of
from ..rules import is_sensible_day
from .days import on_the_day
from .sessions import note_discussed

_LONGEST = 1000


class DecisionNeedsWords(Refusal):
    sentence = _("Write what was decided, in at most 1000 characters.")


class DecisionNeedsOwner(Refusal):
    sentence = _("Choose who does it: one of those at work with the case.")


class DecisionNeedsDay(Refusal):
    sentence = _("Choose by when: a day from today on, within a year.")


class CaseIsClosed(Refusal):
    sentence = _("This case is closed. Reopen it first, with the reason.")


class DoneNeedsWords(Refusal):
    sentence = _("Write what was done, in at most 1000 characters.")


class IsDoneAlready(Refusal):
    sentence = _("This was done already. Open it again to see by whom.")


@action(is_once=True)
def decide_in_case(
    actor: Actor,
    *,
    session_id: UUID,
    case_id: UUID,
    words: str,
    owner_id: UUID,
    due_on: date,
    once: UUID | None = None,
) -> UUID:
    """Write a decision of a session into the case and put it on its owner's desk; its id."""
    require(actor, Permission.SUPERVISE_WORKERS)
    session = Session.objects.visible_to(actor).one(pk=session_id)
    if not leads(actor, session) or session.state == SessionState.DROPPED:
        raise NotFound("session to decide in")
    case = case_to_work_on(actor, case_id)
    if not case.is_open:
        raise CaseIsClosed
    said = clean_text(words)
    if not 0 < len(said) <= _LONGEST:
        raise DecisionNeedsWords(field="words")
    if owner_id not in {one.id for one in owners_of(actor, case)}:
        raise DecisionNeedsOwner(field="owner_id")
    if not is_sensible_day(due_on, clock.today()):
        raise DecisionNeedsDay(field="due_on")
    made = CaseDecision.objects.create(
        session=session,
        case_id=case_id,
        words=said,
        owner_id=owner_id,
        due_on=due_on,
        made_at=clock.now(),
        made_by_id=actor.person_id,
    )
    note_discussed(session, case_id)
    start_work(
        actor,
        kind=WorkKind.DO_CASE_DECISION,
        subject_kind=SubjectKind.CASE_DECISION,
        subject_id=made.pk,
        case_id=case_id,
        agency_id=case.agency_id,
        reference=case.number,
        assignee_id=owner_id,
        due_at=on_the_day(due_on),
    )
    record(actor, CaseDecided(made.pk, case_id, case.agency_id, owner_id, due_on))
    return made.pk


@action()
def finish_case_decision(actor: Actor, *, decision_id: UUID, words: str) -> None:
    """Say what was done; it stands in the case, and the work is off the desk."""
    require(actor, Permission.TAKE_PART_IN_SUPERVISION)
    found = CaseDecision.objects.visible_to(actor).select_for_update(of=("self",))
    row = found.one(pk=decision_id)
    if row.state != DecisionState.OPEN:
        raise IsDoneAlready
    if not may_finish(actor, row):
        raise NotFound("decision to finish")
    said = clean_text(words)
    if not 0 < len(said) <= _LONGEST:
        raise DoneNeedsWords(field="words")
    row.state, row.done_words = DecisionState.DONE, said
    row.done_at, row.done_by_id = clock.now(), actor.person_id
    row.save(update_fields=["state", "done_words", "done_at", "done_by"])
    finish_work(actor, row.pk, WorkKind.DO_CASE_DECISION)
    agency_id = case_to_work_on(actor, row.case_id).agency_id
    record(actor, CaseDecisionFinished(row.pk, row.case_id, agency_id, clock.today() > row.due_on))
