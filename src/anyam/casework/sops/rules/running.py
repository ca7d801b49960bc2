"""Where a running SOP stands and where it goes next, without a database.

Every open step has one token; an arrow that leads to a step already open joins it. Several arrows out of anything but a
decision are all taken; a step that waits for all is entered once its last arrow has arrived. This is the token game of
BPMN 2.0 (clause 13.2) for the symbols an SOP AP has.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..choices import Symbol
from ..results import Document, Flow, Step

_PASSES = frozenset({Symbol.START, Symbol.END})


class StepIsNotOpen(ValueError):
    """The step is not what the run waits for."""


class AnswerDoesNotFit(ValueError):
    """A decision needs one of its own answers; anything else takes none."""


@dataclass(frozen=True)
class Position:
    """Where a run stands. `arrived` are the arrows that wait at a step for the others."""

    open: frozenset[str] = frozenset()
    arrived: frozenset[tuple[str, str]] = frozenset()
    done_early: frozenset[tuple[str, str]] = frozenset()
    """Steps done before their turn, with the answer given: they are passed once their turn comes."""
    reached_end: bool = False

    @property
    def has_ended(self) -> bool:
        return self.reached_end and not self.open and not self.arrived

    @property
    def is_stuck(self) -> bool:
        """Nothing is open, and the end was not reached with everything that was under way."""
        return not self.open and not self.has_ended


@dataclass(frozen=True)
class Moved:
    """The new position, and the steps that are new in it, in the order of the table."""

    position: Position
    opened: tuple[str, ...] = field(default=())


def begin(document: Document) -> Moved:
    """The first steps. Raises ValueError where no step is the start."""
    starts = [step for step in document.steps if step.symbol is Symbol.START]
    if not starts:
        raise ValueError("an SOP begins with a start")
    return _entered(document, Position(), [(start.key, flow.to) for start in starts for flow in start.flows])


def complete(document: Document, position: Position, key: str, answer: str = "") -> Moved:
    """Leave an open step. Raises StepIsNotOpen and AnswerDoesNotFit."""
    if key not in position.open:
        raise StepIsNotOpen(key)
    leaving = _leaving(document.step(key), answer)
    return _entered(document, replace(position, open=position.open - {key}), leaving)


def do_early(document: Document, position: Position, key: str, answer: str = "") -> Moved:
    """Note a step as done although its turn has not come. Raises StepIsNotOpen where its turn is now, or it passes."""
    step = document.step(key)
    if (
        key in position.open
        or step.symbol in _PASSES
        or any(key == early for early, _ in position.done_early)
    ):
        raise StepIsNotOpen(key)
    _leaving(step, answer)
    return Moved(replace(position, done_early=position.done_early | {(key, answer)}))


def answers_of(step: Step) -> tuple[str, ...]:
    """What can be answered at a decision; nothing elsewhere."""
    return tuple(flow.answer for flow in step.flows) if step.symbol is Symbol.DECISION else ()


def coming(document: Document, position: Position) -> tuple[str, ...]:
    """Steps that can still come after those open, in the order of the table."""
    seen: set[str] = set()
    waiting = deque([*position.open, *(to for _from, to in position.arrived)])
    while waiting:
        for flow in document.step(waiting.popleft()).flows:
            if flow.to not in seen:
                seen.add(flow.to)
                waiting.append(flow.to)
    return tuple(s.key for s in document.steps if s.key in seen - position.open and s.symbol not in _PASSES)


def _leaving(step: Step, answer: str) -> list[tuple[str, str]]:
    flows: Iterable[Flow] = step.flows
    if step.symbol is Symbol.DECISION:
        flows = [flow for flow in step.flows if flow.answer == answer]
        if not flows:
            raise AnswerDoesNotFit(answer)
    elif answer:
        raise AnswerDoesNotFit(answer)
    return [(step.key, flow.to) for flow in flows]


def _entered(document: Document, before: Position, arrows: list[tuple[str, str]]) -> Moved:
    steps = document.by_key
    position = before
    waiting = deque(arrows)
    while waiting:
        arrow = waiting.popleft()
        step = steps[arrow[1]]
        if step.waits_for_all:
            needed = {
                (one.key, flow.to) for one in document.steps for flow in one.flows if flow.to == step.key
            }
            arrived = position.arrived | {arrow}
            if not needed <= arrived:
                position = replace(position, arrived=arrived)
                continue
            position = replace(position, arrived=arrived - needed)
        if step.symbol is Symbol.END:
            position = replace(position, reached_end=True)
            continue
        early = next((one for one in position.done_early if one[0] == step.key), None)
        if early:
            position = replace(position, done_early=position.done_early - {early})
            waiting.extend(_leaving(step, early[1]))
        else:
            position = replace(position, open=position.open | {step.key})
    fresh = position.open - before.open
    return Moved(position, tuple(step.key for step in document.steps if step.key in fresh))
