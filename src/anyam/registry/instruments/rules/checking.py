"""Is what an expression says possible here: known functions, paths that lead somewhere, readable patterns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..results import Tree
from .functions import COUNTS, RANDOM, UNSUPPORTED
from .parsing import NotReadable
from .patterns import pattern_of, program


@dataclass
class Shape:
    """What of the form a check needs: every path, under whom it stands, and the columns of the lists."""

    root: str
    children: Mapping[str, Mapping[str, str]]
    """Path to the names below it, each to its path."""
    lists: Mapping[str, frozenset[str]]
    used: set[str] = field(default_factory=set)
    """Paths on which what was checked depends."""


def checked(tree: Tree, at: str, shape: Shape, *, may_draw: bool = False) -> Tree:
    """`tree` as it is kept; `shape.used` then holds what it depends on. Raises NotReadable.

    `at` is the path where it stands, `may_draw` whether random numbers may be drawn there.
    """
    return _Check(at, shape).tree(tree, (at,), may_draw=may_draw)


class _Check:
    def __init__(self, at: str, shape: Shape) -> None:
        self._at = at
        self._shape = shape

    def tree(self, tree: Tree, here: tuple[str, ...], *, may_draw: bool) -> Tree:
        """`here`: the paths where the context may be; a name with a colon before it stands for a list's row."""
        kind = tree[0]
        if kind in ("n", "s"):
            return tree
        if kind == "p":
            return self._path(tree, here)[0]
        if kind == "f":
            return self._call(tree[1], tree[2], here, may_draw=may_draw)
        return [kind, *(self.tree(part, here, may_draw=may_draw) for part in tree[1:])]

    def _call(self, name: str, given: list[Tree], here: tuple[str, ...], *, may_draw: bool) -> Tree:
        if name in UNSUPPORTED or name not in COUNTS:
            raise NotReadable(name, UNSUPPORTED.get(name, "the function %(near)s()"))
        least, most = COUNTS[name]
        if not least <= len(given) <= most or (name == "indexed-repeat" and len(given) % 2 == 0):
            raise NotReadable(f"{name}(…)")
        if name in RANDOM and not may_draw:
            raise NotReadable(name, "%(near)s() outside once()")
        may_draw = may_draw or name == "once"
        if name == "jr:choice-name":
            return self._choice_name(given, here)
        parts = [self.tree(part, here, may_draw=may_draw) for part in given]
        if name == "regex":
            if parts[1][0] != "s":
                raise NotReadable("regex", "a regular expression that is worked out")
            pattern_of(parts[1][1])
            parts.append(["re", program(parts[1][1])])
        return ["f", name, parts]

    def _choice_name(self, given: list[Tree], here: tuple[str, ...]) -> Tree:
        from .parsing import parsed

        if given[1][0] != "s":
            raise NotReadable("jr:choice-name", "jr:choice-name() of a question that is worked out")
        where = parsed(given[1][1])
        _tree, found = self._path(where, here) if where[0] == "p" else (where, ())
        if len(found) != 1 or found[0] not in self._paths():
            raise NotReadable(given[1][1])
        return ["f", "jr:choice-name", [self.tree(given[0], here, may_draw=False), ["s", found[0]]]]

    def _paths(self) -> Mapping[str, Mapping[str, str]]:
        return self._shape.children

    def _path(self, tree: Tree, here: tuple[str, ...]) -> tuple[Tree, tuple[str, ...]]:
        start, steps = tree[1], tree[2]
        at = self._started(start, here)
        kept = []
        for axis, name, predicates in steps:
            at = tuple(dict.fromkeys(path for one in at for path in self._moved(one, axis, name)))
            if not at:
                raise NotReadable(name, "")
            kept.append([axis, name, [self.tree(part, at, may_draw=False) for part in predicates]])
        self._shape.used.update(path for path in at if not path.startswith(":"))
        return ["p", start, kept], at

    def _started(self, start: object, here: tuple[str, ...]) -> tuple[str, ...]:
        if start == ".":
            return here
        if start == "current":
            return (self._at,)
        if start == "/":
            return ("",)
        name = start[1] if isinstance(start, list) else ""
        if name not in self._shape.lists:
            raise NotReadable(name, "choices and data from elsewhere (%(near)s)")
        return (f":{name}",)

    def _moved(self, path: str, axis: str, name: str) -> Iterator[str]:
        if path.startswith(":"):
            yield from self._moved_in_list(path, axis, name)
        elif axis == "u":
            above = path.rpartition("/")[0]
            if path and above and name in {"*", above.rpartition("/")[2]}:
                yield above
        elif axis == ".":
            if name in {"*", path.rpartition("/")[2]}:
                yield path
        elif axis == "d":
            yield from self._below(path)
        else:
            yield from self._named(path, name)

    def _named(self, path: str, name: str) -> Iterator[str]:
        if path == "":
            if name in {"*", self._shape.root[1:]}:
                yield self._shape.root
            return
        for child, below in self._shape.children.get(path, {}).items():
            if name in {"*", child}:
                yield below

    def _below(self, path: str) -> Iterator[str]:
        here = path or self._shape.root
        if not path:
            yield ""
        yield here
        for below in self._shape.children.get(here, {}).values():
            yield from self._below(below)

    def _moved_in_list(self, path: str, axis: str, name: str) -> Iterator[str]:
        """:list, :list/root, :list/root/item, :list/root/item/column."""
        parts = path.split("/")
        if axis == "u" and len(parts) > 1:
            yield "/".join(parts[:-1])
        elif axis == ".":
            yield path
        elif axis == "c" and len(parts) < 3 and name in {"*", ("root", "item")[len(parts) - 1]}:
            yield f"{path}/{('root', 'item')[len(parts) - 1]}"
        elif axis == "c" and len(parts) == 3:
            yield f"{path}/{name}"
