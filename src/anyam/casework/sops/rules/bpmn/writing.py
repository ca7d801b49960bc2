"""An SOP as a BPMN 2.0 file that other programs can show and run, and that comes back without loss."""

import re
from decimal import Decimal
from xml.etree import ElementTree as Xml

from ...choices import Symbol
from ...results import Document, Flow, Header, Performer, Step
from .layout import add_drawing
from .terms import OURS, PREFIXES, XSI, bpmn, ours, process_id

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELEMENT = {
    Symbol.START: "startEvent",
    Symbol.PROCESS: "task",
    Symbol.DECISION: "exclusiveGateway",
    Symbol.LINK: "callActivity",
    Symbol.END: "endEvent",
}


def write_bpmn(document: Document) -> bytes:
    """One pool with a lane for each performer.

    A row that starts parallel branches is followed by a parallel gateway, one that waits for all has one before it.
    Decisions carry a condition on `answers`, a mapping from the id of the gateway to the number of the answer.
    """
    for prefix, address in PREFIXES.items():
        Xml.register_namespace(prefix, address)
    return _Writer(document).written()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.ids: dict[str, str] = {}
        for number, step in enumerate(document.steps, 1):
            self.ids.setdefault(step.key, f"n{number}")
        self.into = dict.fromkeys(self.ids, 0)
        for step in document.steps:
            for flow in step.flows if step.symbol != Symbol.END else ():
                self.into[flow.to] = self.into.get(flow.to, 0) + 1
        self.first_rows: set[str] = set()
        self.flows: list[Xml.Element] = []
        self.places: dict[str, tuple[int, int, str]] = {}
        """For the drawing: the row, the offset within it, and the kind of each node."""
        self.lanes: dict[str, int] = {}

    def written(self) -> bytes:
        attributes = {"id": "definitions", "targetNamespace": OURS, "exporter": "Anyam"}
        root = Xml.Element(bpmn("definitions"), attributes)
        pool = Xml.SubElement(root, bpmn("collaboration"), {"id": "collaboration"})
        code = process_id(self.document.code)
        named = {"id": "pool", "name": _clean(self.document.title), "processRef": code}
        Xml.SubElement(pool, bpmn("participant"), named)
        name = _clean(self.document.title)
        process = Xml.SubElement(root, bpmn("process"), {"id": code, "name": name, "isExecutable": "true"})
        self._add_document(process)
        self._add_lanes(process)
        for number, step in enumerate(self.document.steps, 1):
            self._add_step(process, f"n{number}", number, step)
        process.extend(self.flows)
        add_drawing(root, self.places, self.flows, self.lanes, len(self.document.performers))
        Xml.indent(root)
        written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
        return written

    def _add_document(self, process: Xml.Element) -> None:
        document = self.document
        sop = _extended(
            process,
            "sop",
            {
                "code": document.code,
                "level": document.level.value,
                "purpose": document.purpose,
                **_time("promised", document.promised_hours, document.promised_counting),
            },
        )
        _add_header(sop, document.header)

    def _add_lanes(self, process: Xml.Element) -> None:
        if not self.document.performers:
            return
        lanes = Xml.SubElement(process, bpmn("laneSet"), {"id": "lanes"})
        seen: set[str] = set()
        for number, one in enumerate(self.document.performers, 1):
            lane = Xml.SubElement(lanes, bpmn("lane"), {"id": f"lane{number}", "name": _clean(one.title)})
            _add_performer(lane, one)
            for place, step in enumerate(self.document.steps, 1):
                if step.owner == one.key and one.key not in seen:
                    Xml.SubElement(lane, bpmn("flowNodeRef")).text = f"n{place}"
                    self.lanes[f"n{place}"] = number - 1
            seen.add(one.key)

    def _add_step(self, process: Xml.Element, own: str, number: int, step: Step) -> None:
        is_first = self.ids[step.key] == own
        into = self.into[step.key] if is_first else 0
        is_joined = step.waits_for_all and into > 1 and step.symbol != Symbol.START
        if is_joined:
            self._add_gateway(process, f"{own}_join", number, -1, own, "parallelGateway")
            self._add_flow(f"{own}_in", f"{own}_join", own)
        called = {"calledElement": process_id(step.linked_sop)} if step.linked_sop and _is_link(step) else {}
        named = {"id": own, "name": _clean(step.activity), **called}
        element = Xml.SubElement(process, bpmn(_ELEMENT[step.symbol]), named)
        _add_fields(element, step, is_joined=is_joined)
        self.places[own] = (number, 0, _ELEMENT[step.symbol])
        source = own
        if step.symbol == Symbol.START and into:
            again = self._add_gateway(process, f"{own}_again", number, 1, own, "exclusiveGateway")
            _extended(again, "again", {"of": own})
            self._add_flow(f"{own}_first", own, f"{own}_again")
            source = f"{own}_again"
        drawn = [flow for flow in step.flows if self._is_drawn(step, flow)]
        if len(drawn) > 1 and step.symbol != Symbol.DECISION:
            self._add_gateway(process, f"{own}_split", number, 2, own, "parallelGateway")
            self._add_flow(f"{own}_out", source, f"{own}_split")
            source = f"{own}_split"
        for place, flow in enumerate(drawn):
            self._add_arrow(own, step, source, place, flow)
        loose = [(place, flow) for place, flow in enumerate(step.flows) if not self._is_drawn(step, flow)]
        for place, flow in loose:
            row = element.find(f"{bpmn('extensionElements')}/{ours('step')}")
            if row is not None:
                kept = {"place": str(place), "to": _clean(flow.to), "answer": _clean(flow.answer)}
                Xml.SubElement(row, ours("loose"), kept)

    def _is_drawn(self, step: Step, flow: Flow) -> bool:
        return step.symbol != Symbol.END and flow.to in self.ids

    def _add_arrow(self, own: str, step: Step, source: str, place: int, flow: Flow) -> None:
        target = self.ids[flow.to]
        aimed = next(one for one in self.document.steps if one.key == flow.to)
        if aimed.symbol == Symbol.START:
            target = f"{target}_again"
        elif aimed.waits_for_all and self.into[flow.to] > 1:
            target = f"{target}_join"
        arrow = self._add_flow(f"{own}_{place}", source, target, flow.answer)
        if step.symbol == Symbol.DECISION:
            condition = Xml.SubElement(arrow, bpmn("conditionExpression"))
            condition.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
            # The number, never the words: what a person typed is no program.
            condition.text = f'answers["{own}"] == {place}'

    def _add_gateway(
        self, process: Xml.Element, identifier: str, number: int, offset: int, beside: str, kind: str
    ) -> Xml.Element:
        self.places[identifier] = (number, offset, kind)
        if beside in self.lanes:
            self.lanes[identifier] = self.lanes[beside]
        lane = process.find(f"{bpmn('laneSet')}/{bpmn('lane')}[@id='lane{self.lanes.get(beside, -1) + 1}']")
        if lane is not None:
            Xml.SubElement(lane, bpmn("flowNodeRef")).text = identifier
        return Xml.SubElement(process, bpmn(kind), {"id": identifier})

    def _add_flow(self, identifier: str, source: str, target: str, name: str = "") -> Xml.Element:
        attributes = {"id": f"flow_{identifier}", "sourceRef": source, "targetRef": target}
        if name:
            attributes["name"] = _clean(name)
        self.flows.append(Xml.Element(bpmn("sequenceFlow"), attributes))
        return self.flows[-1]


