"""Rules about values, without a database."""

from .promises import (
    LONGEST_PROMISE_HOURS,
    STARTING_PROMISES,
    TOLD_TO_SUPERVISOR,
    Promise,
    due_group,
    end_of_week,
    group_limits,
    state_after,
)

__all__ = [
    "LONGEST_PROMISE_HOURS",
    "STARTING_PROMISES",
    "TOLD_TO_SUPERVISOR",
    "Promise",
    "due_group",
    "end_of_week",
    "group_limits",
    "state_after",
]
