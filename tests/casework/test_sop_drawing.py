"""The drawing of any SOP: every row and arrow is there, nothing lies on anything else."""

from __future__ import annotations

from itertools import combinations, pairwise
from time import perf_counter
from uuid import uuid4

from hypothesis import given, settings

from anyam.casework.sops.results import Document, Flow, Performer, Step
from anyam.casework.sops.results.drawing import Arrow, Drawing, Point, Shape
from anyam.casework.sops.rules.drawing import SYMBOL, draw, read_aloud
from tests.casework.sop_writing import documents, handling_complaints

SLACK = 1e-6


def crosses(shape: Shape, a: Point, b: Point) -> bool:
    """Whether a straight line runs through the inside of a symbol's box."""
    left, right = sorted((a.x, b.x))
    top, bottom = sorted((a.y, b.y))
    beside = right <= shape.left + SLACK or left >= shape.right - SLACK
    above = bottom <= shape.top + SLACK or top >= shape.bottom - SLACK
    return not (beside or above)


def overlap(a: Shape, b: Shape) -> bool:
    return (
        min(a.right, b.right) - max(a.left, b.left) > SLACK
        and min(a.bottom, b.bottom) - max(a.top, b.top) > SLACK
    )


def upright(arrow: Arrow) -> list[tuple[float, float, float]]:
    """The stretches in gutters: where, from, to."""
    return [
        (a.x, *sorted((a.y, b.y)))
        for a, b in pairwise(arrow.points[:-2])
        if a.x == b.x and abs(a.y - b.y) > SLACK
    ]  # type: ignore[misc]


@settings(max_examples=80)
@given(documents())
def test_every_row_and_every_arrow_is_drawn_once(document: Document) -> None:
    drawing = draw(document)
    assert [shape.key for shape in drawing.shapes] == [step.key for step in document.steps]
    keys = set(document.by_key)
    wanted = sorted((s.key, f.to, f.answer) for s in document.steps for f in s.flows if f.to in keys)
    assert sorted((a.source, a.target, a.answer) for a in drawing.arrows) == wanted
    assert len(drawing.lost) == sum(f.to not in keys for s in document.steps for f in s.flows)
    assert len(read_aloud(document)) == len(document.steps)


@settings(max_examples=80)
@given(documents())
def test_no_two_symbols_overlap_and_each_stays_in_its_lane_and_band(document: Document) -> None:
    drawing = draw(document)
    for a, b in combinations(drawing.shapes, 2):
        assert not overlap(a, b)
    for shape in drawing.shapes:
        assert any(lane.left < shape.left and shape.right < lane.right for lane in drawing.lanes)
        assert shape.number - 1 < shape.top < shape.bottom < shape.number
        assert abs(shape.right - shape.left - SYMBOL) < SLACK


@settings(max_examples=80)
@given(documents())
def test_no_arrow_runs_through_a_symbol_or_out_of_the_picture(document: Document) -> None:
    drawing = draw(document)
    for arrow in drawing.arrows:
        for a, b in pairwise(arrow.points):
            assert a.x == b.x or a.y == b.y
            for shape in drawing.shapes:
                # The first piece may begin inside the box of its own symbol: a diamond does not fill its box.
                is_own = shape.key == arrow.source and a is arrow.points[0]
                assert is_own or not crosses(shape, a, b), (arrow, shape)
            for point in (a, b):
                assert 0 <= point.x <= drawing.width
                assert 0 <= point.y <= drawing.bands


@settings(max_examples=80)
@given(documents())
def test_each_arrow_begins_at_its_symbol_and_ends_on_top_of_its_target(document: Document) -> None:
    drawing = draw(document)
    shapes = {shape.key: shape for shape in drawing.shapes}
    for arrow in drawing.arrows:
        begin, end = arrow.points[0], arrow.points[-1]
        source, target = shapes[arrow.source], shapes[arrow.target]
        assert source.left - SLACK <= begin.x <= source.right + SLACK
        assert source.top - SLACK <= begin.y <= source.bottom + SLACK
        assert (end.x, end.y) == (target.middle.x, target.top)
        assert arrow.points[-2].y < end.y


@settings(max_examples=80)
@given(documents())
def test_arrows_in_one_gutter_do_not_lie_on_each_other(document: Document) -> None:
    stretches = [(n, *piece) for n, arrow in enumerate(draw(document).arrows) for piece in upright(arrow)]
    for (n, x, low, high), (m, other, low_m, high_m) in combinations(stretches, 2):
        is_apart = n == m or abs(x - other) > SLACK or high <= low_m + SLACK or high_m <= low + SLACK
        assert is_apart


def test_a_loop_goes_back_at_the_side_and_is_known_as_one() -> None:
    drawing = draw(handling_complaints(uuid4(), uuid4()))
    back = [arrow for arrow in drawing.arrows if arrow.is_back]
    assert [(arrow.source_number, arrow.target_number, arrow.answer) for arrow in back] == [(3, 2, "Tidak")]
    shape = drawing.shapes[2]
    assert all(not shape.left < point.x < shape.right for point in back[0].points[1:3])


def test_the_reading_says_who_does_what_and_where_each_answer_leads() -> None:
    lines = read_aloud(handling_complaints(uuid4(), uuid4()))
    assert "Petugas 1" in lines[2]
    assert "“Ya”" in lines[2]
    assert "4" in lines[2]
    assert "2" in lines[2]


def test_the_largest_sop_is_drawn_in_an_instant() -> None:
    keys = [f"s{n}" for n in range(200)]
    steps = tuple(
        Step(
            key,
            "x",
            performers=(f"p{n % 20}",),
            flows=tuple(Flow(keys[(n * m + 7) % 200]) for m in range(1, 21)),
        )
        for n, key in enumerate(keys)
    )
    largest = Document("X", "X", performers=tuple(Performer(f"p{n}", "P") for n in range(20)), steps=steps)
    began = perf_counter()
    drawing = draw(largest)
    assert len(drawing.arrows) == 4000
    assert perf_counter() - began < 2


def drawn(drawing: Drawing) -> int:
    return len(drawing.shapes) + len(drawing.arrows)


def test_an_empty_sheet_is_an_empty_picture() -> None:
    assert drawn(draw(Document("X", "X"))) == 0
