"""Work that comes of a request: for a data protection officer of the district, and for whoever holds the case."""

from datetime import datetime

from anyam.casework.cases.queries import case_refs
from anyam.casework.sops.actions import start_work
from anyam.casework.sops.choices import PromiseKey, SubjectKind, WorkKind
from anyam.foundation.access import Actor, Role
from anyam.registry.accounts.queries import officers_of

from ..models import Request

_SYSTEM = Actor.system("correction of data")


def give_officer(actor: Actor, request: Request, kind: WorkKind, *, due_at: datetime | None = None) -> None:
    """Work for a data protection officer of the district, wherever they sit; due as promised from now, or at a time."""
    officers = officers_of(actor, request.district_code, Role.DATA_PROTECTION_OFFICER)
    start_work(
        actor,
        kind=kind,
        subject_kind=SubjectKind.RIGHTS_REQUEST,
        subject_id=request.id,
        agency_id=officers[0].agency_id if officers else None,
        role=Role.DATA_PROTECTION_OFFICER,
        reference=request.number,
        due_at=due_at,
        promise_key=PromiseKey.RIGHTS_ANSWER,
        district_code=request.district_code,
    )


def give_case_manager(actor: Actor, request: Request) -> None:
    """Work for the manager of the case: the law's hours for a correction run from its request (UU 27/2022 art. 30)."""
    assert request.case_id is not None
    case = case_refs(_SYSTEM, [request.case_id])[request.case_id]
    start_work(
        actor,
        kind=WorkKind.CORRECT_DATA,
        subject_kind=SubjectKind.CASE,
        subject_id=request.id,
        case_id=case.id,
        agency_id=case.agency_id,
        assignee_id=case.manager_id,
        reference=case.number,
        due_at=request.due_at,
        promise_key=PromiseKey.RIGHTS_ANSWER,
        district_code=case.district_code,
    )
