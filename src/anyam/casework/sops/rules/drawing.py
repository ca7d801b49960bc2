"""Where the symbols and arrows of an SOP stand.

Every row has a band, every performer a lane. A symbol keeps to the middle of its lane and band. Arrows travel down only
in the gutters at the sides of a lane, or straight from a symbol to the band below, and across only in the free strip at
the top of the band they lead to: so no arrow crosses a symbol, whatever the SOP. Arrows that would lie on each other in
a gutter get tracks of their own.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..choices import Symbol
from ..results.document import Document, Step
from ..results.drawing import Arrow, Drawing, Lane, Point, Shape

SYMBOL = 64.0
GUTTER = 22.0
TRACK = 9.0
CORNER = 15.0
"""How far the corner of a diamond's box is free: the answer begins there."""
TOP, BOTTOM = 0.28, 0.84
STRIP = 0.1
"""How far below the top of a band arrows that lead to its symbol come across."""
_PORTS = (0.5, 0.3, 0.7, 0.15, 0.85)
"""Where on the side of a symbol arrows leave it, the first one in the middle."""


@dataclass
class _Route:
    """An arrow that goes round: out of a side, down or up a gutter, across into the band of its target."""

    step: int
    target: int
    answer: str
    lane: int
    is_right: bool
    port: float
    track: int = 0

    @property
    def gutter(self) -> tuple[int, bool]:
        return self.lane, self.is_right


def draw(document: Document) -> Drawing:
    """The picture of an SOP; of an unfinished one, as far as it goes."""
    columns = _columns(document)
    places = {step.key: (row, columns[_owner(document, step)]) for row, step in enumerate(document.steps)}
    straight, routes, lost = _sorted_flows(document, places)
    _give_tracks(routes, places, document)
    lanes = _lanes(document, columns, routes)
    shapes = tuple(
        _shape(row, step, lanes, columns, places[step.key][1]) for row, step in enumerate(document.steps)
    )
    arrows = [
        _straight_arrow(document, shapes, source, target, answer) for source, target, answer in straight
    ]
    arrows += [_routed_arrow(document, shapes, lanes, route) for route in routes]
    order = {(arrow.source_number, arrow.target_number): n for n, arrow in enumerate(arrows)}
    arrows.sort(key=lambda arrow: (arrow.source_number, order[arrow.source_number, arrow.target_number]))
    width = lanes[-1].right if lanes else 0.0
    return Drawing(width, len(document.steps), tuple(lanes), shapes, tuple(arrows), tuple(lost))


def _columns(document: Document) -> dict[str, int]:
    """The lane of each performer; rows without one stand in a lane of their own at the end."""
    columns = {one.key: index for index, one in enumerate(document.performers)}
    if not columns or any(not _owner_key(columns, step) for step in document.steps):
        columns[""] = len(columns)
    return columns


def _owner_key(columns: Iterable[str], step: Step) -> str:
    return next((key for key in step.performers if key in columns), "")


def _owner(document: Document, step: Step) -> str:
    return _owner_key([one.key for one in document.performers], step)


# --- which way each arrow takes ---------------------------------------------------------------------------


def _sorted_flows(
    document: Document, places: dict[str, tuple[int, int]]
) -> tuple[list[tuple[int, int, str]], list[_Route], list[tuple[int, str]]]:
    """Arrows straight to the next band, arrows that go round, and arrows that lead nowhere."""
    straight: list[tuple[int, int, str]] = []
    routes: list[_Route] = []
    lost: list[tuple[int, str]] = []
    for row, step in enumerate(document.steps):
        lane, has_straight = places[step.key][1], False
        used = {True: 0, False: 0}
        for flow in step.flows:
            if flow.to not in places:
                lost.append((row + 1, flow.to))
                continue
            target_row, target_lane = places[flow.to]
            if target_row == row + 1 and not has_straight:
                straight.append((row, target_row, flow.answer))
                has_straight = True
                continue
            is_right = _side(row, lane, target_row, target_lane, used)
            port = _PORTS[used[is_right] % len(_PORTS)]
            used[is_right] += 1
            routes.append(_Route(row, target_row, flow.answer, lane, is_right, port))
    return straight, routes, lost


def _side(row: int, lane: int, target_row: int, target_lane: int, used: dict[bool, int]) -> bool:
    """Towards the lane of the target; in one's own lane forward on the right, back on the left. Sides fill evenly."""
    wanted = target_lane > lane if target_lane != lane else target_row > row
    return not wanted if used[wanted] > used[not wanted] else wanted


def _give_tracks(routes: list[_Route], places: dict[str, tuple[int, int]], document: Document) -> None:
    """In each gutter, arrows that share a stretch get different tracks: the first free one, short arrows inside."""
    by_gutter: dict[tuple[int, bool], list[_Route]] = defaultdict(list)
    for route in routes:
        by_gutter[route.gutter].append(route)
    for found in by_gutter.values():
        taken: list[list[tuple[float, float]]] = []
        for route in sorted(found, key=lambda one: (_length(one), one.step, one.target)):
            low, high = _stretch(route)
            free = (n for n, spans in enumerate(taken) if all(high <= a or low >= b for a, b in spans))
            route.track = next(free, len(taken))
            if route.track == len(taken):
                taken.append([])
            taken[route.track].append((low, high))


