"""Expressions nobody thought of: the server and the page agree on them, and with elementpath where XPath 1.0 speaks."""

from __future__ import annotations

import json
import math
import random
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import elementpath
from hypothesis import given, settings
from hypothesis import strategies as st

from anyam.registry.instruments.choices import Type
from anyam.registry.instruments.results import Choice, Instrument, Node
from anyam.registry.instruments.rules import values
from anyam.registry.instruments.rules.checking import Shape, checked
from anyam.registry.instruments.rules.evaluating import compiled
from anyam.registry.instruments.rules.filling import filled
from anyam.registry.instruments.rules.parsing import NotReadable, parsed
from anyam.registry.instruments.rules.patterns import pattern_of, program
from anyam.registry.instruments.rules.preparing import Prepared
from anyam.registry.instruments.rules.scopes import Scope
from anyam.registry.instruments.rules.storing import as_json, from_json
from anyam.registry.instruments.rules.writing import written

from .making import as_page_tells, made, on_server
from .twin import NOW, in_page

FORM = """
| survey |
| | type | name | label |
| | text | a | A |
| | text | b | B |
| | text | c | C |
| | begin_repeat | r | R |
| | integer | v | V |
| | end_repeat | | |
"""
MANY = 500


class Writer:
    """Random expressions of XPath 1.0, and of ODK where `is_odk`."""

    def __init__(self, seed: int, *, is_odk: bool) -> None:
        self.random = random.Random(seed)
        self.is_odk = is_odk

    def number(self, depth: int) -> str:
        pick = self.random.choice
        v = self.node("v")
        if depth <= 0:
            nodes = [self.node(path) for path in ("/data/a", "/data/b", "/data/r[2]/v")]
            return pick(["0", "1", "2.5", "-3", "10", "0.1", "count(/data/r)", *nodes])
        kinds = [
            lambda: (
                f"({self.number(depth - 1)} {pick(['+', '-', '*', 'div', 'mod'])} {self.number(depth - 1)})"
            ),
            lambda: f"-{self.number(depth - 1)}",
            lambda: f"{pick(['floor', 'ceiling', 'number', 'round'])}({self.number(depth - 1)})",
            lambda: f"string-length({self.text(depth - 1)})",
            lambda: f"number({self.text(depth - 1)})",
            lambda: f"sum(/data/r[{v} {pick(['<', '>', '='])} {self.number(depth - 1)}]/v)",
            lambda: f"count(/data/r[{self.truth(depth - 1)}])",
        ]
        if self.is_odk:
            kinds += [
                lambda: f"{pick(['int', 'abs', 'sqrt', 'exp', 'sin'])}({self.number(depth - 1)})",
                lambda: f"round({self.number(depth - 1)}, {pick(['1', '2', '-1'])})",
                lambda: f"{pick(['max', 'min'])}({self.number(depth - 1)}, {self.number(depth - 1)})",
                lambda: f"pow({self.number(depth - 1)}, 2)",
                lambda: f"decimal-date-time(date({self.number(depth - 1)}))",
            ]
        return str(pick(kinds)())

    def node(self, path: str) -> str:
        """elementpath 5 takes a node's text for a text beside a number: section 3.4 of XPath 1.0 does not."""
        return path if self.is_odk else f"number({path})"

    def whole(self, depth: int) -> str:
        """elementpath 5 rounds halves to the even number here: section 4.2 of XPath 1.0 rounds them up."""
        return self.number(depth) if self.is_odk else f"floor({self.number(depth)})"

    def text(self, depth: int) -> str:
        pick = self.random.choice
        if depth <= 0:
            return pick(["''", "'x'", "'Ani Budi'", "'7'", "' 7 '", "'a=b'", "/data/a", "/data/c", "'åé🙂'"])
        kinds = [
            lambda: f"concat({self.text(depth - 1)}, {self.text(depth - 1)})",
            lambda: f"substring({self.text(depth - 1)}, {self.whole(depth - 1)})",
            lambda: f"substring({self.text(depth - 1)}, {self.whole(depth - 1)}, {self.whole(depth - 1)})",
            lambda: f"substring-before({self.text(depth - 1)}, {self.text(0)})",
            lambda: f"substring-after({self.text(depth - 1)}, {self.text(0)})",
            lambda: f"translate({self.text(depth - 1)}, 'aix', 'AI')",
            lambda: f"normalize-space({self.text(depth - 1)})",
            lambda: f"string({self.truth(depth - 1)})",
        ]
        if self.is_odk:
            kinds += [
                lambda: f"if({self.truth(depth - 1)}, {self.text(depth - 1)}, {self.number(depth - 1)})",
                lambda: f"coalesce({self.text(depth - 1)}, {self.text(depth - 1)})",
                lambda: f"substr({self.text(depth - 1)}, {self.number(depth - 1)}, {self.number(depth - 1)})",
                lambda: f"join({self.text(0)}, {self.text(depth - 1)}, /data/r/v)",
                lambda: f"date({self.number(depth - 1)})",
                lambda: f"date-time({self.number(depth - 1)})",
                lambda: f"format-date(date({self.number(depth - 1)}), '%A %e %B %Y')",
                lambda: f"selected-at({self.text(depth - 1)}, {self.number(depth - 1)})",
                lambda: f"string({self.number(depth - 1)})",
            ]
        return str(pick(kinds)())

    def truth(self, depth: int) -> str:
        pick = self.random.choice
        if depth <= 0:
            return pick(["true()", "false()", f"{self.node('/data/a')} = 3", "boolean(/data/c)"])
        kinds = [
            lambda: f"({self.truth(depth - 1)} {pick(['and', 'or'])} {self.truth(depth - 1)})",
            lambda: f"not({self.truth(depth - 1)})",
            lambda: (
                f"{self.number(depth - 1)} {pick(['=', '!=', '<', '<=', '>', '>='])} {self.number(depth - 1)}"
            ),
            lambda: f"{self.text(depth - 1)} {pick(['=', '!='])} {self.text(depth - 1)}",
            lambda: f"contains({self.text(depth - 1)}, {self.text(0)})",
            lambda: f"starts-with({self.text(depth - 1)}, {self.text(0)})",
            lambda: f"boolean({self.text(depth - 1)})",
        ]
        if self.is_odk:
            kinds += [
                lambda: f"/data/r/v {pick(['=', '!=', '<', '>='])} {self.number(depth - 1)}",
                lambda: f"selected({self.text(depth - 1)}, {self.text(0)})",
                lambda: f"regex({self.text(depth - 1)}, '[A-Za-z]*( [A-Z][a-z]+)?')",
            ]
        return str(pick(kinds)())

    def any(self) -> str:
        depth = self.random.randint(1, 4)
        return str(self.random.choice([self.number, self.text, self.truth])(depth))


