"""What agencies do together: procedures, agreements and their obligations, meetings, messages, circulars, duties."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Router, Status

from anyam.casework.cases.queries import pathways_of
from anyam.casework.duties.queries import find_duties
from anyam.casework.meetings.queries import find_meetings
from anyam.casework.messages.actions import acknowledge_message
from anyam.casework.messages.queries import find_circulars, find_threads
from anyam.casework.sops.actions import finish_step
from anyam.casework.sops.queries import get_run
from anyam.registry.agencies.actions import state_capacity
from anyam.registry.agreements.actions import accept_delivery, refuse_delivery
from anyam.registry.agreements.choices import AgreementState
from anyam.registry.agreements.queries import agreements_to_do, find_agreements

from .own import PageNumber
from .requests import ApiRequest
from .schemas import (
    Agreement,
    Capacity,
    Circular,
    Due,
    Meeting,
    Obligations,
    PageOf,
    Problem,
    Procedure,
    Refusal,
    StepDone,
    Thread,
)

router = Router(tags=["cooperation"])
READ = {401: Problem, 404: Problem}
CHANGED = {204: None, 401: Problem, 404: Problem, 409: Problem}


# --- procedures -------------------------------------------------------------------------------------------------------


@router.get("/cases/{uuid:case_id}/procedures", response={200: list[Procedure], **READ})
def procedures(request: ApiRequest, case_id: UUID) -> Any:
    """The SOPs that run for a case, with the steps that wait; those running first."""
    return list(pathways_of(request.actor, case_id).runs)


@router.get("/procedures/{uuid:run_id}", response={200: Procedure, **READ})
def procedure(request: ApiRequest, run_id: UUID) -> Any:
    """One running SOP, for agencies that have a part in it."""
    return get_run(request.actor, run_id).header


@router.post("/procedure-steps/{uuid:step_id}/finish", response=CHANGED)
def step_done(request: ApiRequest, step_id: UUID, said: StepDone) -> Status[None]:
    """A step is done; at a decision with one of its answers. What comes next opens."""
    finish_step(request.actor, step_id=step_id, answer=said.answer)
    return Status(204, None)


# --- agreements -------------------------------------------------------------------------------------------------------


@router.get("/agreements", response={200: PageOf[Agreement], **READ})
def agreements(
    request: ApiRequest, state: AgreementState | None = None, is_ours: bool = False, page: PageNumber = 1
) -> Any:
    """The district's register of agreements, the newest first."""
    return find_agreements(request.actor, state=state or "", is_ours=is_ours, page=page)


@router.get("/obligations", response={200: Obligations, **READ})
def obligations(request: ApiRequest) -> Any:
    """What the caller's agency has to deliver now, and what was delivered to it and waits for its answer."""
    return agreements_to_do(request.actor)


@router.post("/obligations/{uuid:due_id}/accept", response=CHANGED)
def accept_obligation(request: ApiRequest, due_id: UUID) -> Status[None]:
    """Confirm as the creditor that what was delivered is what was owed."""
    accept_delivery(request.actor, due_id=due_id)
    return Status(204, None)


@router.post("/obligations/{uuid:due_id}/refuse", response=CHANGED)
def refuse_obligation(request: ApiRequest, due_id: UUID, said: Refusal) -> Status[None]:
    """Say as the creditor what is missing; it is to be delivered again."""
    refuse_delivery(request.actor, due_id=due_id, reason=said.reason)
    return Status(204, None)


# --- meetings, messages, duties, room ---------------------------------------------------------------------------------


@router.get("/meetings", response={200: PageOf[Meeting], **READ})
def meetings(request: ApiRequest, page: PageNumber = 1) -> Any:
    """What is planned or being held, the next first; conferences only for those who may see the case."""
    return find_meetings(request.actor, page=page)


@router.get("/threads", response={200: PageOf[Thread], **READ})
def threads(request: ApiRequest, is_waiting_only: bool = False, page: PageNumber = 1) -> Any:
    """Threads of the caller's agency; no text. With `is_waiting_only` those that it must acknowledge."""
    return find_threads(request.actor, is_waiting_only=is_waiting_only, page=page)


@router.post("/messages/{uuid:message_id}/acknowledge", response=CHANGED)
def acknowledge(request: ApiRequest, message_id: UUID) -> Status[None]:
    """Say for the caller's agency that it has taken note; a second time changes nothing."""
    acknowledge_message(request.actor, message_id=message_id)
    return Status(204, None)


@router.get("/circulars", response={200: PageOf[Circular], **READ})
def circulars(request: ApiRequest, page: PageNumber = 1) -> Any:
    """What holds for the caller's agency, and which version it works by."""
    return find_circulars(request.actor, page=page)


@router.get("/duties", response={200: list[Due], **READ})
def duties(request: ApiRequest) -> Any:
    """Routine duties that are due at the caller's agency, the earliest first."""
    return list(find_duties(request.actor).due)


@router.post("/services/{uuid:service_id}/capacity", response=CHANGED)
def capacity(request: ApiRequest, service_id: UUID, said: Capacity) -> Status[None]:
    """Say whether a service can take children as of today."""
    state_capacity(request.actor, service_id=service_id, state=said.state, note=said.note)
    return Status(204, None)
