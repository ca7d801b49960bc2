"""Rules about values, without a database."""

from .ladder import (
    CALLED_OUT,
    first_call,
    next_call,
)
from .promises import (
    LONGEST_PROMISE_HOURS,
    STARTING_PROMISES,
    Promise,
    due_group,
    end_of_week,
    group_limits,
    state_after,
)

__all__ = [
    "CALLED_OUT",
    "LONGEST_PROMISE_HOURS",
    "STARTING_PROMISES",
    "Promise",
    "due_group",
    "end_of_week",
    "first_call",
    "group_limits",
    "next_call",
    "state_after",
]