def answers_of(seed: int) -> dict[str, Any]:
    chosen = random.Random(seed)
    texts = ["", "3", "-1.5", "Ani Budi", "a=b", " x ", "2019-05-01", "åé🙂"]
    turns = [{"v": chosen.choice(["0", "1", "7", "-2", ""])} for _at in range(chosen.randint(0, 4))]
    return {"a": chosen.choice(texts), "b": chosen.choice(texts), "c": chosen.choice(texts), "r": turns}


def with_expressions(form: Instrument, expressions: list[str]) -> Instrument:
    """The form with one hidden question for each expression."""
    shape = Shape(
        "/data", {"/data": {name: f"/data/{name}" for name in "abcr"}, "/data/r": {"v": "/data/r/v"}}, {}
    )
    hidden = [
        replace(
            form.root.children[0],
            path=f"/data/h{at}",
            name=f"h{at}",
            type=Type.HIDDEN,
            label={},
            calculate=checked(parsed(expression), f"/data/h{at}", shape),
        )
        for at, expression in enumerate(expressions)
    ]
    root = replace(form.root, children=(*form.root.children, *hidden))
    return replace(form, root=root, order=tuple(("value", node.path) for node in hidden))


def test_the_page_and_the_server_agree_on_random_expressions() -> None:
    form = made(FORM)
    for seed in range(3):
        writer = Writer(seed, is_odk=True)
        expressions = [writer.any() for _at in range(MANY)]
        full = with_expressions(form, expressions)
        jobs = [{"answers": answers_of(seed * 10 + at)} for at in range(5)]
        for job, page in zip(jobs, in_page([as_json(full)], jobs), strict=True):
            server = on_server(full, job).answers
            others = {
                expressions[at]: (server.get(f"h{at}", ""), page["answers"].get(f"h{at}", ""))
                for at in range(MANY)
                if server.get(f"h{at}", "") != page["answers"].get(f"h{at}", "")
            }
            assert others == {}


