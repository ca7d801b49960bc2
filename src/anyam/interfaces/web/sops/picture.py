"""The drawing of an SOP as SVG: what the template writes, in pixels. Colours come from the style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from textwrap import wrap

from django.utils.translation import gettext as _

from anyam.casework.sops import queries
from anyam.casework.sops.choices import Symbol
from anyam.casework.sops.results import Document
from anyam.casework.sops.results.drawing import Arrow, Drawing, Point, Shape
from anyam.foundation.access import Actor

WORDS = 216.0
"""How wide the column with number and activity is."""
LINE = 17.0
_LETTER = 6.9
_LOWEST, _MOST_LINES = 78.0, 6


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Band:
    """One row: its line, and the activity beside the symbols."""

    y: float
    height: float
    number: Text
    lines: tuple[Text, ...]
    is_odd: bool


@dataclass(frozen=True)
class Column:
    x: float
    width: float
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Mark:
    """A symbol: its outline, the number in it, and lines to further performers."""

    path: str
    css: str
    number: Text
    title: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """An arrow: its way, its head, and the answer it stands for."""

    path: str
    head: str
    is_back: bool
    title: str
    label: Text | None
    anchor: str


@dataclass(frozen=True)
class Picture:
    width: float
    height: float
    head: float
    title: str
    reading: tuple[str, ...]
    bands: tuple[Band, ...]
    columns: tuple[Column, ...]
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    lost: tuple[tuple[int, str], ...]


class _Scale:
    """From units and bands to pixels."""

    def __init__(self, heights: Sequence[float], head: float) -> None:
        self.heights = list(heights)
        self.tops = [head, *(head + sum_ for sum_ in accumulate(heights))]

    def x(self, units: float) -> float:
        return round(WORDS + units, 1)

    def y(self, bands: float) -> float:
        whole = min(int(bands), len(self.heights) - 1)
        return round(self.tops[whole] + (bands - whole) * self.heights[whole], 1)

    def at(self, point: Point) -> str:
        return f"{self.x(point.x):g} {self.y(point.y):g}"


def picture_of(actor: Actor, document: Document) -> Picture:
    """The picture of a document, finished or not."""
    drawing, reading = queries.draw_sop(actor, document)
    heads = [_wrapped(lane.title, lane.right - lane.left - 12, 4) for lane in drawing.lanes]
    head = LINE * max((len(lines) for lines in heads), default=1) + 18
    words = [
        _wrapped(step.activity or str(step.symbol.label), WORDS - 56, _MOST_LINES) for step in document.steps
    ]
    scale = _Scale([max(_LOWEST, LINE * len(lines) + 20) for lines in words], head)
    return Picture(
        width=round(WORDS + drawing.width, 1),
        height=round(scale.tops[-1] + 1, 1),
        head=head,
        title=_("Flow of “%(title)s”") % {"title": document.title},
        reading=reading,
        bands=tuple(_band(n, lines, scale) for n, lines in enumerate(words)),
        columns=tuple(
            Column(
                scale.x(lane.left), round(lane.right - lane.left, 1), _centred(lines, scale.x(lane.middle), 9)
            )
            for lane, lines in zip(drawing.lanes, heads, strict=True)
        ),
        marks=tuple(_mark(shape, reading[shape.number - 1], scale) for shape in drawing.shapes),
        lines=tuple(_line(arrow, scale) for arrow in _behind_first(drawing)),
        lost=drawing.lost,
    )


def _wrapped(words: str, width: float, most: int) -> list[str]:
    """The words in lines of about this width, the last one with … where there are more than fit."""
    lines = wrap(words, max(int(width / _LETTER), 6))
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1] + "…"]


def _centred(lines: list[str], x: float, top: float) -> tuple[Text, ...]:
    return tuple(Text(x, round(top + LINE * (n + 0.8), 1), line) for n, line in enumerate(lines))


def _band(row: int, lines: list[str], scale: _Scale) -> Band:
    top, height = scale.tops[row], scale.heights[row]
    first = top + (height - LINE * len(lines)) / 2 + LINE * 0.78
    return Band(
        y=round(top, 1),
        height=round(height, 1),
        number=Text(20, round(top + height / 2 + 5, 1), str(row + 1)),
        lines=tuple(Text(44, round(first + LINE * n, 1), line) for n, line in enumerate(lines)),
        is_odd=row % 2 == 1,
    )


def _behind_first(drawing: Drawing) -> list[Arrow]:
    """Loops last: they are drawn over the others, so that they are seen whole."""
    return sorted(drawing.arrows, key=lambda arrow: arrow.is_back)


def _mark(shape: Shape, sentence: str, scale: _Scale) -> Mark:
    middle, y = scale.x(shape.middle.x), scale.y(shape.middle.y)
    others = (f"M{middle:g} {y:g}H{scale.x(other):g}" for other in shape.others)
    return Mark(
        path=outline(shape, scale),
        css=shape.symbol.value,
        number=Text(middle, round(y + 5, 1), str(shape.number)),
        title=f"{shape.number}. {sentence}",
        others=tuple(others),
    )


def outline(shape: Shape, scale: _Scale) -> str:
    """The path of a symbol: capsule, box, diamond or pentagon."""
    left, right = scale.x(shape.left), scale.x(shape.right)
    top, bottom = scale.y(shape.top), scale.y(shape.bottom)
    middle, across = (left + right) / 2, (top + bottom) / 2
    if shape.symbol is Symbol.DECISION:
        return f"M{middle:g} {top:g}L{right:g} {across:g}L{middle:g} {bottom:g}L{left:g} {across:g}Z"
    if shape.symbol is Symbol.LINK:
        low = top + 0.6 * (bottom - top)
        return f"M{left:g} {top:g}H{right:g}V{low:g}L{middle:g} {bottom:g}L{left:g} {low:g}Z"
    if shape.symbol in {Symbol.START, Symbol.END}:
        r = (bottom - top) / 2
        bow = f"A{r:g} {r:g} 0 0 1"
        begin, end = left + r, right - r
        return f"M{begin:g} {top:g}H{end:g}{bow} {end:g} {bottom:g}H{begin:g}{bow} {begin:g} {top:g}Z"
    return f"M{left:g} {top:g}H{right:g}V{bottom:g}H{left:g}Z"


def _line(arrow: Arrow, scale: _Scale) -> Line:
    end = arrow.points[-1]
    x, y = scale.x(end.x), scale.y(end.y)
    words = {"from": arrow.source_number, "to": arrow.target_number, "answer": arrow.answer}
    at = arrow.label_at
    short = arrow.answer if len(arrow.answer) <= 14 else arrow.answer[:13] + "…"
    return Line(
        path="M" + "L".join(scale.at(point) for point in arrow.points),
        head=f"M{x - 4.5:g} {y - 8:g}L{x + 4.5:g} {y - 8:g}L{x:g} {y:g}Z",
        is_back=arrow.is_back,
        title=_("%(from)s to %(to)s: %(answer)s") % words
        if arrow.answer
        else _("%(from)s to %(to)s") % words,
        label=Text(scale.x(at.x), scale.y(at.y), short) if short else None,
        anchor="end" if arrow.label_ends else "start",
    )
