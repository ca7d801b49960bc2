"""A tree written as an expression again, for people to read."""

from __future__ import annotations

from ..results import Tree

_AXES = {"c": "", "u": "..", ".": "self::", "d": "descendant-or-self::"}
_LOOSE = frozenset({"or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "|", "neg"})


def written(tree: Tree) -> str:
    """The expression of a tree, with parentheses wherever one operation stands in another."""
    kind = tree[0]
    if kind == "n":
        return str(tree[1])
    if kind == "s":
        return f"'{tree[1]}'" if "'" not in tree[1] else f'"{tree[1]}"'
    if kind == "neg":
        return f"-{_inner(tree[1])}"
    if kind == "f":
        return f"{tree[1]}({', '.join(written(part) for part in tree[2] if part[0] != 're')})"
    if kind == "p":
        return _path(tree)
    return f" {kind} ".join(_inner(part) for part in tree[1:])


def _inner(tree: Tree) -> str:
    return f"({written(tree)})" if tree[0] in _LOOSE else written(tree)


def _path(tree: Tree) -> str:
    start, steps = tree[1], [_step(step) for step in tree[2]]
    if start == "/":
        return "/" + "/".join(steps)
    if isinstance(start, list):
        return "/".join((f"instance('{start[1]}')", *steps))
    if start == "current":
        return "/".join(("current()", *steps))
    return "/".join(steps) or "."


def _step(step: Tree) -> str:
    axis, name, predicates = step
    shown = f"{_AXES[axis]}{name}" if axis != "u" or name != "*" else ".."
    return shown + "".join(f"[{written(part)}]" for part in predicates)
