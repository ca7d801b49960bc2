"""Cases and referrals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Router, Status

from anyam.casework.cases.choices import CaseState, Level, Stage
from anyam.casework.cases.queries import CaseFilter, find_cases, get_case
from anyam.casework.referrals.actions import accept_referral, ask_information, decline_referral
from anyam.casework.referrals.choices import InboxFilter
from anyam.casework.referrals.queries import find_inbox, get_referral

from .own import PageNumber
from .requests import ApiRequest
from .schemas import Case, CaseLine, CaseSearch, Decline, PageOf, Problem, Question, Referral, ReferralLine

router = Router(tags=["casework"])
READ = {401: Problem, 404: Problem}
CHANGED = {204: None, 401: Problem, 404: Problem, 409: Problem}


@router.get("/cases", response={200: PageOf[CaseLine], **READ})
def cases(
    request: ApiRequest,
    state: CaseState = CaseState.OPEN,
    level: Level | None = None,
    stage: Stage | None = None,
    is_mine: bool = False,
    page: PageNumber = 1,
) -> Any:
    """The cases the caller may see, names masked."""
    wanted = CaseFilter(state=state, level=level or "", stage=stage or "", is_mine=is_mine)
    return find_cases(request.actor, wanted, page=page)


@router.post("/cases/search", response={200: PageOf[CaseLine], **READ})
def search_cases(request: ApiRequest, wanted: CaseSearch, page: PageNumber = 1) -> Any:
    """The cases in any state under a number, or of the children with a name or NIK, names masked.

    By POST, so that what is looked for stands in no address and no log.
    """
    return find_cases(request.actor, CaseFilter(state="", text=wanted.text), page=page)


@router.get("/cases/{uuid:case_id}", response={200: Case, **READ})
def case(request: ApiRequest, case_id: UUID) -> Any:
    """Where a case stands and what is next. That it was opened is kept, as on the page."""
    return get_case(request.actor, case_id)


@router.get("/referrals/inbox", response={200: PageOf[ReferralLine], **READ})
def inbox(request: ApiRequest, part: InboxFilter = InboxFilter.TO_ANSWER, page: PageNumber = 1) -> Any:
    """The agency's queue; what must be answered first stands first."""
    return find_inbox(request.actor, part=part, page=page)


@router.get("/referrals/{uuid:referral_id}", response={200: Referral, **READ})
def referral(request: ApiRequest, referral_id: UUID) -> Any:
    """One referral as the caller's agency may see it."""
    return get_referral(request.actor, referral_id)


@router.post("/referrals/{uuid:referral_id}/accept", response=CHANGED)
def accept(request: ApiRequest, referral_id: UUID) -> Status[None]:
    """Promise the service."""
    accept_referral(request.actor, referral_id=referral_id)
    return Status(204, None)


@router.post("/referrals/{uuid:referral_id}/decline", response=CHANGED)
def decline(request: ApiRequest, referral_id: UUID, said: Decline) -> Status[None]:
    """Say no, with a reason."""
    decline_referral(request.actor, referral_id=referral_id, reason=said.reason, note=said.note)
    return Status(204, None)


@router.post("/referrals/{uuid:referral_id}/ask", response=CHANGED)
def ask(request: ApiRequest, referral_id: UUID, asked: Question) -> Status[None]:
    """Ask the sender for information; the receiver's clock stands still meanwhile."""
    ask_information(request.actor, referral_id=referral_id, question=asked.question)
    return Status(204, None)
