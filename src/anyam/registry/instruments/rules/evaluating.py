"""Trees of expressions made into functions once, and called as often as answers change."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from ..results import Tree
from . import values
from .items import Item
from .scopes import Expression, Scope
from .values import Value


def compiled(tree: Tree) -> Expression:
    """The function of a tree."""
    kind = tree[0]
    if kind in ("n", "s"):
        constant: Value = float(tree[1]) if kind == "n" else str(tree[1])
        return lambda scope: constant
    if kind == "p":
        return _path(tree[1], tree[2])
    if kind == "f":
        from .functions import call  # which compiles its arguments in turn

        return call(tree[1], tree[2])
    if kind == "neg":
        inner = compiled(tree[1])
        return lambda scope: -values.number(inner(scope))
    return _operation(kind, [compiled(part) for part in tree[1:]])


def _operation(kind: str, parts: list[Expression]) -> Expression:
    if kind == "or":
        return lambda scope: any(values.truth(part(scope)) for part in parts)
    if kind == "and":
        return lambda scope: all(values.truth(part(scope)) for part in parts)
    if kind == "|":
        return lambda scope: _together(parts, scope)
    joins = _JOINS[kind]
    first, *rest = parts
    if len(rest) == 1:
        second = rest[0]
        return lambda scope: joins(first(scope), second(scope))

    def chained(scope: Scope) -> Value:
        found = first(scope)
        for part in rest:
            found = joins(found, part(scope))
        return found

    return chained


def _divided(left: float, right: float) -> float:
    if right:
        return left / right
    if left == 0 or math.isnan(left) or math.isnan(right):
        return values.NAN
    return math.copysign(math.inf, left) * math.copysign(1, right)


def _rest(left: float, right: float) -> float:
    if math.isinf(left) or not right:
        return values.NAN
    return math.fmod(left, right)


def _numbers(work: Callable[[float, float], float]) -> Callable[[Value, Value], Value]:
    return lambda left, right: work(values.number(left), values.number(right))


def _order(holds: Callable[[float, float], bool]) -> Callable[[Value, Value], Value]:
    return lambda left, right: values.ordered(left, right, holds)


_JOINS: dict[str, Callable[[Value, Value], Value]] = {
    "=": values.is_equal,
    "!=": values.is_unequal,
    "<": _order(operator.lt),
    "<=": _order(operator.le),
    ">": _order(operator.gt),
    ">=": _order(operator.ge),
    "+": _numbers(operator.add),
    "-": _numbers(operator.sub),
    "*": _numbers(operator.mul),
    "div": _numbers(_divided),
    "mod": _numbers(_rest),
}


def _together(parts: list[Expression], scope: Scope) -> Value:
    found: dict[int, Item] = {}
    for part in parts:
        value = part(scope)
        for item in value if isinstance(value, list) else []:
            found.setdefault(id(item), item)
    return list(found.values())


def _path(start: Any, steps: list[Tree]) -> Expression:
    walks = [_step(*step) for step in steps]

    def found(scope: Scope) -> Value:
        items = [_started(start, scope)]
        for walk in walks:
            items = walk(items, scope)
            if not items:
                return items
        return [item for item in items if item.is_open()]

    names = [step[1] for step in steps]
    if start != "/" or any(step[0] != "c" or step[2] or step[1] == "*" for step in steps):
        return found

    def straight(scope: Scope) -> Value:
        """The usual path, from the top by names alone."""
        items = [scope.current.root()]
        if items[0].name != names[0]:
            return []
        for name in names[1:]:
            items = [below for item in items for below in item.children.get(name, ())]
        return [item for item in items if item.is_open()]

    return straight if names else found


def _started(start: Any, scope: Scope) -> Item:
    if start == ".":
        return scope.item
    if start == "current":
        return scope.current
    tree = scope.current.root() if start == "/" else scope.around.lists.get(start[1], Item("", None))
    above = Item("", None)
    above.children[tree.name] = [tree]
    return above


def _step(axis: str, name: str, predicates: list[Tree]) -> Callable[[list[Item], Scope], list[Item]]:
    move = _AXES[axis]
    filters = [compiled(predicate) for predicate in predicates]

    def walk(items: list[Item], scope: Scope) -> list[Item]:
        found: dict[int, Item] = {}
        for item in items:
            near = move(item, name)
            for holds in filters:
                near = _kept(near, holds, scope)
            for one in near:
                found.setdefault(id(one), one)
        return list(found.values())

    return walk


def _kept(items: list[Item], holds: Expression, scope: Scope) -> list[Item]:
    kept = []
    for position, item in enumerate(items, 1):
        value = holds(Scope(item, scope.current, scope.around, position, len(items)))
        is_kept = position == value if isinstance(value, float) else values.truth(value)
        if is_kept:
            kept.append(item)
    return kept


def _children(item: Item, name: str) -> list[Item]:
    if name != "*":
        return list(item.children.get(name, ()))
    return [below for items in item.children.values() for below in items]


def _parent(item: Item, name: str) -> list[Item]:
    above = item.parent
    return [above] if above is not None and name in {"*", above.name} else []


def _itself(item: Item, name: str) -> list[Item]:
    return [item] if name in {"*", item.name} else []


def _all_below(item: Item, name: str) -> list[Item]:
    return [one for one in (item, *item.below()) if name in {"*", one.name}]


_AXES: dict[str, Callable[[Item, str], list[Item]]] = {
    "c": _children,
    "u": _parent,
    ".": _itself,
    "d": _all_below,
}
