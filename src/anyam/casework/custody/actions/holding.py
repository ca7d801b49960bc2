"""A child is held, held longer, passed on, and free again: each with its moment, and the end with a reason."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.queries import case_ref
from anyam.casework.cases.results import CaseRef
from anyam.foundation.access import Actor, NotFound, Permission, action, require, require_any
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record
from anyam.registry.agencies.queries import districts_of

from ..choices import ENDED_BY_HAND, EndReason, HoldStage, PlaceKind
from ..events import HoldEnded, HoldExtended, HoldRecorded
from ..models import Hold
from ..policies import case_to_record_in, may_answer, may_extend
from ..queries.alarms import find_hold
from ..queries.standing import standing_of
from ..results import HoldInput
from .clocks import end_work_of, settle_hold
from .moments import MomentIsNotPossible, past_moment

__all__ = ["MomentIsNotPossible"]

_SYSTEM = Actor.system("custody answered by the agency that holds")


class ChildIsHeldAlready(Refusal):
    sentence = _("A time in custody is running for this child. Pass it on or end it first.")


class CaseIsClosed(Refusal):
    sentence = _("This case is closed. Reopen it first, with the reason.")


class StageIsMissing(Refusal):
    sentence = _("Choose one of the answers.")


class AgencyIsNotHere(Refusal):
    sentence = _("Choose an agency of your district.")


class ReasonIsMissing(Refusal):
    sentence = _("Choose how it ended.")


class NumberIsMissing(Refusal):
    sentence = _("Write the number of the order: without one there is no extension.")


class OrderCameTooLate(Refusal):
    sentence = _(
        "The order came after the limit had passed: then the child must be let go. Record how the hold ended."
    )


class HoldIsOver(Refusal):
    sentence = _("This time in custody has ended, or was extended already. The page shows how it stands now.")


@action(is_once=True)
def record_hold(actor: Actor, *, case_id: UUID, hold: HoldInput, once: UUID | None = None) -> UUID:
    """Write down that the child is held; its limit runs from the moment it began. Raises ChildIsHeldAlready."""
    require(actor, Permission.RECORD_CUSTODY)
    case = case_to_record_in(actor, case_id)
    if not case.is_open:
        raise CaseIsClosed
    last = Hold.objects.filter(case_id=case_id).order_by("-ended_at").first()
    row = _begun(actor, case, hold, after=last.ended_at if last else None)
    _tell_begun(actor, row)
    return row.pk


@action()
def extend_hold(actor: Actor, *, hold_id: UUID, number: str, ordered_at: datetime) -> None:
    """Keep that the hold was lawfully extended: by what order, given before the limit passed.

    Raises HoldIsOver, NumberIsMissing, OrderCameTooLate, MomentIsNotPossible.
    """
    hold = _locked(actor, hold_id)
    if not may_extend(actor, hold):
        raise HoldIsOver
    said = clean_line(number)[:120]
    if not said:
        raise NumberIsMissing(field="number")
    moment = past_moment(ordered_at, "ordered_at", after=hold.began_at)
    if hold.limit_at is not None and moment > hold.limit_at:
        raise OrderCameTooLate(field="ordered_at")
    with acting(_SYSTEM):
        hold.extended_at, hold.extension_number = moment, said
        hold.save(update_fields=["extended_at", "extension_number"])
        settle_hold(actor, hold)
    record(actor, HoldExtended(hold.pk, hold.case_id, hold.agency_id, hold.stage, hold.limit_at))


@action()
def pass_on_hold(actor: Actor, *, hold_id: UUID, hold: HoldInput) -> UUID:
    """The next power holds the child from this moment: one hold ends, the next begins, and its own limit runs.

    Raises StageIsMissing where the stage lies not after the present one.
    """
    before = _locked(actor, hold_id)
    stages = HoldStage.values
    if hold.stage not in stages or stages.index(hold.stage) <= stages.index(before.stage):
        raise StageIsMissing(field="stage")
    moment = past_moment(hold.began_at, "began_at", after=before.began_at)
    with acting(_SYSTEM):
        _end(actor, before, EndReason.PASSED_ON, moment, "")
        case = case_ref(_SYSTEM, before.case_id)
        after = _begun(actor, case, hold, after=None)
        _tell_begun(actor, after)
    return after.pk


@action()
def end_hold(actor: Actor, *, hold_id: UUID, reason: str, ended_at: datetime, note: str = "") -> None:
    """The child is not held any longer: how, and since when. The alarm ends with it. Raises HoldIsOver."""
    hold = _locked(actor, hold_id)
    if reason not in {one.value for one in ENDED_BY_HAND}:
        raise ReasonIsMissing(field="reason")
    moment = past_moment(ended_at, "ended_at", after=hold.began_at)
    with acting(_SYSTEM):
        _end(actor, hold, EndReason(reason), moment, clean_line(note)[:300])


def _locked(actor: Actor, hold_id: UUID) -> Hold:
    require_any(actor, Permission.RECORD_CUSTODY, Permission.ANSWER_FOR_HOLDS)
    hold = find_hold(actor, hold_id, is_locked=True)
    if hold.ended_at is not None:
        raise HoldIsOver
    if not may_answer(actor, hold):
        raise NotFound("hold")
    return hold


def _begun(actor: Actor, case: CaseRef, given: HoldInput, *, after: datetime | None) -> Hold:
    if given.stage not in HoldStage.values:
        raise StageIsMissing(field="stage")
    if given.place_kind not in PlaceKind.values:
        raise StageIsMissing(field="place_kind")
    if districts_of(actor, [given.agency_id]).get(given.agency_id) != case.district_code:
        raise AgencyIsNotHere(field="agency_id")
    row = Hold(
        case_id=case.id,
        case_number=case.number,
        district_code=case.district_code,
        managing_agency_id=case.agency_id,
        agency_id=given.agency_id,
        stage=given.stage,
        place_kind=given.place_kind,
        began_at=past_moment(given.began_at, "began_at", after=after),
        recorded_at=clock.now(),
        recorded_by_id=actor.person_id,
        place_name=clean_line(given.place_name)[:200],
        order_number=clean_line(given.order_number)[:120],
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise ChildIsHeldAlready from None
    return row


def _tell_begun(actor: Actor, row: Hold) -> None:
    record(
        actor,
        HoldRecorded(row.pk, row.case_id, row.agency_id, row.stage, row.began_at, standing_of(row).limit_at),
    )
    settle_hold(actor, row, is_new=True)


def _end(actor: Actor, hold: Hold, reason: EndReason, moment: datetime, note: str) -> None:
    hold.ended_at, hold.end_reason, hold.end_note = moment, reason.value, note
    hold.ended_by_id = actor.person_id
    hold.save(update_fields=["ended_at", "end_reason", "end_note", "ended_by"])
    end_work_of(actor, hold)
    is_late = standing_of(hold).is_over
    record(actor, HoldEnded(hold.pk, hold.case_id, hold.agency_id, hold.stage, reason.value, moment, is_late))
