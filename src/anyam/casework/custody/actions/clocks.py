"""The clocks of custody: work for whoever holds the child and leads the case, and the call when time is over."""

from datetime import datetime
from typing import Any

from anyam.casework.sops.actions import cancel_work, finish_work, start_work
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.foundation.access import Actor, Permission, Role, action, require
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..events import HoldLimitPassed
from ..models import Hold
from ..queries.standing import Standing, standing_of


@action()
def watch_custody(actor: Actor) -> int:
    """Each minute: set the clocks of every hold to its limit, and call out those whose limit has passed; how many."""
    require(actor, Permission.WATCH_CUSTODY)
    running = Hold.objects.visible_to(actor).running().select_related("case")
    locked = running.select_for_update(of=("self",), skip_locked=True).order_by("limit_at", "id")
    return sum(settle_hold(actor, hold) for hold in locked)


def settle_hold(actor: Actor, hold: Hold, *, is_new: bool = False) -> bool:
    """Bring the work about a running hold to where the law stands now; whether it was called out just now."""
    standing = standing_of(hold)
    if is_new or standing.limit_at != hold.limit_at:
        _set_clocks(actor, hold, standing)
    if not standing.is_loud:
        _take_back(actor, hold)
        return False
    if hold.called_out_at is not None:
        return False
    _call_out(actor, hold, standing)
    return True


def end_work_of(actor: Actor, hold: Hold) -> None:
    """Nobody is held any longer: whatever waits because of it is done."""
    finish_work(actor, hold.pk, WorkKind.END_HOLD)
    finish_work(actor, hold.pk, WorkKind.WATCH_HOLD)
    finish_work(actor, hold.pk, WorkKind.TAKE_UP_HOLD)
    finish_work(actor, hold.pk, WorkKind.ANSWER_FOR_HOLD)


def _set_clocks(actor: Actor, hold: Hold, standing: Standing) -> None:
    """Where no legal row counts, the limit is now: better a question too early than a child forgotten."""
    about = _about(hold, standing.limit_at or clock.now())
    start_work(actor, kind=WorkKind.END_HOLD, agency_id=hold.agency_id, role=Role.PARTNER_OFFICER, **about)
    start_work(
        actor,
        kind=WorkKind.WATCH_HOLD,
        agency_id=hold.managing_agency_id,
        assignee_id=hold.case.manager_id,
        **about,
    )
    hold.limit_at = standing.limit_at
    hold.save(update_fields=["limit_at"])


def _call_out(actor: Actor, hold: Hold, standing: Standing) -> None:
    about = _about(hold, clock.now())
    start_work(actor, kind=WorkKind.TAKE_UP_HOLD, agency_id=None, role=Role.COORDINATOR, **about)
    start_work(actor, kind=WorkKind.ANSWER_FOR_HOLD, agency_id=hold.agency_id, role=Role.AGENCY_HEAD, **about)
    hold.called_out_at = clock.now()
    hold.save(update_fields=["called_out_at"])
    found = tuple(one.value for one in standing.doubts)
    record(
        actor,
        HoldLimitPassed(hold.pk, hold.case_id, hold.agency_id, hold.stage, standing.limit_at, found),
    )


def _take_back(actor: Actor, hold: Hold) -> None:
    """A lawful extension, or a corrected fact: those who were called need not answer any more."""
    if hold.called_out_at is None:
        return
    cancel_work(actor, hold.pk, WorkKind.TAKE_UP_HOLD)
    cancel_work(actor, hold.pk, WorkKind.ANSWER_FOR_HOLD)
    hold.called_out_at = None
    hold.save(update_fields=["called_out_at"])


def _about(hold: Hold, due_at: datetime) -> dict[str, Any]:
    return {
        "subject_kind": SubjectKind.HOLD,
        "subject_id": hold.pk,
        "case_id": hold.case_id,
        "reference": hold.case_number,
        "district_code": hold.district_code,
        "due_at": due_at,
    }
