"""Is there an order in which these overlapping acts could have happened one after another? (Wing and Gong, with memory)

Each act has a beginning, an end and an answer. An order fits when it never puts an act before one that had ended
earlier, and when a plain description of the thing, acted on in that order, gives every answer that was really given
and ends in the state that was found.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Act:
    """What somebody did, from when to when, and what they were told."""

    verb: str
    value: Any
    answer: Any
    begun: float
    ended: float


State = Hashable
Description = Callable[[Any, Act], tuple[Any, Any]]
"""`(state, act) -> (next state, the answer it must give)`."""

MOST = 12


def fits(acts: Sequence[Act], start: State, description: Description, end: State) -> bool:
    """Whether one order of the acts explains every answer and the state found at the end."""
    if len(acts) > MOST:
        raise ValueError(f"at most {MOST} acts at once")
    seen: set[tuple[frozenset[int], State]] = set()

    def goes_on(left: frozenset[int], state: State) -> bool:
        if not left:
            return bool(state == end)
        if (left, state) in seen:
            return False
        seen.add((left, state))
        first_end = min(acts[number].ended for number in left)
        for number in left:
            act = acts[number]
            if act.begun > first_end:
                continue  # another had ended before this one began
            after, answer = description(state, act)
            if answer == act.answer and goes_on(left - {number}, after):
                return True
        return False

    return goes_on(frozenset(range(len(acts))), start)
