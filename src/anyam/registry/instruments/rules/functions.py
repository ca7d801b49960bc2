"""The functions of XPath 1.0 and of the ODK XForms specification that forms may use, and their arguments."""

from __future__ import annotations

from collections.abc import Callable

from ..results import Tree
from .evaluating import compiled
from .items import Item
from .library import PLAIN
from .patterns import pattern_of
from .scopes import Expression, Scope
from .values import Value, number, text, truth

UNSUPPORTED = {
    "pulldata": "data from another file (pulldata)",
    "randomize": "choices in random order (randomize)",
    **dict.fromkeys(
        ("area", "distance", "enclosed-area", "geofence", "intersects"), "reckoning on a map (%(near)s)"
    ),
    "last-saved": "answers of the last filled form",
}
"""What is known and refused by its own name; any other unknown function is refused as such."""
RANDOM = frozenset({"random", "uuid"})
"""Only within once() or a default, so that the page and the server do not draw twice."""


def call(name: str, given: list[Tree]) -> Expression:
    """The function `name` over its arguments."""
    if name in _SPECIAL:
        return _SPECIAL[name](given)
    parts = [compiled(tree) for tree in given]
    work = PLAIN[name]
    if len(parts) == 1:
        only = parts[0]
        return lambda scope: work(scope, only(scope))
    return lambda scope: work(scope, *[part(scope) for part in parts])


def _if(given: list[Tree]) -> Expression:
    asked, then, otherwise = (compiled(tree) for tree in given)
    return lambda scope: then(scope) if truth(asked(scope)) else otherwise(scope)


def _coalesce(given: list[Tree]) -> Expression:
    parts = [compiled(tree) for tree in given]

    def first(scope: Scope) -> Value:
        for part in parts:
            if found := text(part(scope)):
                return found
        return ""

    return first


def _once(given: list[Tree]) -> Expression:
    part = compiled(given[0])
    return lambda scope: scope.current.value or part(scope)


def _regex(given: list[Tree]) -> Expression:
    part, pattern = compiled(given[0]), pattern_of(given[1][1])
    return lambda scope: pattern.fullmatch(text(part(scope))) is not None


def _indexed(given: list[Tree]) -> Expression:
    """indexed-repeat(question, repeat, turn, …): the question in that turn of the repeat."""
    wanted = compiled(given[0])
    pairs = [(compiled(given[at]), compiled(given[at + 1])) for at in range(1, len(given), 2)]

    def found(scope: Scope) -> Value:
        turns: list[tuple[object, float]] = []
        for repeat, which in pairs:
            items = repeat(scope)
            node = items[0].node if isinstance(items, list) and items else None
            turns.append((node, number(which(scope))))
        return [item for item in _everywhere(wanted, scope) if _stands_in(item, turns)]

    return found


def _everywhere(wanted: Expression, scope: Scope) -> list[Item]:
    """What the path means in every turn, not only in the one where the expression stands."""
    items = wanted(scope)
    if not isinstance(items, list) or not items:
        return []
    node = items[0].node
    every = scope.current.root().below()
    return [item for item in every if item.node is node and item.is_open()]


def _stands_in(item: Item, turns: list[tuple[object, float]]) -> bool:
    for node, which in turns:
        above: Item | None = item
        while above is not None and above.node is not node:
            above = above.parent
        if above is None or above.number != which:
            return False
    return True


def _choice_name(given: list[Tree]) -> Expression:
    """jr:choice-name(name, 'path of the question'): what the answer is called."""
    part = compiled(given[0])
    path = given[1][1]

    def found(scope: Scope) -> Value:
        name, around = text(part(scope)), scope.around
        node = around.instrument.nodes.get(path)
        for choice in around.instrument.lists.get(node.list, ()) if node else ():
            if choice.name == name:
                said = choice.label.get(around.instrument.language(around.language)) or []
                return "".join(str(one) for one in said if isinstance(one, str)) or name
        return name

    return found


_SPECIAL: dict[str, Callable[[list[Tree]], Expression]] = {
    "if": _if,
    "coalesce": _coalesce,
    "once": _once,
    "regex": _regex,
    "indexed-repeat": _indexed,
    "jr:choice-name": _choice_name,
}

MOST_GIVEN = 4_000
COUNTS: dict[str, tuple[int, int]] = {
    "if": (3, 3),
    "coalesce": (2, MOST_GIVEN),
    "once": (1, 1),
    "regex": (2, 2),
    "indexed-repeat": (3, 7),
    "jr:choice-name": (2, 2),
    **dict.fromkeys(("true", "false", "last", "current", "pi", "random", "today", "now"), (0, 0)),
    **dict.fromkeys(("number", "string", "string-length", "normalize-space", "position", "uuid"), (0, 1)),
    **dict.fromkeys(
        [
            "not",
            "boolean",
            "count",
            "floor",
            "ceiling",
            "count-selected",
            "count-non-empty",
            "int",
            "abs",
            "sqrt",
            "exp",
            "exp10",
            "log",
            "log10",
            "sin",
            "cos",
            "tan",
            "asin",
            "acos",
            "atan",
            "boolean-from-string",
            "date",
            "date-time",
            "decimal-date-time",
            "decimal-time",
        ],
        (1, 1),
    ),
    **dict.fromkeys(
        [
            "contains",
            "starts-with",
            "ends-with",
            "substring-before",
            "substring-after",
            "selected",
            "selected-at",
            "pow",
            "atan2",
            "format-date",
            "format-date-time",
        ],
        (2, 2),
    ),
    **dict.fromkeys(("concat", "sum", "min", "max"), (1, MOST_GIVEN)),
    "join": (1, MOST_GIVEN),
    "substring": (2, 3),
    "substr": (2, 3),
    "translate": (3, 3),
    "round": (1, 2),
    "checklist": (3, MOST_GIVEN),
    "weighted-checklist": (4, MOST_GIVEN),
}
"""How many arguments each function takes, at least and at most."""
