"""Hand-offs taken away or changed in sound sets of SOPs are found every time, and sound sets have nothing to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from anyam.casework.sops.choices import FindingKind as Kind
from anyam.casework.sops.choices import Symbol
from anyam.casework.sops.results import Document, Flow, Header, Step, blocking
from anyam.casework.sops.rules.chart import Chart
from anyam.casework.sops.rules.check import Surroundings, check_document, check_set
from anyam.casework.sops.rules.handoffs import _changes_hands, _standing_before
from anyam.interfaces.jobs.bench.made_up_sops import made_up_sops

HELD = Surroundings(date(2026, 11, 2))
WORKS = {Symbol.PROCESS, Symbol.DECISION}
Change = Callable[[], list[Document]]


def with_step(documents: list[Document], at: int, key: str, **changes: object) -> list[Document]:
    document = documents[at]
    steps = tuple(replace(s, **changes) if s.key == key else s for s in document.steps)  # type: ignore[arg-type]
    return [*documents[:at], replace(document, steps=steps), *documents[at + 1 :]]


def without_step(documents: list[Document], at: int, key: str) -> list[Document]:
    steps = tuple(step for step in documents[at].steps if step.key != key)
    return [*documents[:at], replace(documents[at], steps=steps), *documents[at + 1 :]]


def changes_of(documents: list[Document]) -> Iterator[Change]:
    for at, document in enumerate(documents):
        chart = Chart(document)
        before = _standing_before(chart)
        for arrow in chart.arrows:
            giver, taker = chart.steps[arrow.source], chart.steps[arrow.target]
            is_forward = taker.key not in before[giver.key]
            if taker.symbol in WORKS and _changes_hands(chart, arrow) and is_forward:
                yield from _changes_of_arrow(documents, at, giver, taker, arrow.place)
        for step in document.steps:
            if step.symbol == Symbol.LINK:
                yield from _changes_of_link(documents, at, step)


def _changes_of_arrow(
    documents: list[Document], at: int, giver: Step, taker: Step, place: int
) -> Iterator[Change]:
    flows = giver.flows
    yield lambda: without_step(documents, at, taker.key)
    yield lambda: with_step(documents, at, taker.key, performers=())
    yield lambda: with_step(documents, at, taker.key, performers=(*taker.performers, "lain"))
    yield lambda: with_step(documents, at, taker.key, needs=())
    yield lambda: with_step(documents, at, taker.key, needs=("Kuitansi yang lain",))
    yield lambda: with_step(documents, at, giver.key, gives=("Kuitansi yang lain",))
    yield lambda: with_step(documents, at, giver.key, flows=(*flows[:place], *flows[place + 1 :]))
    gone = Flow("tidak-ada", flows[place].answer)
    yield lambda: with_step(documents, at, giver.key, flows=(*flows[:place], gone, *flows[place + 1 :]))


def _changes_of_link(documents: list[Document], at: int, link: Step) -> Iterator[Change]:
    target = next(number for number, one in enumerate(documents) if one.code == link.linked_sop)
    chart = Chart(documents[target])
    first = chart.out_of[chart.starts[0]][0].target
    yield lambda: with_step(documents, at, link.key, linked_sop="")
    yield lambda: with_step(documents, at, link.key, linked_sop="SOP-TIDAK-ADA")
    yield lambda: [one for number, one in enumerate(documents) if number != target]
    if Chart(documents[at]).party(link.key) != chart.party(first):
        yield lambda: with_step(documents, target, first, needs=("Kuitansi yang lain",))
        yield lambda: with_step(documents, at, link.key, gives=("Kuitansi yang lain",))
    yield lambda: with_step(documents, target, first, performers=())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(6, 25))
def test_sound_sets_have_nothing_to_mend(seed: int, length: int) -> None:
    assert blocking(check_set(made_up_sops(5, length, seed), HELD)) == []


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.data())
def test_every_hand_off_taken_away_or_changed_is_found(seed: int, data: st.DataObject) -> None:
    documents = made_up_sops(3, 14, seed)
    changes = list(changes_of(documents))
    for change in data.draw(st.lists(st.sampled_from(changes), max_size=12)) if changes else []:
        assert blocking(check_set(change(), HELD))


def test_all_changes_of_one_set_are_found_to_the_last() -> None:
    documents = made_up_sops(4, 20, 7)
    changes = list(changes_of(documents))
    assert len(changes) > 100
    missed = [change for change in changes if not blocking(check_set(change(), HELD))]
    assert missed == []


def test_one_sop_is_found_wrong_for_what_concerns_it_and_no_other() -> None:
    documents = made_up_sops(4, 20, 7)
    whole = check_set(documents, HELD)
    for document in documents:
        alone = check_document(document, documents, HELD)
        assert {(f.kind, f.sop, f.steps) for f in alone if f.kind != Kind.READS_ALIKE} == {
            (f.kind, f.sop, f.steps)
            for f in whole
            if f.concerns(document.code) and f.kind != Kind.READS_ALIKE
        }


def test_sops_that_only_send_each_other_on_are_named_together() -> None:
    documents = made_up_sops(2, 8, 3)

    def closing(document: Document, other: str) -> Document:
        steps = tuple(
            replace(s, symbol=Symbol.LINK, performers=(document.performers[0].key,), linked_sop=other)
            if s.symbol == Symbol.END
            else s
            for s in document.steps
            if s.symbol != Symbol.LINK
        )
        return replace(document, steps=steps, header=Header(relations=(other,)))

    one, other = documents
    found = check_set([closing(one, other.code), closing(other, one.code)], HELD)
    (circle,) = [finding for finding in found if finding.kind == Kind.LINKS_IN_CIRCLE]
    assert one.code in circle.sentence
    assert other.code in circle.sentence
    assert circle.is_blocking