def as_xml(answers: dict[str, Any]) -> Element:
    root = Element("data")
    for name in "abc":
        SubElement(root, name).text = answers[name]
    for turn in answers["r"]:
        SubElement(SubElement(root, "r"), "v").text = turn["v"]
    return root


def test_elementpath_agrees_where_xpath_1_0_speaks() -> None:
    form = made(FORM)
    ready = Prepared(form)
    around = ready.surroundings(datetime.fromisoformat(NOW), "id")
    parser = elementpath.XPath1Parser()
    others, compared = {}, 0
    for seed in range(40):
        answers = answers_of(seed)
        if any(answers[name] == "2019-05-01" for name in "abc"):
            continue  # ODK counts days, XPath 1.0 has none
        filled_form = filled(ready, answers, around, {})
        top, document = filled_form.top, elementpath.get_node_tree(as_xml(answers))
        writer = Writer(1000 + seed, is_odk=False)
        for _at in range(60):
            expression = writer.any()
            tree = parsed(expression)
            ours = compiled(tree)(Scope(top, top, around))
            try:
                theirs = parser.parse(expression).evaluate(elementpath.XPathContext(document, item=document))
            except (elementpath.ElementPathError, OverflowError):
                continue  # it wants some arguments to be numbers already, where XPath 1.0 makes them so
            if theirs == [] and not isinstance(ours, list):
                continue  # it reckons with nothing as XPath 2.0 does
            compared += 1
            if not is_same(ours, theirs):
                others[expression] = (ours, theirs, answers)
    assert others == {}
    assert compared > 1_000


def is_same(ours: values.Value, theirs: Any) -> bool:
    if isinstance(theirs, list):
        words = [str(one.text or "") if hasattr(one, "text") else str(one) for one in theirs]
        return isinstance(ours, list) and [item.words() for item in ours] == words
    if isinstance(theirs, (int, float, Decimal)) and not isinstance(theirs, bool):
        # elementpath reckons with decimals what XPath 1.0 reckons with doubles.
        number = float(theirs)
        return isinstance(ours, float) and (
            math.isclose(ours, number, rel_tol=1e-9) or (ours != ours and number != number)
        )
    return bool(type(ours) is type(theirs) and ours == theirs)


@settings(max_examples=300, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_a_written_tree_reads_as_the_same_tree(seed: int) -> None:
    tree = parsed(Writer(seed, is_odk=True).any())
    again = parsed(written(tree))
    assert written(again) == written(tree)


PIECES = st.sampled_from(
    ["a", "b", ".", "\\d", "\\w", "\\s", "[a-c]", "[^b]", "(a|b)", "(?:ab|c)", "^", "$", "\\.", "\\b", "é"]
)
ENDINGS = st.sampled_from(["", "*", "+", "?", "{2}", "{1,3}", "*?", "+?", "{2,}"])


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(PIECES, ENDINGS), max_size=6),
    st.lists(st.text("abc1 _.é\n", max_size=8), min_size=5, max_size=5),
)
def test_the_steps_of_a_pattern_match_what_re2_matches(parts: list[tuple[str, str]], said: list[str]) -> None:
    pattern = "".join(piece + ("" if piece in "^$\\b" else ending) for piece, ending in parts)
    try:
        steps = program(pattern)
        engine = pattern_of(pattern)
    except NotReadable:
        return
    for words in said:
        assert walked(steps, words) == (engine.fullmatch(words) is not None), (pattern, words)


