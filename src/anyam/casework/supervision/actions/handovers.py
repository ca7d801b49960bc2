"""One case from hand to hand: prepared with what must be known, taken with a yes, given back with what happened."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.queries import free_to_hold
from anyam.casework.sops.actions import finish_work, start_work
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

from ..choices import FamilyTold, HandoverState
from ..events import HandoverAnswered, HandoverAsked, HandoverReturned
from ..models import Handover, HandoverWords
from ..policies import may_answer, may_give_back, may_prepare
from ..queries.people import carriers
from .absences import away_between
from .days import by_the_day
from .moving import begin_if_due, end_line, settle_preparing

_LONGEST = 2000


class SafetyNoteIsMissing(Refusal):
    sentence = _("Write what the stand-in must know for the child’s safety, in at most 2000 characters.")


class FamilyIsForgotten(Refusal):
    sentence = _("Say whether the child and family know who comes now.")


class CannotTakeIt(Refusal):
    sentence = _("This person cannot take this case now. Choose somebody else.")


class HappenedIsMissing(Refusal):
    sentence = _("Write what happened, in at most 2000 characters; “nothing new” is an answer too.")


@action()
def prepare_handover(
    actor: Actor, *, handover_id: UUID, to_id: UUID, safety_note: str, family_told: str
) -> None:
    """Write down what must be known, and ask somebody to take the case."""
    line = _locked(actor, handover_id)
    if not may_prepare(actor, line):
        raise NotFound("hand-over to prepare")
    said = clean_text(safety_note)
    if not 0 < len(said) <= _LONGEST:
        raise SafetyNoteIsMissing(field="safety_note")
    if family_told not in FamilyTold.values:
        raise FamilyIsForgotten(field="family_told")
    others = {one.id for one in carriers(actor)} - {line.absence.person_id}
    is_away = away_between(to_id, line.absence.first_on, line.absence.last_on)
    if to_id not in others or is_away or not free_to_hold(actor, line.case_id, [to_id]):
        raise CannotTakeIt(field="to_id")
    line.to_id, line.family_told = to_id, family_told
    line.state, line.asked_at = HandoverState.ASKED, clock.now()
    line.save(update_fields=["to", "family_told", "state", "asked_at"])
    HandoverWords.objects.update_or_create(
        handover=line, defaults={"case_id": line.case_id, "safety_note": said}
    )
    start_work(
        actor,
        kind=WorkKind.ACCEPT_HANDOVER,
        subject_kind=SubjectKind.HANDOVER,
        subject_id=line.pk,
        case_id=line.case_id,
        agency_id=line.absence.agency_id,
        reference=line.case_number,
        assignee_id=to_id,
        due_at=by_the_day(line.absence.first_on),
    )
    settle_preparing(actor, line.absence)
    agency_id = line.absence.agency_id
    record(actor, HandoverAsked(line.pk, line.case_id, agency_id, to_id, family_told))


@action()
def answer_handover(actor: Actor, *, handover_id: UUID, takes: bool) -> None:
    """Say yes or no; after a yes the case opens on the first day, after a no somebody else is asked."""
    line = _locked(actor, handover_id)
    if not may_answer(actor, line):
        raise NotFound("hand-over to answer")
    line.state = HandoverState.ACCEPTED if takes else HandoverState.DECLINED
    line.answered_at = clock.now()
    line.save(update_fields=["state", "answered_at"])
    finish_work(actor, line.pk, WorkKind.ACCEPT_HANDOVER)
    record(
        actor,
        HandoverAnswered(line.pk, line.case_id, line.absence.agency_id, actor.person_id, takes),
    )
    settle_preparing(actor, line.absence)
    begin_if_due(actor, line.absence)


@action()
def give_case_back(actor: Actor, *, handover_id: UUID, happened: str) -> None:
    """Write what happened in the meantime; the case shuts to the stand-in with it."""
    line = _locked(actor, handover_id)
    if not may_give_back(actor, line):
        raise NotFound("hand-over to give back")
    said = clean_text(happened)
    if not 0 < len(said) <= _LONGEST:
        raise HappenedIsMissing(field="happened")
    words = HandoverWords.objects.get(handover=line)
    words.happened = said
    words.save(update_fields=["happened"])
    record(
        actor,
        HandoverReturned(line.pk, line.case_id, line.absence.agency_id, actor.person_id),
    )
    end_line(actor, line)


def _locked(actor: Actor, handover_id: UUID) -> Handover:
    require(actor, Permission.TAKE_PART_IN_SUPERVISION)
    found = Handover.objects.visible_to(actor).select_related("absence").select_for_update(of=("self",))
    return found.one(pk=handover_id)
