"""The drawing inside a BPMN file: rows from left to right in the order of the table, one band for each performer."""

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as Xml

from .terms import BPMNDI, DC, DI

COLUMN, BAND, MARGIN = 240, 140, 60
_SIZES = {"task": (100, 80), "callActivity": (100, 80), "startEvent": (36, 36), "endEvent": (36, 36)}
_GATEWAY = (50, 50)
_OFFSETS = {-1: -75, 0: 0, 1: 65, 2: 110}

Box = tuple[int, int, int, int]


def add_drawing(
    root: Xml.Element,
    places: Mapping[str, tuple[int, int, str]],
    flows: Sequence[Xml.Element],
    lanes: Mapping[str, int],
    bands: int,
) -> None:
    """`places` holds row, offset within the row and kind of each node; what stands in no lane is drawn below them."""
    diagram = Xml.SubElement(root, f"{{{BPMNDI}}}BPMNDiagram", {"id": "diagram"})
    plane = Xml.SubElement(diagram, f"{{{BPMNDI}}}BPMNPlane", {"id": "plane", "bpmnElement": "collaboration"})
    has_loose = any(node not in lanes for node in places)
    width = COLUMN * (max((row for row, _o, _k in places.values()), default=0) + 1)
    height = BAND * max(bands + has_loose, 1)
    _shape(plane, "pool", (MARGIN, MARGIN, width + 30, height), is_horizontal=True)
    for band in range(bands):
        top = MARGIN + BAND * band
        _shape(plane, f"lane{band + 1}", (MARGIN + 30, top, width, BAND), is_horizontal=True)
    boxes = {node: _box(place, lanes.get(node, bands)) for node, place in places.items()}
    for node, box in boxes.items():
        _shape(plane, node, box)
    for flow in flows:
        _edge(plane, flow, boxes)


def _box(place: tuple[int, int, str], band: int) -> Box:
    row, offset, kind = place
    width, height = _SIZES.get(kind, _GATEWAY)
    middle = MARGIN + COLUMN * row + _OFFSETS[offset]
    return (middle - width // 2, MARGIN + BAND * band + (BAND - height) // 2, width, height)


def _shape(plane: Xml.Element, node: str, box: Box, *, is_horizontal: bool = False) -> None:
    attributes = {"id": f"{node}_shape", "bpmnElement": node}
    if is_horizontal:
        attributes["isHorizontal"] = "true"
    shape = Xml.SubElement(plane, f"{{{BPMNDI}}}BPMNShape", attributes)
    bounds = dict(zip(("x", "y", "width", "height"), map(str, box), strict=True))
    Xml.SubElement(shape, f"{{{DC}}}Bounds", bounds)


def _edge(plane: Xml.Element, flow: Xml.Element, boxes: Mapping[str, Box]) -> None:
    source, target = boxes[flow.attrib["sourceRef"]], boxes[flow.attrib["targetRef"]]
    identifier = flow.attrib["id"]
    edge = Xml.SubElement(
        plane, f"{{{BPMNDI}}}BPMNEdge", {"id": f"{identifier}_edge", "bpmnElement": identifier}
    )
    for x, y in _points(source, target):
        Xml.SubElement(edge, f"{{{DI}}}waypoint", {"x": str(x), "y": str(y)})


def _points(source: Box, target: Box) -> list[tuple[int, int]]:
    """Forward in one bend; backward around below both."""
    begin = (source[0] + source[2], source[1] + source[3] // 2)
    end = (target[0], target[1] + target[3] // 2)
    if begin[0] <= end[0]:
        return [begin, (end[0] - 10, begin[1]), (end[0] - 10, end[1]), end]
    below = max(source[1] + source[3], target[1] + target[3]) + 12
    under = (source[0] + source[2] // 2, source[1] + source[3])
    goal = (target[0] + target[2] // 2, target[1] + target[3])
    return [under, (under[0], below), (goal[0], below), goal]
