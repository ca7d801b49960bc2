"""Answers made into a tree of items, and everything worked out on it in the order the instrument keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..choices import Kind, ProblemKind, Type
from ..results import Node, Problem
from . import values
from .answers import LONGEST, as_answer
from .items import Item, turn
from .preparing import Prepared
from .scopes import Scope, Surroundings

MOST_TURNS = 200
MOST_ITEMS = 30_000


@dataclass
class Filled:
    """A filled form while it is worked out. `fresh` are questions nobody has answered or emptied yet."""

    prepared: Prepared
    around: Surroundings
    facts: Mapping[str, str]
    top: Item
    fresh: set[int] = field(default_factory=set)
    cut: dict[tuple[int, str], list[Any]] = field(default_factory=dict)
    """Turns that the number of turns does not reach any more, as they were given."""
    problems: list[Problem] = field(default_factory=list)
    items: int = 0


def filled(
    prepared: Prepared, answers: Mapping[str, Any], around: Surroundings, facts: Mapping[str, str]
) -> Filled:
    """The answers on their form, everything calculated, everything not relevant shut."""
    root = prepared.instrument.root
    made = Filled(prepared, around, facts, Item(root.name, None, root))
    _load(made, made.top, root, answers)
    for what, path in prepared.instrument.order:
        node = prepared.instrument.nodes[path]
        if what == "count":
            _count(made, node)
            continue
        for item in list(at_path(made.top, path)):
            (_open_or_shut if what == "relevant" else _work_out)(made, item)
    return made


def at_path(top: Item, path: str) -> Iterator[Item]:
    """Every item of a node, in each turn of the repeats above it."""
    items = [top]
    for name in path.split("/")[2:]:
        items = [below for item in items for below in item.children.get(name, ())]
    return iter(items)


def _load(made: Filled, item: Item, node: Node, given: Any) -> None:
    known = given if isinstance(given, Mapping) else {}
    names = {child.name for child in node.children}
    for name in known:
        if name not in names:
            made.problems.append(_problem(f"{item.place()}/{str(name)[:80]}", ProblemKind.UNKNOWN))
    for child in node.children:
        if child.kind is Kind.REPEAT:
            item.children[child.name] = []
            turns = known.get(child.name)
            for one in turns if isinstance(turns, list) else ():
                _load_turn(made, item, child, one)
            continue
        below = Item(child.name, item, child)
        item.children[child.name] = [below]
        made.items += 1
        if child.kind is Kind.GROUP:
            _load(made, below, child, known.get(child.name))
        else:
            _load_answer(made, below, child, known.get(child.name))


def _load_turn(made: Filled, item: Item, repeat: Node, given: Any) -> Item | None:
    turns = item.children[repeat.name]
    if len(turns) >= MOST_TURNS or made.items > MOST_ITEMS:
        made.cut.setdefault((id(item), repeat.name), []).append(given)
        if not any(one.kind is ProblemKind.TOO_MANY for one in made.problems):
            made.problems.append(_problem(f"{item.place()}/{repeat.name}", ProblemKind.TOO_MANY))
        return None
    below = Item(repeat.name, item, repeat)
    turns.append(below)
    below.number = len(turns)
    _load(made, below, repeat, given)
    return below


def _load_answer(made: Filled, item: Item, node: Node, given: Any) -> None:
    is_fact = node.type is Type.HIDDEN or node.readonly is not None
    if is_fact and node.name in made.facts:
        item.value = made.facts[node.name]
    elif given is None:
        item.value = node.initial
        made.fresh.add(id(item))
    else:
        item.value = str(given)[: LONGEST * 4]
    if node.preload and (id(item) in made.fresh or node.preload == "end"):
        item.value = _preloaded(node.preload, made.around)


def _preloaded(what: str, around: Surroundings) -> str:
    if what == "today":
        return around.now.date().isoformat()
    return "" if what == "uid" else f"{around.now:%Y-%m-%dT%H:%M:%S.000}"


def _open_or_shut(made: Filled, item: Item) -> None:
    item.is_shut = not made.prepared.holds("relevant", item, made.around)


def _work_out(made: Filled, item: Item) -> None:
    node = item.node
    if node is None or not item.is_open():
        if node is not None and node.calculate is not None:
            item.value = ""
        return
    name = "calculate" if node.calculate is not None else "default"
    if node.name in made.facts and (node.type is Type.HIDDEN or node.readonly is not None):
        return
    if name == "default" and id(item) not in made.fresh:
        return
    found = made.prepared.evaluated(name, item, made.around)
    if found is not None:
        item.value = as_answer(node, values.text(found) if isinstance(found, list) else found)


def _count(made: Filled, repeat: Node) -> None:
    """As many turns as the form says; what lies beyond is kept aside."""
    for above in list(at_path(made.top, repeat.path.rpartition("/")[0])):
        turns = above.children.setdefault(repeat.name, [])
        here = Item(repeat.name, above, repeat)
        said = made.prepared.expressions[("count", repeat.path)](Scope(here, here, made.around))
        wanted = values.number(said)
        number = 0 if wanted != wanted else int(max(0, min(wanted, MOST_TURNS)))
        while len(turns) < number and made.items <= MOST_ITEMS:
            made.items += 1
            _load(made, turn(repeat, above), repeat, {})
        if len(turns) > number:
            made.cut[(id(above), repeat.name)] = [given_of(made, item) for item in turns[number:]]
            del turns[number:]


def given_of(made: Filled, item: Item, *, is_counted: bool = False) -> dict[str, Any]:
    """Answers as they are nested. `is_counted`: only what is relevant."""
    found: dict[str, Any] = {}
    for name, items in item.children.items():
        node = next((one.node for one in items), None) or _child(item, name)
        if node is None:
            continue
        shown = [one for one in items if not (is_counted and one.is_shut)]
        if node.kind is Kind.REPEAT:
            turns: list[Any] = [given_of(made, one, is_counted=is_counted) for one in shown]
            turns += [] if is_counted else made.cut.get((id(item), name), [])
            if turns:
                found[name] = turns
        elif node.kind is Kind.GROUP:
            for one in shown:
                if below := given_of(made, one, is_counted=is_counted):
                    found[name] = below
        elif node.type is not Type.NOTE:
            for one in shown:
                if one.value or not (is_counted or id(one) in made.fresh):
                    found[name] = one.value
    return found


def _child(item: Item, name: str) -> Node | None:
    children = item.node.children if item.node else ()
    return next((child for child in children if child.name == name), None)


def _problem(place: str, kind: ProblemKind) -> Problem:
    return Problem(place, kind, str(kind.label))
