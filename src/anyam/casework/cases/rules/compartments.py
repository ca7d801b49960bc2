"""Which compartment an answer lies in, and which must be open to whoever is shown its question.

A question whose appearance, correctness or value hangs on a health answer says something about that answer. It is shown
only to those to whom both are open, so that the page never tells what the sealed table keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from anyam.casework.cases.choices import Compartment
from anyam.registry.instruments.results import Instrument, Node, Tree, Words

Needed = Mapping[str, frozenset[Compartment]]
_MARK = "compartment"
_ANYTHING = "*"


def compartment_of(node: Node) -> Compartment:
    """Where the form's column `bind::compartment` puts an answer; general where it says nothing that is known."""
    marked = node.marks.get(_MARK, "")
    return Compartment(marked) if marked in Compartment.values else Compartment.GENERAL


def needed_compartments(instrument: Instrument) -> Needed:
    """For each path the compartments that must be open to see it: its own and those of all it hangs on."""
    asks = {
        path: {compartment_of(node)} if node.is_question else set() for path, node in instrument.nodes.items()
    }
    named: dict[str, list[str]] = {}
    for path, node in instrument.nodes.items():
        named.setdefault(node.name, []).append(path)
    rests_on = {path: _rests_on(instrument, path, named) for path in instrument.nodes}
    grew = True
    while grew:
        grew = False
        for path, others in rests_on.items():
            more = set().union(*(asks[other] for other in others)) - asks[path] if others else set()
            if more:
                asks[path] |= more
                grew = True
    return {path: frozenset(found) for path, found in asks.items()}


def _rests_on(instrument: Instrument, path: str, named: Mapping[str, list[str]]) -> frozenset[str]:
    """The paths on which one hangs: what its expressions name, and the groups around it."""
    names = {name for tree in _trees(instrument.nodes[path]) for name in _names(tree)}
    if _ANYTHING in names:
        found = set(instrument.nodes)
    else:
        ends = {other for name in names for other in named.get(name, ())}
        found = {node.path for other in ends for node in instrument.nodes[other].walk()}
    around = path.rpartition("/")[0]
    if around in instrument.nodes:
        found.add(around)
    return frozenset(found - {path})


def _trees(node: Node) -> Iterator[Tree]:
    ways = (
        node.relevant, node.required, node.constraint, node.calculate, node.readonly, node.count, node.default,
        node.filter,
    )  # fmt: skip
    yield from (tree for tree in ways if tree)
    for words in (node.label, node.hint, node.required_words, node.constraint_words):
        yield from _said(words)


def _said(words: Words) -> Iterator[Tree]:
    """The trees whose values stand within a sentence."""
    return (part for parts in words.values() for part in parts if isinstance(part, list))


def _names(tree: Any) -> Iterator[str]:
    """What each path of the expression ends at. Texts are no names; a star or `//` is everything."""
    if not isinstance(tree, list) or not tree or tree[0] == "s":
        return
    if tree[0] != "p":
        yield from _all_names(part for part in tree[1:] if isinstance(part, list))
        return
    steps = [step for step in tree[2] if step[0] != "u"]
    if any(axis == "d" or name == _ANYTHING for axis, name, _predicates in steps):
        yield _ANYTHING
    elif steps:
        yield str(steps[-1][1])
    for _axis, _name, predicates in tree[2]:
        yield from _all_names(predicates)


def _all_names(trees: Iterable[Any]) -> Iterator[str]:
    for tree in trees:
        if isinstance(tree, list) and tree and isinstance(tree[0], list):
            yield from _all_names(tree)
        else:
            yield from _names(tree)
