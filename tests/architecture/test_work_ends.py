"""Whatever is put on somebody's desk also leaves it: every kind of work that is opened is ended, and none is unused."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from anyam.casework.sops.choices import WorkKind
from tests.architecture.source import Function, all_functions, app_of, parse

# The steps with which work begins and ends, and where each takes the kind. All other calls are followed to these.
OPENING, ENDING = "start_work", {"finish_work": 2, "cancel_work": 2}

# Kinds that no call ends by name: they end together with all other work of their subject.
ENDED_WITH_ALL = {
    "ANSWER_REFERRAL": "every answer, withdrawal and expiry of a referral ends all work of the referral",
    "TAKE_UP_EXPIRED": "whatever the coordinator or the sender does with the referral ends all work of it",
    "SCHEDULE_SERVICE": "the appointment, or the referral's end, ends all work of the referral",
    "GIVE_SERVICE": "noting the service, or the referral's end, ends all work of the referral",
    "REPORT_OUTCOME": "the outcome ends all work of the referral",
    "TAKE_UP_DECLINED": "the chair drops what was declined: that ends all work of the decision",
}


@dataclass
class Flow:
    """What a function does with the kinds it is given, by the names of its parameters, and with those it names."""

    opens: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    opens_by_name: set[str] = field(default_factory=set)
    ends_by_name: set[str] = field(default_factory=set)
    ends_all: bool = False

    @property
    def size(self) -> int:
        return sum(map(len, (self.opens, self.ends, self.opens_by_name, self.ends_by_name))) + self.ends_all


def flows(functions: Iterable[Function]) -> dict[str, Flow]:
    """Each function's flow, followed through the plain functions of its own app until nothing new is found."""
    known = [f for f in functions if f.name != OPENING and f.name not in ENDING]
    found = {f.full_name: Flow() for f in known}
    values = {f.full_name: _values(f) for f in known}
    calls = {f.full_name: [n for n in ast.walk(f.node) if isinstance(n, ast.Call)] for f in known}
    namesakes: dict[tuple[str, str], list[Function]] = {}
    for f in known:
        namesakes.setdefault((app_of(f.module), f.name), []).append(f)
    before = -1
    while before != (now := sum(flow.size for flow in found.values())):
        before = now
        for f in known:
            for call in calls[f.full_name]:
                called = namesakes.get((app_of(f.module), _name(call.func)), [])
                _follow(
                    call, values[f.full_name], found[f.full_name], [(g, found[g.full_name]) for g in called]
                )
    return found


@cache
def ours() -> dict[str, Flow]:
    return flows(all_functions())


def _follow(
    call: ast.Call, values: dict[str, set[str]], flow: Flow, called: list[tuple[Function, Flow]]
) -> None:
    name = _name(call.func)
    if name == OPENING:
        _keep(_argument(call, "kind", None), values, flow.opens, flow.opens_by_name)
    elif name in ENDING:
        kind = _argument(call, "kind", ENDING[name])
        flow.ends_all |= kind is None
        _keep(kind, values, flow.ends, flow.ends_by_name)
    for function, its in called:
        parameters = _parameters(function)
        for parameter in its.opens:
            _keep(_of(call, parameters, parameter), values, flow.opens, flow.opens_by_name)
        for parameter in its.ends:
            _keep(_of(call, parameters, parameter), values, flow.ends, flow.ends_by_name)


def _keep(given: ast.expr | None, values: dict[str, set[str]], passed: set[str], named: set[str]) -> None:
    for one in _told(given, values):
        (named if one.isupper() else passed).add(one)


def _values(function: Function) -> dict[str, set[str]]:
    """For each name in a function the kinds and parameters that it may stand for."""
    values = {name: {name} for name in _parameters(function)}
    for node in ast.walk(function.node):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            together = target.elts if isinstance(target, ast.Tuple) else [target]
            told = _told(node.value, values)
            each = [{one} for one in told] if len(together) == len(told) > 1 else [set(told)] * len(together)
            for name, kinds in zip(together, each, strict=True):
                values.setdefault(_name(name), set()).update(kinds)
    return values


