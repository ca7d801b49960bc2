"""SOPs made up for tests: wild ones, in which anything can be wrong, and sound ones, in which nothing is."""

from __future__ import annotations

from hypothesis import strategies as st

from anyam.casework.sops.choices import SopLevel, Symbol
from anyam.casework.sops.results import Coding, Document, Flow, Header, Performer, Step
from anyam.foundation.core.working_time import Counting

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


TEXTS = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cs", "Cc"),
        exclude_characters="\ufffe\uffff",
        include_characters="\n\t\r",
    ),
    max_size=20,
)
CODES = st.sampled_from(["perbup-42-2015", "uu-11-2012", "pp-65-2015", "S 1/ä"])
TIMES = st.none() | st.decimals(0, 5000, places=2)


@st.composite
def any_documents(draw: st.DrawFn) -> Document:
    """Documents with everything in them that a person could type, right or wrong."""
    count = draw(st.integers(0, 6))
    keys = [draw(st.sampled_from([f"s{n}", f"s{n}", f"s{n}", "s0"])) for n in range(count)]
    columns = st.sampled_from(["w", "p", "gone"])
    steps = tuple(
        Step(
            key,
            draw(TEXTS),
            draw(st.sampled_from(list(Symbol))),
            performers=tuple(draw(st.lists(columns, max_size=2, unique=True))),
            needs=tuple(draw(st.lists(TEXTS, max_size=2))),
            hours=draw(TIMES),
            counting=draw(st.sampled_from(list(Counting))),
            gives=tuple(draw(st.lists(TEXTS, max_size=2))),
            note=draw(TEXTS),
            flows=tuple(
                Flow(draw(st.sampled_from([*keys, "nowhere"])), draw(TEXTS))
                for _ in range(draw(st.integers(0, 3)))
            ),
            waits_for_all=draw(st.booleans()),
            linked_sop=draw(st.sampled_from(["", "SOP/1 ä", "S2"])),
            rests_on=tuple(draw(st.lists(CODES, max_size=2))),
            coding=Coding(draw(TEXTS), draw(TEXTS), draw(TEXTS)),
        )
        for key in keys
    )
    days = st.none() | st.dates()
    header = Header(
        *(draw(TEXTS), draw(TEXTS), draw(days), draw(days), draw(days), draw(TEXTS), draw(TEXTS)),
        *(tuple(draw(st.lists(TEXTS, max_size=2))) for _ in range(4)),
        warning=draw(TEXTS),
        records=tuple(draw(st.lists(TEXTS, max_size=2))),
    )
    performers = (
        Performer("w", draw(TEXTS), draw(st.none() | st.uuids()), draw(TEXTS), draw(TEXTS)),
        Performer("p", draw(TEXTS)),
    )
    return Document(
        draw(TEXTS.filter(bool)),
        draw(TEXTS),
        draw(st.sampled_from(list(SopLevel))),
        draw(TEXTS),
        header,
        performers[: draw(st.integers(0, 2))],
        steps,
        draw(TIMES),
        draw(st.sampled_from(list(Counting))),
    )