def _stretch(route: _Route) -> tuple[float, float]:
    ends = sorted((_port_y(route), route.target + STRIP))
    return ends[0], ends[1]


def _length(route: _Route) -> float:
    low, high = _stretch(route)
    return high - low


def _port_y(route: _Route) -> float:
    return route.step + TOP + (BOTTOM - TOP) * route.port


# --- where everything stands --------------------------------------------------------------------------------


def _lanes(document: Document, columns: dict[str, int], routes: list[_Route]) -> list[Lane]:
    tracks: dict[tuple[int, bool], int] = defaultdict(int)
    for route in routes:
        tracks[route.gutter] = max(tracks[route.gutter], route.track + 1)
    lanes, left = [], 0.0
    for key, index in columns.items():
        # As wide on one side as on the other, so that the symbol stands in the middle of its column.
        gutter = GUTTER + TRACK * max(tracks[index, True], tracks[index, False], 1)
        performer = document.performer(key) if key else None
        title = performer.title if performer else _("Nobody named yet")
        lanes.append(Lane(key, title, left, left + 2 * gutter + SYMBOL))
        left = lanes[-1].right
    return lanes


def _shape(row: int, step: Step, lanes: list[Lane], columns: dict[str, int], lane: int) -> Shape:
    middle = lanes[lane].middle
    others = [
        lanes[columns[key]].middle for key in step.performers if key in columns and columns[key] != lane
    ]
    return Shape(
        key=step.key,
        number=row + 1,
        symbol=step.symbol,
        left=middle - SYMBOL / 2,
        right=middle + SYMBOL / 2,
        top=row + TOP,
        bottom=row + BOTTOM,
        others=tuple(others),
    )


def _straight_arrow(
    document: Document, shapes: tuple[Shape, ...], source: int, target: int, answer: str
) -> Arrow:
    begin, end = shapes[source], shapes[target]
    x, to = begin.middle.x, end.middle.x
    points = [Point(x, begin.bottom), Point(to, end.top)]
    if x != to:
        points[1:1] = [Point(x, target + STRIP), Point(to, target + STRIP)]
    return _arrow(document, source, target, answer, points, Point(x + 4, source + 0.97), ends=False)


def _routed_arrow(document: Document, shapes: tuple[Shape, ...], lanes: list[Lane], route: _Route) -> Arrow:
    begin, end = shapes[route.step], shapes[route.target]
    y, across = _port_y(route), route.target + STRIP
    lane = lanes[route.lane]
    track = TRACK * (route.track + 1)
    x = begin.right + GUTTER / 2 + track if route.is_right else begin.left - GUTTER / 2 - track
    assert lane.left < x < lane.right
    out = edge_at(begin, y, is_right=route.is_right)
    points = [
        Point(out, y),
        Point(x, y),
        Point(x, across),
        Point(end.middle.x, across),
        Point(end.middle.x, end.top),
    ]
    label = Point(begin.right - CORNER if route.is_right else begin.left + CORNER, y - 0.13)
    return _arrow(document, route.step, route.target, route.answer, points, label, ends=not route.is_right)


def _arrow(
    document: Document,
    source: int,
    target: int,
    answer: str,
    points: list[Point],
    label: Point,
    *,
    ends: bool,
) -> Arrow:
    return Arrow(
        source=document.steps[source].key,
        target=document.steps[target].key,
        source_number=source + 1,
        target_number=target + 1,
        answer=answer,
        points=tuple(points),
        label_at=label,
        label_ends=ends,
        is_back=target <= source,
    )


def edge_at(shape: Shape, y: float, *, is_right: bool) -> float:
    """Where the outline of a symbol is at this height: a diamond is narrow above and below its middle."""
    half = (shape.right - shape.left) / 2
    away = abs(y - shape.middle.y) / ((shape.bottom - shape.top) / 2)
    reach = half * (1 - away) if shape.symbol is Symbol.DECISION else half
    if shape.symbol is Symbol.LINK:
        low = y > shape.top + 0.6 * (shape.bottom - shape.top)
        reach = half * (shape.bottom - y) / (0.4 * (shape.bottom - shape.top)) if low else half
    if shape.symbol in {Symbol.START, Symbol.END} and away > 0.4:
        reach = half * 0.85
    return shape.middle.x + reach if is_right else shape.middle.x - reach


# --- in words -------------------------------------------------------------------------------------------------


def read_aloud(document: Document) -> list[str]:
    """The same in sentences, a row each: for those who do not see the picture."""
    numbers = {step.key: number for number, step in enumerate(document.steps, 1)}
    return [_sentence(document, step, numbers) for step in document.steps]


def _sentence(document: Document, step: Step, numbers: dict[str, int]) -> str:
    found = (document.performer(key) for key in step.performers)
    who = ", ".join(one.title for one in found if one) or _("nobody named yet")
    what = step.activity or str(step.symbol.label)
    parts = [_("%(what)s (%(who)s)") % {"what": what.rstrip("."), "who": who}]
    for flow in step.flows:
        given = {"answer": flow.answer, "number": numbers.get(flow.to, "?")}
        parts.append(
            _("“%(answer)s”: on to %(number)s") % given if flow.answer else _("on to %(number)s") % given
        )
    if step.linked_sop:
        parts.append(_("goes on in %(code)s") % {"code": step.linked_sop})
    return "; ".join(parts) + "."
