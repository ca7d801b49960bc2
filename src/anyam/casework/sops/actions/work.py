"""Steps with which other apps' actions start, move and end work."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from anyam.foundation.access import Actor, Role, step
from anyam.foundation.core import clock

from ..choices import EndReason, PromiseKey, Rung, SubjectKind, WorkKind, WorkState
from ..models import SopRun, WorkItem, WorkItemSet
from ..queries import due_by_promise
from ..rules import first_call, state_after

# A correction that was granted (UU 27/2022 art. 30) is owed whether the case is open or closed.
# So is the freedom of a child who is held.
_OUTLIVES_THE_CASE = (
    WorkKind.CORRECT_DATA,
    WorkKind.END_HOLD,
    WorkKind.WATCH_HOLD,
    WorkKind.TAKE_UP_HOLD,
    WorkKind.ANSWER_FOR_HOLD,
)


@step
def start_work(
    actor: Actor,
    *,
    kind: WorkKind,
    subject_kind: SubjectKind,
    subject_id: UUID,
    agency_id: UUID | None,
    case_id: UUID | None = None,
    reference: str = "",
    role: str = "",
    assignee_id: UUID | None = None,
    due_at: datetime | None = None,
    promise_key: PromiseKey | str | None = None,
    district_code: str = "",
) -> UUID:
    """Give an agency something to do by a time: `due_at`, or what the district promises for `promise_key`.

    Within the agency it is one person's (`assignee_id`) or a role's; without both it falls to the supervisor.
    Without an agency it is the district secretariat's. Work of this kind already open for the subject is moved
    to the new owner and time: there are never two clocks for one thing.
    """
    now = clock.now()
    district_code = district_code or actor.district_code
    if due_at is None:
        if promise_key is None:
            raise ValueError("work needs a time or a promise")
        due_at = due_by_promise(actor, PromiseKey(promise_key), now, district_code=district_code)
    starts_at = min(now, due_at)
    next_rung, calls_at = first_call(kind, starts_at, due_at) or (Rung.NONE, None)
    values = {
        "subject_kind": subject_kind,
        "reference": reference,
        "case_id": case_id,
        "district_code": district_code,
        "agency_id": agency_id,
        "role": role or ("" if assignee_id else Role.SUPERVISOR),
        "assignee_id": assignee_id,
        "promise_key": promise_key or "",
        "starts_at": starts_at,
        "due_at": due_at,
        "escalated_at": None,
        "rung": Rung.NONE,
        "next_rung": next_rung,
        "calls_at": calls_at,
    }
    item, _is_new = WorkItem.objects.update_or_create(
        subject_id=subject_id, kind=kind, state=WorkState.OPEN, defaults=values
    )
    return item.id


@step
def finish_work(actor: Actor, subject_id: UUID, kind: WorkKind, reason: EndReason = EndReason.DONE) -> bool:
    """End this work as done; whether there was any."""
    return _end(actor, _open(subject_id, kind), WorkState.DONE, reason) > 0


@step
def cancel_work(
    actor: Actor, subject_id: UUID, kind: WorkKind | None = None, reason: EndReason = EndReason.NOT_NEEDED
) -> int:
    """End work about a subject, of one kind or of all, in the state its reason says; how many there were."""
    return _end(actor, _open(subject_id, kind), state_after(reason), reason)


@step
def cancel_case_work(actor: Actor, case_id: UUID, kinds: tuple[WorkKind, ...] = ()) -> int:
    """End the open work of a closing case; with `kinds` only these. What the law owes a family is still owed."""
    found = WorkItem.objects.open().filter(case_id=case_id).exclude(kind__in=_OUTLIVES_THE_CASE)
    return _end(
        actor, found.filter(kind__in=kinds) if kinds else found, WorkState.CANCELLED, EndReason.CASE_CLOSED
    )


@step
def reassign_work(
    actor: Actor,
    subject_id: UUID,
    kind: WorkKind,
    *,
    assignee_id: UUID | None,
    role: str = "",
    agency_id: UUID | None = None,
) -> bool:
    """Give open work to another person or role; whether there was any. The time stays."""
    values: dict[str, object] = {
        "assignee_id": assignee_id,
        "role": role or ("" if assignee_id else Role.SUPERVISOR),
    }
    if agency_id is not None:
        values["agency_id"] = agency_id
    return _open(subject_id, kind).update(**values) > 0


@step
def hand_over_case_work(
    actor: Actor,
    case_id: UUID,
    *,
    from_id: UUID | None,
    to_id: UUID,
) -> int:
    """Give one person's open work on a case to another, as when its manager changes; and what will open for them."""
    SopRun.objects.running().filter(case_id=case_id, leader_id=from_id).update(leader_id=to_id)
    return WorkItem.objects.open().filter(case_id=case_id, assignee_id=from_id).update(assignee_id=to_id)


@step
def pass_case_work_on(actor: Actor, case_id: UUID, *, from_id: UUID, to_id: UUID) -> tuple[UUID, ...]:
    """Let somebody do another's open work on a case for a time; the pieces of work, to give them back later."""
    found = WorkItem.objects.open().filter(case_id=case_id, assignee_id=from_id)
    ids = tuple(found.order_by("pk").values_list("pk", flat=True))
    WorkItem.objects.filter(pk__in=ids).update(assignee_id=to_id)
    return ids


@step
def give_work_back(actor: Actor, work_ids: Collection[UUID], *, from_id: UUID, to_id: UUID) -> int:
    """Give back what of this work is still open; how much it was."""
    return WorkItem.objects.open().filter(pk__in=work_ids, assignee_id=from_id).update(assignee_id=to_id)


@step
def hand_over_own_work(actor: Actor, *, agency_id: UUID, from_id: UUID, to_id: UUID) -> int:
    """Everything one person still has to do at an agency becomes another's; how much it was."""
    return WorkItem.objects.open().filter(agency_id=agency_id, assignee_id=from_id).update(assignee_id=to_id)


def _open(subject_id: UUID, kind: WorkKind | None) -> WorkItemSet:
    found = WorkItem.objects.open().filter(subject_id=subject_id)
    return found.filter(kind=kind) if kind else found


def _end(actor: Actor, found: WorkItemSet, state: WorkState, reason: EndReason) -> int:
    return found.update(state=state, ended_at=clock.now(), ended_by_id=actor.user_id, end_reason=reason)
