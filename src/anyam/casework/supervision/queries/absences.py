"""Times away and the hand-over of each case."""

from collections.abc import Sequence
from uuid import UUID

from anyam.casework.cases.queries import case_refs
from anyam.casework.sops.queries import open_work_of_case
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.choices import Part
from anyam.foundation.access.explaining import explaining_grant
from anyam.foundation.access.visibility import may_read
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import user_names

from .. import policies
from ..choices import (
    STILL_TO_COME,
    TO_PREPARE,
    AbsenceKind,
    AbsenceState,
    FamilyTold,
    HandoverState,
)
from ..models import Absence, Handover, HandoverWords
from ..results import AbsenceDetail, AbsenceRow, DueThing, HandoverDetail, HandoverRow, PersonChoice
from .people import away, carriers

_OF_HANDING_OVER = ("accept_handover", "give_case_back")


@query
def get_absence(actor: Actor, absence_id: UUID) -> AbsenceDetail:
    """A time away with its hand-overs, as far as the reader sees them. Raises NotFound out of sight."""
    require(actor, Permission.TAKE_PART_IN_SUPERVISION)
    row = Absence.objects.visible_to(actor).one(pk=absence_id)
    lines = Handover.objects.visible_to(actor).filter(absence=row).select_related("absence")
    shown = handover_rows(actor, list(lines.exclude(state=HandoverState.CANCELLED)))
    return AbsenceDetail(
        row=absence_rows(actor, [row])[0],
        lines=shown,
        without_owner=sum(line.is_to_prepare for line in shown),
        may_prepare=policies.may_arrange(actor, row) and row.state in STILL_TO_COME,
        may_end=policies.may_end(actor, row),
        may_complete=policies.may_complete(actor, row),
    )


@query
def get_handover(actor: Actor, handover_id: UUID) -> HandoverDetail:
    """The hand-over of one case; its words only where the case is open to the reader. Raises NotFound."""
    require(actor, Permission.TAKE_PART_IN_SUPERVISION)
    line = Handover.objects.visible_to(actor).select_related("absence").one(pk=handover_id)
    sees_words = may_read(actor, line.case_id, Part.NARRATIVE)
    words = HandoverWords.objects.filter(handover=line).first() if sees_words else None
    if words is not None:
        why = explaining_grant(actor, line.case_id)
        record_look(actor, part=Looked.NARRATIVE, subject_id=line.pk, case_id=line.case_id, explanation=why)
    told = line.family_told
    return HandoverDetail(
        row=handover_rows(actor, [line])[0],
        absence=absence_rows(actor, [line.absence])[0],
        due=_due(actor, line),
        safety_note=words.safety_note if words else "",
        happened=words.happened if words else "",
        family_told=told,
        family_told_label=str(FamilyTold(told).label) if told else "",
        until=line.until,
        may_prepare=policies.may_prepare(actor, line),
        may_answer=policies.may_answer(actor, line),
        may_give_back=policies.may_give_back(actor, line),
        sees_words=sees_words,
    )


@query
def list_stand_ins(actor: Actor, person_id: UUID | None = None) -> tuple[PersonChoice, ...]:
    """Colleagues who carry cases and are here today, without whoever goes away."""
    require(actor, Permission.TAKE_PART_IN_SUPERVISION)
    if actor.agency_id is None:
        return ()
    gone = away(actor.agency_id)
    return tuple(one for one in carriers(actor) if one.id != person_id and one.id not in gone)


def absence_rows(actor: Actor, found: Sequence[Absence]) -> tuple[AbsenceRow, ...]:
    names = user_names(actor, {one.person_id for one in found} | {one.stand_in_id for one in found})
    return tuple(
        AbsenceRow(
            id=one.pk,
            person_id=one.person_id,
            person_name=names.get(one.person_id, ""),
            stand_in_name=names.get(one.stand_in_id, ""),
            kind=one.kind,
            kind_label=str(AbsenceKind(one.kind).label),
            first_on=one.first_on,
            last_on=one.last_on,
            state=one.state,
            state_label=str(AbsenceState(one.state).label),
            is_mine=one.person_id == actor.user_id,
        )
        for one in found
    )


def handover_rows(actor: Actor, found: Sequence[Handover]) -> tuple[HandoverRow, ...]:
    names = user_names(actor, {one.to_id for one in found if one.to_id})
    seen = case_refs(actor, [one.case_id for one in found]) if actor.may(Permission.SEE_CASES) else {}
    return tuple(
        HandoverRow(
            id=one.pk,
            case_id=one.case_id,
            case_number=one.case_number,
            to_id=one.to_id,
            to_name=names.get(one.to_id, "") if one.to_id else "",
            state=one.state,
            state_label=str(HandoverState(one.state).label),
            is_to_prepare=one.state in TO_PREPARE and one.state != HandoverState.ASKED,
            is_for_me=policies.may_answer(actor, one) or policies.may_give_back(actor, one),
            sees_case=one.case_id in seen,
        )
        for one in found
    )


def _due(actor: Actor, line: Handover) -> tuple[DueThing, ...]:
    """What falls due in the case while the other is away; the hand-over itself is not part of it."""
    last_on = line.absence.last_on
    found = [work for work in open_work_of_case(actor, line.case_id) if work.kind not in _OF_HANDING_OVER]
    return tuple(
        DueThing(work.label, work.due_at, work.is_overdue)
        for work in found
        if last_on is None or clock.local(work.due_at).date() <= last_on
    )
