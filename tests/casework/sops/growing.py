"""Random procedures that are sound by construction, as trees of blocks, and what each block allows to be done next.

The trees know nothing of tokens: they are the second opinion about the rules of running.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

from hypothesis import strategies as st

from anyam.casework.sops.choices import Symbol
from anyam.casework.sops.results import Document, Flow, Step

YES, NO = "Ya", "Tidak"


@dataclass(frozen=True)
class Do:
    """One activity."""

    key: str

    def next(self) -> dict[tuple[str, str], Block | None]:
        return {(self.key, ""): None}


@dataclass(frozen=True)
class Then:
    """The first, then the second."""

    first: Block
    second: Block

    def next(self) -> dict[tuple[str, str], Block | None]:
        return {
            done: Then(left, self.second) if left else self.second for done, left in self.first.next().items()
        }


@dataclass(frozen=True)
class Either:
    """A decision, then one of two ways."""

    key: str
    yes: Block
    no: Block

    def next(self) -> dict[tuple[str, str], Block | None]:
        return {(self.key, YES): self.yes, (self.key, NO): self.no}


@dataclass(frozen=True)
class Again:
    """A way, then a decision whether it is gone once more."""

    key: str
    body: Block
    left: Block | None

    def next(self) -> dict[tuple[str, str], Block | None]:
        if self.left is None:
            return {(self.key, YES): replace(self, left=self.body), (self.key, NO): None}
        return {done: replace(self, left=left) for done, left in self.left.next().items()}


@dataclass(frozen=True)
class Both:
    """Two ways side by side, in any order."""

    ways: tuple[Block, ...]

    def next(self) -> dict[tuple[str, str], Block | None]:
        found: dict[tuple[str, str], Block | None] = {}
        for place, way in enumerate(self.ways):
            for done, left in way.next().items():
                rest = (*self.ways[:place], *([left] if left else []), *self.ways[place + 1 :])
                found[done] = Both(rest) if rest else None
        return found


Block = Do | Then | Either | Again | Both
"""What is left to do; None where nothing is."""


@st.composite
def blocks(draw: st.DrawFn, deep: int = 4) -> Block:
    numbers = count(1)

    def grow(deep: int) -> Block:
        kind = draw(st.sampled_from(["do", "then", "either", "again", "both"])) if deep else "do"
        key = f"s{next(numbers)}"
        if kind == "do":
            return Do(key)
        if kind == "then":
            return Then(grow(deep - 1), grow(deep - 1))
        if kind == "either":
            return Either(key, grow(deep - 1), grow(deep - 1))
        if kind == "again":
            body = grow(deep - 1)
            return Again(key, body, body)
        # Each way ends in a step of its own: two ways out of a decision must not both be waited for.
        ways = tuple(Then(grow(deep - 1), Do(f"s{next(numbers)}")) for _ in range(2))
        return Then(Do(key), Then(Both(ways), Do(f"s{next(numbers)}")))

    return grow(deep)


def document_of(block: Block) -> Document:
    """The same procedure as a table with arrows."""
    steps: dict[str, Step] = {}

    def add(block: Block, after: tuple[Flow, ...]) -> tuple[Flow, ...]:
        """Write the block so that it goes on with `after`; the arrows that lead into it."""
        if isinstance(block, Do):
            steps[block.key] = Step(block.key, block.key, flows=after)
            return (Flow(block.key),)
        if isinstance(block, Then):
            if isinstance(block.first, Both):
                return add_both(block.first, block.second, after)
            return add(block.first, add(block.second, after))
        if isinstance(block, Either):
            ways = ((YES, block.yes), (NO, block.no))
            flows = tuple(Flow(into.to, answer) for answer, way in ways for into in add(way, after))
            steps[block.key] = Step(block.key, block.key, Symbol.DECISION, flows=flows)
            return (Flow(block.key),)
        assert isinstance(block, Again)
        (into,) = add(block.body, (Flow(block.key),))
        (out,) = after
        flows = (Flow(into.to, YES), Flow(out.to, NO))
        steps[block.key] = Step(block.key, block.key, Symbol.DECISION, flows=flows)
        return (into,)

    def add_both(both: Both, join: Block, after: tuple[Flow, ...]) -> tuple[Flow, ...]:
        (into,) = add(join, after)
        steps[into.to] = replace(steps[into.to], waits_for_all=True)
        return tuple(flow for way in both.ways for flow in add(way, (into,)))

    steps["end"] = Step("end", "Selesai", Symbol.END)
    flows = add(block, (Flow("end"),))
    steps["start"] = Step("start", "Mulai", Symbol.START, flows=flows)
    return Document("RANDOM", "Acak", steps=tuple(steps.values()))
