"""XPath 1.0 as XForms uses it, read once into a tree of lists.

| Tree | Meaning |
|---|---|
| `["n", 3]`, `["s", "x"]` | a number, a text |
| `["+", a, b, …]` and the other operators, `["neg", a]` | as XPath 1.0, sections 3.3 to 3.5; read from the left |
| `["f", "selected", [a, b]]` | a function of XPath or of the ODK XForms specification |
| `["p", start, [[axis, name, [predicates]]]]` | a path from `"/"`, `"."`, `"current"` or `["i", list]` |

Axes are `c` child, `u` parent, `.` self and `d` self and everything below.
"""

from __future__ import annotations

import re
from typing import NoReturn

from ..results import Tree

LONGEST = 20_000
DEEPEST = 60

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<text>\"[^\"]*\"|'[^']*')"
    r"|(?P<mark>\.\.|::|!=|<=|>=|//|[()\[\].,/|+\-=<>*@$])"
    r"|(?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?))"
)
_BINARY = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_WORDS = frozenset({"or", "and", "div", "mod"})
_KIND_TESTS = frozenset({"node", "text", "comment", "processing-instruction"})


class NotReadable(Exception):
    """The expression is not XPath as XForms uses it; `feature` names what is not supported, else it is a slip."""

    def __init__(self, near: str, feature: str = "") -> None:
        self.near, self.feature = near[:40], feature
        super().__init__(feature or near)


def parsed(text: str) -> Tree:
    """The tree of an expression. Raises NotReadable."""
    if len(text) > LONGEST:
        raise NotReadable(text, "an expression of more than 20,000 characters")
    reader = _Reader(text)
    tree = reader.binary(0)
    reader.end()
    return tree


class _Reader:
    """A recursive descent over the tokens."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._at = 0
        self._depth = 0

    def binary(self, level: int) -> Tree:
        if level == len(_BINARY):
            return self._unary()
        left, is_chain = self.binary(level + 1), False
        links = 0
        while self._is_operator(_BINARY[level]):
            operator = self._next()[1]
            right = self.binary(level + 1)
            if is_chain and left[0] == operator:
                left.append(right)
                continue
            left, is_chain, links = [operator, left, right], True, links + 1
            if links > DEEPEST:
                self._refuse("expressions nested more than sixty times")
        return left

    def end(self) -> None:
        if self._peek()[0]:
            self._refuse()

    def _is_operator(self, among: tuple[str, ...]) -> bool:
        kind, word = self._peek()
        return kind in {"mark", "name"} and word in among

    def _unary(self) -> Tree:
        signs = 0
        while self._peek() == ("mark", "-"):
            self._next()
            signs += 1
        if signs:
            positive = self._unary()
            return ["neg", positive] if signs % 2 else ["neg", ["neg", positive]]
        left = self._path()
        while self._peek() == ("mark", "|"):
            self._next()
            left = ["|", left, self._path()]
        return left

    def _path(self) -> Tree:
        kind, word = self._peek()
        if kind == "number":
            number = float(self._next()[1])
            return ["n", int(number) if number == int(number) else number]
        if kind == "text":
            return ["s", self._next()[1][1:-1]]
        if (kind, word) == ("mark", "$"):
            self._refuse("XPath variables")
        if (kind, word) == ("mark", "("):
            self._next()
            inner = self._nested()
            self._take(")")
            return self._after(inner)
        if kind == "name" and self._peek(1) == ("mark", "(") and word not in _KIND_TESTS:
            return self._after(self._call())
        return self._location()

    def _nested(self) -> Tree:
        self._depth += 1
        if self._depth > DEEPEST:
            self._refuse("expressions nested more than sixty times")
        tree = self.binary(0)
        self._depth -= 1
        return tree

    def _after(self, tree: Tree) -> Tree:
        """A path that goes on from a function or parentheses: only from current() and instance()."""
        if self._peek()[1] not in {"/", "//", "["} or self._peek()[0] != "mark":
            return ["p", "current", []] if tree == ["f", "current", []] else _instance(tree) or tree
        start = _instance(tree) or (["p", "current", []] if tree == ["f", "current", []] else None)
        if start is None and tree[0] == "p":
            start = tree
        if start is None:
            self._refuse("paths and predicates after a function")
        if self._peek()[1] == "[":
            self._refuse("predicates after parentheses")
        steps = [*start[2], *self._steps_after_slash()]
        return ["p", start[1], steps]

    def _call(self) -> Tree:
        name = self._next()[1]
        self._take("(")
        given: list[Tree] = []
        if self._peek() != ("mark", ")"):
            given.append(self._nested())
            while self._peek() == ("mark", ","):
                self._next()
                given.append(self._nested())
        self._take(")")
        return ["f", name, given]

    def _location(self) -> Tree:
        if self._peek()[1] in {"/", "//"} and self._peek()[0] == "mark":
            if self._peek()[1] == "/" and not self._begins_step(1):
                self._next()
                return ["p", "/", []]
            return ["p", "/", self._steps_after_slash()]
        first = self._step()
        return ["p", ".", [*first, *self._steps_after_slash()]]

    def _begins_step(self, ahead: int) -> bool:
        kind, word = self._peek(ahead)
        return kind == "name" or (kind == "mark" and word in {".", "..", "*", "@"})

    def _steps_after_slash(self) -> list[Tree]:
        steps: list[Tree] = []
        while self._peek()[0] == "mark" and self._peek()[1] in {"/", "//"}:
            if self._next()[1] == "//":
                steps.append(["d", "*", []])
            steps += self._step()
        return steps

    def _step(self) -> list[Tree]:
        kind, word = self._next()
        if kind == "mark" and word in {".", ".."}:
            return [] if word == "." else [["u", "*", []]]
        if kind == "mark" and word == "@":
            self._refuse("attributes (@)")
        axis = "c"
        if kind == "name" and self._peek() == ("mark", "::"):
            axis = {"child": "c", "parent": "u", "self": ".", "descendant-or-self": "d"}.get(word, "")
            if not axis:
                self._refuse("such an axis (::)")
            self._next()
            kind, word = self._next()
        if kind == "name" and word in _KIND_TESTS and self._peek() == ("mark", "("):
            if word != "node":
                self._refuse("text(), comment() and processing-instruction()")
            self._next()
            self._take(")")
            word = "*"
        elif kind != "name" and (kind, word) != ("mark", "*"):
            self._at -= 1
            self._refuse()
        return [[axis, word, self._predicates()]]

    def _predicates(self) -> list[Tree]:
        found: list[Tree] = []
        while self._peek() == ("mark", "["):
            self._next()
            found.append(self._nested())
            self._take("]")
        return found

    def _peek(self, ahead: int = 0) -> tuple[str, str]:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else ("", "")

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        if not token[0]:
            self._refuse()
        self._at += 1
        return token

    def _take(self, mark: str) -> None:
        if self._peek() != ("mark", mark):
            self._refuse()
        self._at += 1

    def _refuse(self, feature: str = "") -> NoReturn:
        near = self._peek()[1] or self._text.strip()[-40:]
        raise NotReadable(near, feature)


def _instance(tree: Tree) -> Tree | None:
    if tree[0] != "f" or tree[1] != "instance":
        return None
    if len(tree[2]) != 1 or tree[2][0][0] != "s":
        raise NotReadable("instance", "instance() of a name that is worked out")
    return ["p", ["i", tree[2][0][1]], []]


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    end = len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            raise NotReadable(text[at:])
        kind, word = str(found.lastgroup), found[str(found.lastgroup)]
        tokens.append((kind, word))
        at = found.end()
    return tokens
