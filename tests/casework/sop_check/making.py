"""SOPs made up for tests: wild ones, in which anything can be wrong, and sound ones, in which nothing is."""

from __future__ import annotations

from hypothesis import strategies as st

from anyam.casework.sops.choices import Symbol
from anyam.casework.sops.results import Document, Flow, Performer, Step

WORKER = Performer("w", "Petugas", agency_kind="integrated_service")


@st.composite
def wild_documents(draw: st.DrawFn, most: int = 7) -> Document:
    """Any arrows between a few rows: loops, branches, joins, dead ends and rows that nobody reaches."""
    count = draw(st.integers(1, most))
    inner = [f"s{number}" for number in range(count)]
    targets = [*inner, *draw(st.lists(st.just("end"), min_size=1, max_size=2))]
    steps = [Step("start", "Mulai", Symbol.START, flows=_flows(draw, targets, 1, 2, is_decision=False))]
    for key in inner:
        symbol = draw(
            st.sampled_from([Symbol.PROCESS] * 3 + [Symbol.DECISION] * 3 + [Symbol.LINK, Symbol.END])
        )
        is_decision = symbol == Symbol.DECISION
        least = 2 if is_decision else 0 if draw(st.integers(0, 5)) == 0 else 1
        flows = () if symbol == Symbol.END else _flows(draw, targets, least, 2, is_decision=is_decision)
        steps.append(
            Step(
                key,
                f"Kerja {key}",
                symbol,
                ("w",),
                flows=flows,
                waits_for_all=draw(st.booleans()),
                linked_sop="x",
            )
        )
    steps.append(Step("end", "Selesai", Symbol.END, waits_for_all=draw(st.integers(0, 4)) == 0))
    return Document("w", "Liar", performers=(WORKER,), steps=tuple(steps))


def _flows(
    draw: st.DrawFn, targets: list[str], least: int, most: int, *, is_decision: bool
) -> tuple[Flow, ...]:
    count = draw(st.integers(least, max(least, most)))
    picked = [draw(st.sampled_from(targets)) for _ in range(count)]
    return tuple(Flow(to, f"jawaban {n}" if is_decision else "") for n, to in enumerate(picked))