def walked(steps: list[list[Any]], said: str) -> bool:
    """The page's own way of matching, as `patterns.js` has it."""

    def reach(places: list[int], at: int) -> list[int]:
        seen: set[int] = set()
        found = []
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place in seen:
                continue
            seen.add(place)
            step = steps[place]
            if step[0] == "f":
                waiting += step[1:]
            elif step[0] == "j":
                waiting.append(step[1])
            elif (
                (step[0] == "b" and at == 0)
                or (step[0] == "e" and at == len(said))
                or (step[0] == "w" and (is_word(at - 1) != is_word(at)) == step[1])
            ):
                waiting.append(place + 1)
            elif step[0] in "cm":
                found.append(place)
        return found

    def is_word(at: int) -> bool:
        return 0 <= at < len(said) and (said[at].isascii() and (said[at].isalnum() or said[at] == "_"))

    here = reach([0], 0)
    for at, letter in enumerate(said):
        code = ord(letter)
        next_places = [
            place + 1
            for place in here
            if steps[place][0] == "c" and any(first <= code <= last for first, last in steps[place][1])
        ]
        here = reach(next_places, at + 1)
    return any(steps[place][0] == "m" for place in here)


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_a_random_definition_is_the_same_after_being_kept(seed: int) -> None:
    chosen = random.Random(seed)
    full = with_expressions(made_once(), [Writer(seed, is_odk=True).any() for _at in range(3)])
    node: Node = replace(
        full.root.children[0],
        label={"id": ["Siapa ", parsed("/data/b"), "?"], "en": ["Who?"]},
        limits={"start": chosen.random()},
        marks={"not_before": "birth"},
        row=chosen.randint(0, 99),
    )
    lists = {"l": (Choice("x", {"id": ["X"]}, {"f": "1"}), Choice("y", {}))}
    full = replace(full, root=replace(full.root, children=(node, *full.root.children[1:])), lists=lists)
    assert from_json(json.loads(json.dumps(as_json(full)))) == full


_made: list[Instrument] = []


def made_once() -> Instrument:
    if not _made:
        _made.append(made(FORM))
    return _made[0]


def test_the_page_shows_what_the_server_shows() -> None:
    form = made(
        """
| survey |
| | type | name | label::en|label::id |relevant|required| constraint | constraint_message | choice_filter | default |
| | select_one yn | has | Kids? | Ada? | | yes | | | | |
| | integer | n | How many | Berapa | ${has} = 'y' | ${has} = 'y' | . > 0 and . < 4 | At most 3, not ${n} | | |
| | begin_repeat | kid | Child ${n} | Anak | ${has} = 'y' | | | | | |
| | text | name | Name | Nama | | yes | | | | |
| | date | born | Born | Lahir | | | . <= today() | | | |
| | select_one town | town | Town | Kota | ${name} != '' | | | | area = ${area} | |
| | note | told | ${name} lives in ${town} | ${name} tinggal di ${town} | | | | | | |
| | end_repeat | | | | | | | | | |
| | select_multiple yn | area | Area | Wilayah | | | count-selected(.) < 2 | | | y |
| | rank yn | order | Order | Urutan | | | | | | |
| | range | level | Level | Tingkat | | | | | | |
| choices |
| | list_name | name | label::en | label::id | area |
| | yn | y | Yes | Ya | |
| | yn | n | No | Tidak | |
| | town | t1 | Ubud | Ubud | y |
| | town | t2 | Bangli | Bangli | n |
"""
    )
    jobs: list[dict[str, Any]] = [
        {"answers": {}},
        {"answers": {}, "language": "en"},
        {
            "answers": {
                "has": "y",
                "n": "7",
                "kid": [{"name": "Ani", "born": "2030-01-01", "town": "t2"}, {}],
                "area": "y n",
            }
        },
        {
            "answers": {
                "has": "n",
                "n": "2",
                "kid": [{"name": "Ani"}],
                "order": "n",
                "level": "11",
                "area": "z",
            }
        },
        {
            "answers": {
                "has": "x",
                "order": "n y",
                "level": "3",
                "area": "n",
                "kid": [{"name": "B", "town": "t2"}],
            },
            "language": "en",
        },
    ]
    for job, page in zip(jobs, in_page([as_json(form)], jobs), strict=True):
        server = as_page_tells(on_server(form, job))
        assert page["answers"] == server["answers"]
        assert page["problems"] == server["problems"]
        assert page["shown"] == server["shown"]
