"""When late work is called out, and to whom: reminder, unit head, coordinator, head of the agency that owes it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from ..choices import PromiseKey, Rung, WorkKind

# Work whose lateness cannot wait for the next look at a list.
CALLED_OUT = frozenset(
    {
        WorkKind.TRIAGE_REPORT,
        WorkKind.RESPOND,
        WorkKind.ASSIGN_CASE,
        WorkKind.ANSWER_QUESTION,
        WorkKind.FIND_NEXT_SERVICE,
        WorkKind.JUDGE_LOOK,
        WorkKind.KEEP_SEAL,
        WorkKind.SOP_STEP,
        WorkKind.SIGN_AGREEMENT,
        WorkKind.SIGN_ADDENDUM,
        WorkKind.DELIVER_OBLIGATION,
        WorkKind.ANSWER_DELIVERY,
        WorkKind.RENEW_AGREEMENT,
        WorkKind.DO_DUTY,
        WorkKind.ACKNOWLEDGE_MESSAGE,
        WorkKind.READ_CIRCULAR,
        WorkKind.END_HOLD,
        WorkKind.WATCH_HOLD,
        WorkKind.HAND_OVER_PAPER,
        WorkKind.OFFER_DIVERSION,
    }
)
# A child whose time in custody is over waits for nobody's office hours: every rung is called in the same minute.
AT_ONCE = frozenset({WorkKind.END_HOLD})
REMINDED_AFTER = 0.75
"""The share of a clock's time after which its owner is reminded."""
SHORTEST_TO_REMIND = timedelta(hours=4)
"""Who has less than this is told at the beginning, and needs no second word."""

_ABOVE_THE_UNIT = {Rung.COORDINATOR: PromiseKey.LATE_COORDINATOR, Rung.LEADER: PromiseKey.LATE_LEADER}

After = Callable[[PromiseKey, datetime], datetime]
"""When so much time, as the district has decided for the key, has passed since a moment."""


def first_call(kind: WorkKind, starts_at: datetime, due_at: datetime) -> tuple[Rung, datetime] | None:
    """The first rung of a new piece of work and its moment; None for work that is only listed."""
    if kind not in CALLED_OUT:
        return None
    if due_at - starts_at < SHORTEST_TO_REMIND:
        return Rung.UNIT, due_at
    return Rung.REMINDED, starts_at + REMINDED_AFTER * (due_at - starts_at)


def next_call(
    kind: WorkKind, reached: Rung, due_at: datetime, now: datetime, after: After
) -> tuple[Rung, datetime] | None:
    """The rung above `reached` and its moment; None at the top. Times above the unit run from the call before."""
    if reached is Rung.LEADER:
        return None
    rung = Rung(reached + 1)
    key = None if kind in AT_ONCE else _ABOVE_THE_UNIT.get(rung)
    return (rung, after(key, max(now, due_at))) if key else (rung, due_at)
