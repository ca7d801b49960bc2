"""The promises of meetings, as work of agencies."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from anyam.casework.sops.actions import cancel_work, finish_work, start_work
from anyam.casework.sops.choices import PromiseKey, SubjectKind, WorkKind
from anyam.casework.sops.queries import due_by_promise
from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import people_with_role

from ..models import Decision, Invitation, Meeting

# Who at an agency answers where no person was named.
_ANSWERING = (
    Role.AGENCY_HEAD, Role.PARTNER_OFFICER, Role.COORDINATOR, Role.SUPERVISOR, Role.CASE_MANAGER, Role.CASE_WORKER,
    Role.FRONT_OFFICE, Role.REGENT_OFFICE, Role.REVIEWER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR,
)  # fmt: skip


def answering_role(actor: Actor, agency_id: UUID) -> Role | None:
    """The role that answers for an agency; None where nobody has an account there."""
    return next((role for role in _ANSWERING if people_with_role(actor, agency_id, role)), None)


def ask_for_answer(actor: Actor, meeting: Meeting, invitation: Invitation) -> None:
    promised = due_by_promise(
        actor, PromiseKey.MEETING_ANSWER, clock.now(), district_code=meeting.district_code
    )
    start_work(
        actor,
        kind=WorkKind.ANSWER_INVITATION,
        **_of(actor, meeting, invitation),
        due_at=min(promised, max(meeting.starts_at, clock.now())),
    )


def ask_for_signature(actor: Actor, meeting: Meeting, invitation: Invitation, until: datetime) -> None:
    start_work(actor, kind=WorkKind.SIGN_MINUTES, **_of(actor, meeting, invitation), due_at=until)


def ask_for_yes(actor: Actor, meeting: Meeting, decision: Decision, person_id: UUID | None) -> None:
    start_work(
        actor,
        kind=WorkKind.ACCEPT_ACTION,
        **_about(actor, meeting, decision, decision.agency_id, person_id),
        promise_key=PromiseKey.DECISION_ACCEPT,
    )


def run(actor: Actor, meeting_or_none: Meeting | None, decision: Decision, person_id: UUID | None) -> None:
    """The agency carries the decision out by its day."""
    start_work(
        actor,
        kind=WorkKind.CARRY_OUT_DECISION,
        **_about(actor, meeting_or_none, decision, decision.agency_id, person_id),
        due_at=end_of_day(decision),
    )


def ask_chair(actor: Actor, meeting: Meeting, decision: Decision, kind: WorkKind) -> None:
    """The chair's side confirms, or takes up what was declined."""
    start_work(
        actor,
        kind=kind,
        **_about(actor, meeting, decision, meeting.agency_id, meeting.chair_id),
        promise_key=PromiseKey.DECISION_CONFIRM,
    )


def answered(actor: Actor, invitation: Invitation) -> None:
    finish_work(actor, invitation.pk, WorkKind.ANSWER_INVITATION)


def forget_clocks(actor: Actor, ids: Iterable[UUID]) -> None:
    """What is asked no more."""
    for one in ids:
        cancel_work(actor, one)


def end_of_day(decision: Decision) -> datetime:
    """Due at the end of office hours of its day."""
    return datetime.combine(decision.due_on, time(16, 0), tzinfo=clock.local(clock.now()).tzinfo)


def _of(actor: Actor, meeting: Meeting, invitation: Invitation) -> dict[str, Any]:
    return {
        "subject_kind": SubjectKind.INVITATION,
        "subject_id": invitation.pk,
        "agency_id": invitation.agency_id,
        "case_id": meeting.case_id,
        "reference": meeting.number,
        "district_code": meeting.district_code,
        **_owner(actor, invitation.agency_id, invitation.person_id),
    }


def _about(
    actor: Actor, meeting: Meeting | None, decision: Decision, agency_id: UUID, person_id: UUID | None
) -> dict[str, Any]:
    return {
        "subject_kind": SubjectKind.DECISION,
        "subject_id": decision.pk,
        "agency_id": agency_id,
        "case_id": meeting.case_id if meeting else None,
        "reference": decision.reference,
        "district_code": meeting.district_code if meeting else actor.district_code,
        **_owner(actor, agency_id, person_id),
    }


def _owner(actor: Actor, agency_id: UUID, person_id: UUID | None) -> dict[str, Any]:
    if person_id:
        return {"assignee_id": person_id}
    return {"role": answering_role(actor, agency_id) or Role.SUPERVISOR}
