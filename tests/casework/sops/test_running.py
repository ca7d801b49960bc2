"""A running procedure offers at every moment exactly what its blocks allow, and always comes to its end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyam.casework.sops.choices import Symbol
from anyam.casework.sops.results import Document, Flow, Step
from anyam.casework.sops.rules import running
from anyam.casework.sops.rules.running import AnswerDoesNotFit, Position, StepIsNotOpen
from tests.casework.sops.growing import Block, blocks, document_of

LONGEST = 200


def offered(document: Document, position: Position) -> set[tuple[str, str]]:
    """Every step that may be done now, with every answer it takes."""
    return {
        (key, answer) for key in position.open for answer in running.answers_of(document.step(key)) or ("",)
    }


@given(blocks(), st.data())
def test_exactly_what_the_blocks_allow_is_open(block: Block, data: st.DataObject) -> None:
    document = document_of(block)
    position, left = running.begin(document).position, block
    for done in range(LONGEST):
        allowed = left.next()
        assert offered(document, position) == set(allowed)
        # Past half the way no loop is gone once more, so that every walk ends.
        ways = sorted(allowed, key=lambda way: (way[1] != "Tidak", way))
        key, answer = ways[0] if done > LONGEST / 2 else data.draw(st.sampled_from(ways))
        position = running.complete(document, position, key, answer).position
        following = allowed[key, answer]
        if following is None:
            assert position.has_ended
            return
        left = following
        assert not position.has_ended
        assert not position.is_stuck


@given(blocks(), st.data())
def test_what_was_done_early_is_passed_when_its_turn_comes(block: Block, data: st.DataObject) -> None:
    document = document_of(block)
    position = running.begin(document).position
    later = running.coming(document, position)
    if not later:
        return
    early = data.draw(st.sampled_from(later))
    answer = next(reversed(running.answers_of(document.step(early))), "")
    position = running.do_early(document, position, early, answer).position
    offers = 0
    for _ in range(LONGEST):
        if position.has_ended:
            break
        key = min(position.open)
        offers += key == early
        answer = next(reversed(running.answers_of(document.step(key))), "")
        position = running.complete(document, position, key, answer).position
    assert position.has_ended
    is_in_a_loop = early in running.coming(document, Position(open=frozenset({early})))
    assert is_in_a_loop or offers == 0


def line(*steps: Step) -> Document:
    return Document("X", "X", steps=steps)


FORK = line(
    Step("start", "", Symbol.START, flows=(Flow("a"), Flow("b"))),
    Step("a", "", flows=(Flow("both"),)),
    Step("b", "", flows=(Flow("both"),)),
    Step("both", "", waits_for_all=True, flows=(Flow("ask"),)),
    Step("ask", "", Symbol.DECISION, flows=(Flow("a", "again"), Flow("end", "enough"))),
    Step("end", "", Symbol.END),
)


def test_a_step_that_waits_for_all_opens_with_the_last_arrow_only() -> None:
    begun = running.begin(FORK)
    assert begun.opened == ("a", "b")
    halfway = running.complete(FORK, begun.position, "b")
    assert halfway.opened == ()
    assert running.complete(FORK, halfway.position, "a").opened == ("both",)


def test_a_loop_back_into_one_of_two_ways_gets_stuck_and_says_so() -> None:
    position = Position(open=frozenset({"ask"}))
    position = running.complete(FORK, position, "ask", "again").position
    assert running.complete(FORK, position, "a").position.is_stuck


def test_only_an_open_step_can_be_done() -> None:
    begun = running.begin(FORK).position
    with pytest.raises(StepIsNotOpen):
        running.complete(FORK, begun, "both")
    with pytest.raises(StepIsNotOpen):
        running.do_early(FORK, begun, "a")
    early = running.do_early(FORK, begun, "both").position
    with pytest.raises(StepIsNotOpen):
        running.do_early(FORK, early, "both")


@pytest.mark.parametrize(("key", "answer"), [("a", "again"), ("ask", ""), ("ask", "perhaps")])
def test_an_answer_must_be_one_of_the_step(key: str, answer: str) -> None:
    with pytest.raises(AnswerDoesNotFit):
        running.complete(FORK, Position(open=frozenset({key})), key, answer)


def test_without_a_start_nothing_begins() -> None:
    with pytest.raises(ValueError, match="start"):
        running.begin(line(Step("a", "")))
