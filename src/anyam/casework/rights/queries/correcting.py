"""Corrections that were granted: what those who hold a case still have to put right in it."""

from uuid import UUID

from anyam.casework.cases.queries import case_ref, case_refs
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import may_read
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.registry.accounts.queries import user_names

from ..choices import Requester
from ..models import Request, RequestSet
from ..policies import awaits_correction, may_note_corrected
from ..results import CorrectionRow
from .requests import field_labels


@query
def find_corrections(actor: Actor, *, case_id: UUID | None = None) -> list[CorrectionRow]:
    """What is still to be corrected in the cases that the actor holds; for one case also what was corrected.

    For one case the words of the request are shown to whoever works on it and may read what was told; the look is
    kept. Raises NotFound for a case out of sight.
    """
    require(actor, Permission.SEE_CASES)
    granted = Request.objects.corrections_granted().order_by("due_at", "id")
    if case_id is None:
        return _held_by(actor, granted.filter(corrected_at__isnull=True, district_code=actor.district_code))
    case = case_ref(actor, case_id)
    may_note = may_note_corrected(actor, case.id)
    is_open = may_note and may_read(actor, case.id, Part.NARRATIVE)
    rows = list(granted.filter(case_id=case.id).select_related("words"))
    if rows and is_open:
        record_look(actor, part=Looked.NARRATIVE, subject_id=case.id, case_id=case.id)
    return [_row(actor, row, is_open=is_open, may_note=may_note) for row in rows]


def _held_by(actor: Actor, waiting: RequestSet) -> list[CorrectionRow]:
    rows = list(waiting)
    cases = case_refs(actor, {row.case_id for row in rows if row.case_id})
    held = {case.id for case in cases.values() if actor.user_id in {case.manager_id, case.worker_id}}
    return [_row(actor, row, is_open=False, may_note=True) for row in rows if row.case_id in held]


def _row(actor: Actor, request: Request, *, is_open: bool, may_note: bool) -> CorrectionRow:
    assert request.case_id is not None
    assert request.answered_at is not None
    # Who reported stays hidden from those at work with the case; their own words could show it.
    is_told = is_open and request.requester != Requester.REPORTER
    who = request.corrected_by_id
    return CorrectionRow(
        id=request.pk,
        number=request.number,
        case_id=request.case_id,
        case_number=request.case_number,
        granted_at=request.answered_at,
        due_at=request.due_at,
        asked=request.words.asked if is_told else "",
        decided=request.words.answer if is_open else "",
        corrected_at=request.corrected_at,
        corrected_by=user_names(actor, [who]).get(who, "") if who else "",
        field_labels=field_labels(request),
        may_note=may_note and awaits_correction(request),
    )