def _is_link(step: Step) -> bool:
    return step.symbol == Symbol.LINK


def _add_performer(lane: Xml.Element, one: Performer) -> None:
    agency = str(one.agency_id) if one.agency_id else ""
    fields = {"key": one.key, "agency": agency, "role": one.role, "agency-kind": one.agency_kind}
    _extended(lane, "performer", fields)


def _add_fields(element: Xml.Element, step: Step, *, is_joined: bool) -> None:
    fields = {
        "key": step.key,
        "note": step.note,
        "linked": "" if _is_link(step) else step.linked_sop,
        "waits": "true" if step.waits_for_all and not is_joined else "",
        **_time("", step.hours, step.counting),
    }
    row = _extended(element, "step", fields)
    lists = {
        "performer": step.performers,
        "needs": step.needs,
        "gives": step.gives,
        "rests-on": step.rests_on,
    }
    for name, texts in lists.items():
        for text in texts:
            Xml.SubElement(row, ours(name), {"text": _clean(text)})
    coding = {"verb": step.coding.verb, "object": step.coding.object, "target": step.coding.target}
    if any(coding.values()):
        Xml.SubElement(row, ours("coding"), {name: _clean(value) for name, value in coding.items() if value})


def _add_header(sop: Xml.Element, header: Header) -> None:
    plain = {"number": header.number, "unit": header.unit, "warning": header.warning}
    plain |= {"approved-by": header.approved_by, "approved-as": header.approved_as}
    days = {"made-on": header.made_on, "revised-on": header.revised_on, "effective-on": header.effective_on}
    plain |= {name: day.isoformat() for name, day in days.items() if day}
    element = Xml.SubElement(
        sop, ours("header"), {name: _clean(text) for name, text in plain.items() if text}
    )
    lists = {
        "legal-basis": header.legal_basis,
        "qualification": header.qualifications,
        "relation": header.relations,
        "equipment": header.equipment,
        "record": header.records,
    }
    for name, texts in lists.items():
        for text in texts:
            Xml.SubElement(element, ours(name), {"text": _clean(text)})


def _time(name: str, hours: Decimal | None, counting: str) -> dict[str, str]:
    prefix = f"{name}-" if name else ""
    duration = {} if hours is None else {f"{prefix}duration": f"PT{hours:f}H"}
    return {**duration, f"{prefix}counting": str(counting)}


def _extended(element: Xml.Element, name: str, fields: dict[str, str]) -> Xml.Element:
    box = Xml.Element(bpmn("extensionElements"))
    element.insert(0, box)
    return Xml.SubElement(box, ours(name), {key: _clean(text) for key, text in fields.items() if text})


def _clean(text: str) -> str:
    """Without the control characters that no XML file may hold."""
    return _ILLEGAL.sub("\ufffd", text)
