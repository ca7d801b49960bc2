"""Destroying what is kept too long: two decide, thirty days pass, a legal hold always wins."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.queries import case_known_by_number, case_refs
from anyam.casework.sops.actions import cancel_work, start_work
from anyam.casework.sops.choices import EndReason, SubjectKind, WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, Role, action, require, require_fresh
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text
from anyam.foundation.events.recording import record

from ..choices import DestructionPart, DestructionState, hold_reasons, retention_classes
from ..events import (
    CaseDataDestroyed,
    DestructionCancelled,
    DestructionDecided,
    DestructionOpened,
    LegalHoldEnded,
    LegalHoldSet,
    RetentionTimeChanged,
)
from ..models import Destruction, LegalHold, RetentionTime
from ..policies import may_cancel, may_confirm
from ..queries.destruction import find_due, held_among
from ..rules import DELAY, digest_of
from .emptying import empty
from .numbering import number_of
from .requests import CaseIsUnknown

_SYSTEM = Actor.system("destruction")
BATCH = 20


class CaseIsHeld(Refusal):
    sentence = _("A legal hold stands on this case: nothing of it is destroyed.")


class CaseIsOpen(Refusal):
    sentence = _("This is not due: the case is open, its time is not over, or it is on its way already.")


class NotTheMoment(Refusal):
    sentence = _("This was decided, cancelled or destroyed already, or you are the one who proposed it.")


class YearsAreNotSensible(Refusal):
    sentence = _("Write the years as a number between 1 and 75.")


@action()
def change_retention_time(
    actor: Actor, *, code: str, years: int, is_confirmed: bool = False, source_note: str = ""
) -> None:
    """Set how long a class of data is kept in this district."""
    require(actor, Permission.MANAGE_RETENTION)
    if code not in retention_classes().codes() or not 1 <= years <= 75:
        raise YearsAreNotSensible(field="years")
    values = {
        "years": years,
        "is_confirmed": is_confirmed,
        "source_note": clean_line(source_note)[:200],
        "changed_at": clock.now(),
    }
    row, _is_new = RetentionTime.objects.update_or_create(
        district_code=actor.district_code, retention_class=code, defaults=values
    )
    record(actor, RetentionTimeChanged(row.id, code, years))


@action()
def set_hold(actor: Actor, *, case_number: str, reason: str, note: str = "") -> UUID:
    """Hold a case: whatever was decided about destroying it waits."""
    require(actor, Permission.MANAGE_RETENTION)
    if reason not in hold_reasons().codes():
        raise CaseIsUnknown(_("Choose from the list."), field="reason")
    try:
        case = case_known_by_number(actor, case_number)
    except NotFound:
        raise CaseIsUnknown(field="case_number") from None
    hold = LegalHold(
        district_code=actor.district_code,
        case_id=case.id,
        case_number=case.number,
        reason=reason,
        since=clock.now(),
        set_by_id=actor.user_id,
    )
    hold.note = clean_text(note)
    hold.save()
    record(actor, LegalHoldSet(hold.id, case.id, reason))
    return hold.id


@action()
def end_hold(actor: Actor, *, hold_id: UUID) -> None:
    """Let a hold end; what was decided before runs on, never at once."""
    require(actor, Permission.MANAGE_RETENTION)
    found = LegalHold.objects.filter(district_code=actor.district_code, until__isnull=True)
    hold = found.select_for_update(of=("self",)).filter(pk=hold_id).first()
    if hold is None:
        raise NotFound("hold")
    now = clock.now()
    LegalHold.objects.filter(pk=hold.pk).update(until=now)
    waiting = Destruction.objects.filter(case_id=hold.case_id, state=DestructionState.CONFIRMED)
    waiting.filter(due_at__lt=now + DELAY).update(due_at=now + DELAY)
    record(actor, LegalHoldEnded(hold.id, hold.case_id))


@action()
def propose_destruction(actor: Actor, *, case_id: UUID, class_code: str) -> UUID:
    """The first of two says: its time is over."""
    require(actor, Permission.MANAGE_RETENTION)
    due = [row for row in find_due(actor) if row.case_id == case_id and row.class_code == class_code]
    if not due:
        raise CaseIsOpen
    if due[0].is_held:
        raise CaseIsHeld
    number_id = new_id()
    destruction = Destruction.objects.create(
        id=number_id,
        number=number_of("BA", number_id),
        district_code=actor.district_code,
        case_id=case_id,
        case_number=due[0].case_number,
        part=due[0].part,
        ground=class_code,
        proposed_at=clock.now(),
        proposed_by_id=actor.person_id,
    )
    start_work(
        actor,
        kind=WorkKind.CONFIRM_DESTRUCTION,
        subject_kind=SubjectKind.DESTRUCTION,
        subject_id=destruction.id,
        agency_id=actor.agency_id,
        role=Role.DATA_PROTECTION_OFFICER,
        reference=destruction.number,
        due_at=clock.now() + DELAY,
    )
    record(actor, DestructionOpened(destruction.id, case_id, destruction.number, destruction.part))
    return destruction.id


@action()
def confirm_destruction(actor: Actor, *, destruction_id: UUID) -> None:
    """The second of two agrees; from now on thirty days run in which everybody may still say no."""
    require(actor, Permission.MANAGE_RETENTION)
    destruction = _locked(actor, destruction_id)
    if not may_confirm(actor, destruction):
        raise NotTheMoment
    if held_among([destruction.case_id]):
        raise CaseIsHeld
    require_fresh(actor)
    now = clock.now()
    destruction.state = DestructionState.CONFIRMED
    destruction.confirmed_at, destruction.confirmed_by_id = now, actor.person_id
    destruction.due_at = now + DELAY
    destruction.save()
    cancel_work(actor, destruction.id, WorkKind.CONFIRM_DESTRUCTION, EndReason.DONE)
    record(
        actor,
        DestructionDecided(destruction.id, destruction.case_id, destruction.number, destruction.due_at),
    )


@action()
def cancel_destruction(actor: Actor, *, destruction_id: UUID) -> None:
    """Take the decision back while there is something left."""
    require(actor, Permission.MANAGE_RETENTION)
    destruction = _locked(actor, destruction_id)
    if not may_cancel(actor, destruction):
        raise NotTheMoment
    destruction.state, destruction.cancelled_at = DestructionState.CANCELLED, clock.now()
    destruction.save()
    cancel_work(actor, destruction.id, WorkKind.CONFIRM_DESTRUCTION)
    record(actor, DestructionCancelled(destruction.id, destruction.case_id, destruction.number))


@action()
def destroy_due_data(actor: Actor) -> int:
    """Destroy what two decided and whose delay is over, but for what is held or was opened again; how many."""
    require(actor, Permission.DESTROY_DUE_DATA)
    due = Destruction.objects.filter(state=DestructionState.CONFIRMED, due_at__lte=clock.now())
    rows = list(due.select_for_update(skip_locked=True, of=("self",)).order_by("due_at")[:BATCH])
    held = held_among(row.case_id for row in rows)
    cases = case_refs(_SYSTEM, [row.case_id for row in rows])
    going = [row for row in rows if row.case_id not in held and not cases[row.case_id].is_open]
    for row in going:
        _destroy(actor, row)
    return len(going)


def _destroy(actor: Actor, row: Destruction) -> None:
    emptied = empty(actor, row.case_id, DestructionPart(row.part))
    row.state, row.done_at = DestructionState.DONE, clock.now()
    row.counts, row.keys_destroyed = emptied.counts, emptied.keys
    row.digest = digest_of(
        {
            "number": row.number,
            "case": row.case_number,
            "part": row.part,
            "ground": row.ground,
            "proposed": [row.proposed_by_id, row.proposed_at.isoformat()],
            "confirmed": [row.confirmed_by_id, row.confirmed_at.isoformat() if row.confirmed_at else ""],
            "done": row.done_at.isoformat(),
            "counts": row.counts,
            "keys": row.keys_destroyed,
        }
    )
    row.save()
    record(actor, CaseDataDestroyed(row.id, row.case_id, row.number, row.part, row.digest))


def _locked(actor: Actor, destruction_id: UUID) -> Destruction:
    return Destruction.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=destruction_id)
