"""A filled form as pages show it: entries in their order, each judged."""

from __future__ import annotations

from datetime import date

from ..choices import Kind, ProblemKind, Type
from ..results import Entry, Node, Offered, Problem, Sheet, Words
from .answers import wrong
from .filling import Filled, given_of
from .items import Item, grown

_SILENT = frozenset({Type.NOTE, Type.HIDDEN})


def shown(made: Filled, born_on: date | None) -> Sheet:
    """The sheet of a filled form. `born_on`: no day marked `not_before` = birth may lie before."""
    showing = _Showing(made, born_on)
    entries = showing.below(made.top, is_open=True)
    return Sheet(
        instrument=made.prepared.instrument,
        language=made.around.language,
        answers=given_of(made, made.top, is_counted=True),
        kept=given_of(made, made.top),
        problems=(*made.problems, *showing.problems),
        entries=entries,
    )


class _Showing:
    def __init__(self, made: Filled, born_on: date | None) -> None:
        self._made = made
        self._prepared = made.prepared
        self._around = made.around
        self._born_on = born_on
        self._lists: dict[str, tuple[Offered, ...]] = {}
        self._blanks = 0
        self.problems: list[Problem] = []

    def below(self, item: Item, *, is_open: bool, place: str = "") -> tuple[Entry, ...]:
        place = place or f"/{item.name}"
        found = []
        for node in item.node.children if item.node else ():
            here = f"{place}/{node.name}"
            if node.kind is Kind.REPEAT:
                found.append(self._repeat(node, item, here, is_open=is_open))
            else:
                found.append(self._entry(item.children[node.name][0], node, here, is_open=is_open))
        return tuple(found)

    def _repeat(self, node: Node, above: Item, place: str, *, is_open: bool) -> Entry:
        turns = above.children.get(node.name, [])
        entries = tuple(self._entry(item, node, f"{place}[{item.number}]", is_open=is_open) for item in turns)
        blank = self._blank(node, above, place)
        here = turns[0] if turns else Item(node.name, above, node)
        is_relevant = is_open and (
            any(entry.is_relevant for entry in entries)
            if turns
            else node.relevant is None or self._prepared.holds("relevant", here, self._around)
        )
        return Entry(
            node=node,
            place=place,
            label=self._said(node.label, here),
            hint=self._said(node.hint, here),
            value="",
            is_relevant=is_relevant,
            is_required=False,
            is_readonly=False,
            entries=entries,
            blank=(blank,),
            is_counted=node.count is not None,
        )

    def _blank(self, node: Node, above: Item, place: str) -> Entry:
        """A turn nobody has added yet; nothing is wrong with it."""
        self._blanks += 1
        item = Item(node.name, above, node)
        grown(item, node, fills=True)
        number = place.count("[") + 1
        entry = self._entry(item, node, f"{place}[#{number}]", is_open=True)
        self._blanks -= 1
        return entry

    def _entry(self, item: Item, node: Node, place: str, *, is_open: bool) -> Entry:
        is_relevant = is_open and not item.is_shut
        if not node.is_question:
            return Entry(
                node=node,
                place=place,
                label=self._said(node.label, item),
                hint=self._said(node.hint, item),
                value="",
                is_relevant=is_relevant,
                is_required=False,
                is_readonly=False,
                entries=self.below(item, is_open=is_relevant, place=place),
                number=item.number,
            )
        offered = self._offered(item, node)
        is_required = node.required is not None and self._prepared.holds("required", item, self._around)
        is_judged = is_relevant and not self._blanks
        problem = self._judged(item, node, place, offered, is_required=is_required) if is_judged else None
        if problem is not None:
            self.problems.append(problem)
        return Entry(
            node=node,
            place=place,
            label=self._said(node.label, item),
            hint=self._said(node.hint, item),
            value=item.value,
            is_relevant=is_relevant,
            is_required=is_required,
            is_readonly=node.calculate is not None
            or (node.readonly is not None and self._prepared.holds("readonly", item, self._around)),
            offered=offered,
            problem=problem,
        )

    def _judged(
        self, item: Item, node: Node, place: str, offered: tuple[Offered, ...], *, is_required: bool
    ) -> Problem | None:
        if node.type in _SILENT:
            return None
        if not item.value:
            if not is_required:
                return None
            return self._problem(place, ProblemKind.REQUIRED, self._said(node.required_words, item))
        kind = wrong(node, item.value, [one.name for one in offered], self._born_on)
        if kind is not None:
            return self._problem(place, kind, "")
        if node.constraint is not None and not self._prepared.holds("constraint", item, self._around):
            return self._problem(place, ProblemKind.CONSTRAINT, self._said(node.constraint_words, item))
        return None

    def _problem(self, place: str, kind: ProblemKind, words: str) -> Problem:
        return Problem(place, kind, words or str(kind.label))

    def _offered(self, item: Item, node: Node) -> tuple[Offered, ...]:
        if not node.list:
            return ()
        if node.filter is None and node.list in self._lists:
            return self._lists[node.list]
        choices = self._prepared.offered(item, self._around)
        offered = tuple(Offered(one.name, self._said(one.label, item) or one.name) for one in choices)
        if node.filter is None:
            self._lists[node.list] = offered
        return offered

    def _said(self, words: Words, item: Item) -> str:
        return self._prepared.said(words, item, self._around) if words else ""
