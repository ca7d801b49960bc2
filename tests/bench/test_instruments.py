"""A large instrument opens and is judged in time, and an expression costs no more than in elementpath."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from time import process_time
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import elementpath

from anyam.interfaces.web.instruments.drawing import drawn
from anyam.registry.instruments.rules.evaluating import compiled
from anyam.registry.instruments.rules.filling import filled
from anyam.registry.instruments.rules.parsing import parsed
from anyam.registry.instruments.rules.preparing import Prepared
from anyam.registry.instruments.rules.scopes import Scope
from anyam.registry.instruments.rules.showing import shown
from tests.registry.instruments.making import made

ALONE, IN_REPEAT, TURNS = 280, 20, 50
EXPRESSIONS = (
    "number(/data/q5) < 100 and number(/data/q7) + 1 = 2",
    "count(/data/kin[k3 = 'a'])",
    "concat(/data/q1, '-', string-length(/data/q2))",
    "sum(/data/kin/k2) > 3 or /data/q9 = '1'",
)


def large_form() -> str:
    """280 questions that hang on one another, and a repeat of 20 more."""
    rows = ["| survey |", "| | type | name | label | relevant | constraint | required |"]
    for at in range(ALONE):
        relevant = f"${{q{at - 1}}} != 'x'" if at else ""
        rows.append(f"| | integer | q{at} | Question {at} | {relevant} | . < 100 | yes |")
    rows.append("| | begin_repeat | kin | Family | | | |")
    rows += [
        f"| | text | k{at} | Field {at} | {'' if at == 0 else '${k0} != 1'} | | |" for at in range(IN_REPEAT)
    ]
    return "\n".join([*rows, "| | end_repeat | | | | | |"])


def answers() -> dict[str, Any]:
    turn = {f"k{at}": "a" for at in range(IN_REPEAT)}
    return {**{f"q{at}": "1" for at in range(ALONE)}, "kin": [turn] * TURNS}


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of some runs, in seconds of the processor."""
    found = []
    for _time in range(times):
        begun = process_time()
        work()
        found.append(process_time() - begun)
    return min(found)


def test_three_hundred_questions_with_fifty_turns_open_and_are_judged_in_time() -> None:
    ready = Prepared(made(large_form()))
    around = ready.surroundings(datetime(2026, 11, 23, 9, 0), "id")
    judge = lambda: shown(filled(ready, answers(), around, {}), None)  # noqa: E731
    assert len(judge().entries[-1].entries) == TURNS
    assert not judge().problems
    assert seconds(judge) < 0.2
    assert seconds(lambda: drawn(judge())) < 0.3


def test_an_expression_costs_no_more_than_in_elementpath() -> None:
    ready = Prepared(made(large_form()))
    around = ready.surroundings(datetime(2026, 11, 23, 9, 0), "id")
    top = filled(ready, answers(), around, {}).top
    document = Element("data")
    for name, value in answers().items():
        for turn in value if isinstance(value, list) else [value]:
            element = SubElement(document, name)
            for below, words in turn.items() if isinstance(turn, dict) else ():
                SubElement(element, below).text = words
            element.text = turn if isinstance(turn, str) else None
    root = elementpath.get_node_tree(document)
    for expression in EXPRESSIONS:
        ours, theirs = compiled(parsed(expression)), elementpath.XPath1Parser().parse(expression)
        mine = seconds(lambda: [ours(Scope(top, top, around)) for _time in range(50)])  # noqa: B023
        other = seconds(
            lambda: [theirs.evaluate(elementpath.XPathContext(root, item=root)) for _time in range(50)]  # noqa: B023
        )
        assert mine <= other, expression
