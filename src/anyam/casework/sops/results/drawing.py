"""An SOP as it is drawn: lanes beside each other, one band for each row, symbols and arrows on them.

Lengths across are in units; lengths down are a band and a share of it, so that a screen and a paper whose bands have
different heights draw the same picture.
"""

from dataclasses import dataclass

from ..choices import Symbol


@dataclass(frozen=True)
class Point:
    """`x` in units from the left; `y` in bands from the top: 2.5 is the middle of the third band."""

    x: float
    y: float


@dataclass(frozen=True)
class Lane:
    """The column of one performer."""

    key: str
    title: str
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Shape:
    """The symbol of one row; `others` are the middles of further lanes that are named beside its owner."""

    key: str
    number: int
    symbol: Symbol
    left: float
    right: float
    top: float
    bottom: float
    others: tuple[float, ...] = ()

    @property
    def middle(self) -> Point:
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)


@dataclass(frozen=True)
class Arrow:
    """A flow from one symbol to another along straight lines, down or across, its head at the last point."""

    source: str
    target: str
    source_number: int
    target_number: int
    answer: str
    points: tuple[Point, ...]
    label_at: Point
    label_ends: bool
    """Whether the words of the answer end at `label_at` instead of beginning there."""
    is_back: bool


@dataclass(frozen=True)
class Drawing:
    """Everything there is to draw, in a space `width` units wide and `bands` bands high."""

    width: float
    bands: int
    lanes: tuple[Lane, ...]
    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]
    lost: tuple[tuple[int, str], ...]
    """Arrows that lead nowhere: the number of their row and the key they name."""