def _told(given: ast.expr | None, values: dict[str, set[str]]) -> list[str]:
    """The kinds that an expression names, in their order, or else the parameters that it is made of."""
    nodes = list(ast.walk(given)) if given is not None else []
    kinds = [n.attr for n in nodes if isinstance(n, ast.Attribute) and _name(n.value) == "WorkKind"]
    if kinds:
        return kinds
    names = (n.id for n in nodes if isinstance(n, ast.Name))
    return sorted({one for name in names for one in values.get(name, ())})


def _parameters(function: Function) -> list[str]:
    given = function.node.args
    return [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]


def _of(call: ast.Call, parameters: list[str], wanted: str) -> ast.expr | None:
    return _argument(call, wanted, parameters.index(wanted))


def _argument(call: ast.Call, name: str, position: int | None) -> ast.expr | None:
    by_name = next((word.value for word in call.keywords if word.arg == name), None)
    if by_name is not None or position is None or position >= len(call.args):
        return by_name
    return call.args[position]


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def opened(found: dict[str, Flow]) -> set[str]:
    return {kind for flow in found.values() for kind in flow.opens_by_name}


def never_ended(found: dict[str, Flow]) -> set[str]:
    return opened(found) - {kind for flow in found.values() for kind in flow.ends_by_name}


def apps_that_end_all(found: dict[str, Flow]) -> Iterator[str]:
    yield from (app_of(name) for name, flow in found.items() if flow.ends_all)


def test_every_kind_of_work_that_is_opened_is_ended() -> None:
    found = never_ended(ours())
    surplus = found - set(ENDED_WITH_ALL)
    assert not surplus, (
        f"Somebody gets this work and nothing ever ends it: finish_work(…) for {sorted(surplus)}."
    )
    stale = set(ENDED_WITH_ALL) - found
    assert not stale, f"Take off the list ENDED_WITH_ALL: {sorted(stale)}."


def test_what_ends_with_its_subject_is_opened_where_all_of_a_subject_is_ended() -> None:
    found = ours()
    ending = set(apps_that_end_all(found))
    for kind in ENDED_WITH_ALL:
        homes = {app_of(name) for name, flow in found.items() if kind in flow.opens_by_name}
        assert homes <= ending, f"{kind}: nothing in {sorted(homes - ending)} ends all work of a subject."


def test_no_kind_of_work_is_unused() -> None:
    unused = {kind.name for kind in WorkKind} - opened(ours())
    assert not unused, f"Nobody opens this work; take it out of WorkKind: {sorted(unused)}."


OPENS = (
    "def ask(actor, row):\n    _give(actor, row, WorkKind.VISIT)\n"
    "def _give(actor, row, kind):\n    start_work(actor, kind=kind)\n"
)


def test_seeded_work_that_nothing_ends_is_caught() -> None:
    other = "def done(actor, row):\n    finish_work(actor, row.id, WorkKind.REVIEW)\n"
    assert never_ended(flows(parse(OPENS + other))) == {"VISIT"}


def test_work_ended_through_another_function_counts() -> None:
    through = "def done(actor, row):\n    about = About(WorkKind.VISIT, row.id)\n    _end(actor, about)\n"
    through += "def _end(actor, about):\n    cancel_work(actor, about.id, about.kind)\n"
    assert not never_ended(flows(parse(OPENS + through)))


def test_seeded_end_of_one_of_two_kinds_leaves_the_other_open() -> None:
    two = "def settle(actor, row):\n    one, two = (About(kind) for kind in (WorkKind.VISIT, WorkKind.REVIEW))\n"
    two += "    start_work(actor, kind=one.kind)\n    start_work(actor, kind=two.kind)\n"
    two += "    finish_work(actor, row.id, one.kind)\n"
    assert never_ended(flows(parse(two))) == {"REVIEW"}
