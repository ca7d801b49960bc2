"""A BPMN 2.0 file as an SOP: our own files without loss, those of other programs as far as an SOP can hold them."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from ...choices import SopLevel, Symbol
from ...results import Document, Flow, Performer, Step
from ...results.bpmn import BpmnRead, Ignored
from .arrows import PARALLEL, Arrow, Net, Node
from .fields import header_of, performer_of, rest_of, step_of, time_of
from .refusing import (
    MOST_ARROWS,
    MOST_NODES,
    MOST_PERFORMERS,
    MOST_STEPS,
    NoProcess,
    SameIdTwice,
    TooManyPerformers,
    TooManySteps,
    read_xml,
)
from .terms import BPMN, bpmn, code_of, ours

_SYMBOLS = {
    **{bpmn(name): Symbol.PROCESS for name in ("task", "userTask", "manualTask", "sendTask", "receiveTask")},
    **{bpmn(name): Symbol.PROCESS for name in ("serviceTask", "scriptTask", "businessRuleTask")},
    PARALLEL: Symbol.PROCESS,
    bpmn("startEvent"): Symbol.START,
    bpmn("endEvent"): Symbol.END,
    bpmn("exclusiveGateway"): Symbol.DECISION,
    bpmn("callActivity"): Symbol.LINK,
}
# Nodes that an SOP has no symbol for: they are kept as activities, and that is said.
_ROUGHLY = {
    bpmn(name)
    for name in (
        *("inclusiveGateway", "eventBasedGateway", "complexGateway", "intermediateCatchEvent"),
        *("intermediateThrowEvent", "subProcess", "transaction", "adHocSubProcess"),
    )
}
# Parts of a process that say nothing an SOP could lose.
_SILENT = {
    bpmn(name)
    for name in ("sequenceFlow", "laneSet", "extensionElements", "documentation", "incoming", "outgoing")
}
_IN_NODES = {bpmn("conditionExpression"), *_SILENT}


def read_bpmn(data: bytes) -> BpmnRead:
    """The SOP in the file, and what of the file could not be taken over. Raises BpmnRefused."""
    root = read_xml(data)
    if root.tag != bpmn("definitions"):
        raise NoProcess
    return _Reader(root).read()


class _Reader:
    def __init__(self, root: Element) -> None:
        self.root = root
        self.processes = root.findall(bpmn("process"))
        self.pools = {one.get("processRef", ""): one for one in root.iter(bpmn("participant"))}
        self.ignored: list[Ignored] = []
        self.net = Net()
        self.lanes: dict[str, str] = {}
        self.performers: list[Performer] = []

    def read(self) -> BpmnRead:
        for process in self.processes:
            self._take_nodes(process)
        if not self.net.nodes:
            raise NoProcess
        for process in self.processes:
            self._take_lanes(process)
            self._take_arrows(process.findall(bpmn("sequenceFlow")))
        self._take_arrows(self.root.iter(bpmn("messageFlow")))
        if len(self.net.nodes) > MOST_NODES or len(self.net.arrows) > MOST_ARROWS:
            raise TooManySteps
        self.net.fold()
        if len(self.net.nodes) > MOST_STEPS:
            raise TooManySteps
        if len(self.performers) > MOST_PERFORMERS:
            raise TooManyPerformers
        return BpmnRead(self._document(), tuple(self.ignored))

    def _take_nodes(self, process: Element) -> None:
        for element in process:
            kind, identifier = element.tag, element.get("id", "")
            if kind in _SYMBOLS or kind in _ROUGHLY:
                if not identifier or identifier in self.net.nodes:
                    raise SameIdTwice
                self.net.nodes[identifier] = Node(identifier, element, process.get("id", ""))
                if kind in _ROUGHLY:
                    self._ignore(element, is_kept=True)
                for part in element:
                    if part.tag not in _IN_NODES and kind not in _ROUGHLY:
                        self._ignore(part)
            elif kind not in _SILENT:
                self._ignore(element)

    def _ignore(self, element: Element, *, is_kept: bool = False) -> None:
        name = element.tag.removeprefix(f"{{{BPMN}}}")
        self.ignored.append(Ignored(name, element.get("name") or element.get("id") or "", is_kept))

    def _take_lanes(self, process: Element) -> None:
        """Each lane that has no lanes of its own is a performer; a pool without lanes is one too."""
        pool = self.pools.get(process.get("id", ""))
        leaves = [lane for lane in process.iter(bpmn("lane")) if lane.find(bpmn("childLaneSet")) is None]
        for lane in leaves:
            title = lane.get("name", "")
            key = self._add_performer(lane, title)
            for node in lane.findall(bpmn("flowNodeRef")):
                self.lanes[(node.text or "").strip()] = key
        if not leaves and pool is not None and len(self.pools) > 1:
            key = self._add_performer(pool, pool.get("name", ""))
            inside = (node for node in self.net.nodes.values() if node.pool == process.get("id", ""))
            self.lanes.update({node.key: key for node in inside})

    def _add_performer(self, element: Element, title: str) -> str:
        performer = performer_of(element, title, f"p{len(self.performers) + 1}")
        self.performers.append(performer)
        return performer.key

    def _take_arrows(self, elements: "Iterator[Element] | list[Element]") -> None:
        for element in elements:
            source, target = element.get("sourceRef", ""), element.get("targetRef", "")
            if source in self.net.nodes and target in self.net.nodes:
                self.net.arrows.append(Arrow(source, target, element.get("name", "")))
            else:
                self._ignore(element)

    def _document(self) -> Document:
        process = self.processes[0]
        pool = self.pools.get(process.get("id", ""))
        named = process.get("name") or (pool.get("name") if pool is not None else "") or ""
        own = process.find(f"{bpmn('extensionElements')}/{ours('sop')}")
        keys = self._keys()
        steps = tuple(self._step(node, keys) for node in self.net.nodes.values())
        document = Document(
            code=code_of(process.get("id", "")), title=named, performers=tuple(self.performers), steps=steps
        )
        if own is None:
            level = SopLevel.MACRO if len(self.performers) > 1 else SopLevel.MICRO
            return replace(document, level=level)
        hours, counting = time_of(own, "promised-")
        said = own.get("level", "")
        return replace(
            document,
            code=own.get("code") or document.code,
            level=SopLevel(said) if said in SopLevel.values else SopLevel.MICRO,
            purpose=own.get("purpose", ""),
            header=header_of(own),
            promised_hours=hours,
            promised_counting=counting,
        )

    def _keys(self) -> dict[str, str]:
        """For each id in the file the key of its row; a row added elsewhere is known by its id."""
        found = {}
        for identifier, node in self.net.nodes.items():
            row = node.element.find(f"{bpmn('extensionElements')}/{ours('step')}")
            found[identifier] = identifier if row is None else row.get("key", "")
        return found

    def _step(self, node: Node, keys: dict[str, str]) -> Step:
        symbol = self._symbol(node)
        step = step_of(node.element, keys[node.key], symbol)
        lane = self.lanes.get(node.key)
        performers = step.performers
        if lane is not None and performers[:1] != (lane,):
            performers = (lane, *(key for key in performers if key != lane))
        flows = [Flow(keys[arrow.target], arrow.name) for arrow in self.net.out_of(node.key)]
        for place, flow in rest_of(node.element):
            flows.insert(place, flow)
        if not step.activity and not node.is_ours and node.element.tag == PARALLEL:
            step = replace(step, activity=_("Continue at the same time"))
        waits = step.waits_for_all or node.waits
        waits = waits or (node.element.tag == PARALLEL and len(self.net.into(node.key)) > 1)
        called = node.element.get("calledElement")
        return replace(
            step,
            performers=performers,
            flows=tuple(flows),
            waits_for_all=waits,
            linked_sop=code_of(called) if called else step.linked_sop,
        )

    def _symbol(self, node: Node) -> Symbol:
        """A start that waits for another pool's message is that pool's hand-over, received here."""
        symbol = _SYMBOLS.get(node.element.tag, Symbol.PROCESS)
        if symbol == Symbol.START and not node.is_ours and self.net.into(node.key):
            self._ignore(node.element, is_kept=True)
            return Symbol.PROCESS
        return symbol
