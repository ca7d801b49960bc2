"""The nodes and arrows of a BPMN file, with gateways that only divide or bring together folded into the rows."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .terms import bpmn, ours

PARALLEL, EXCLUSIVE = bpmn("parallelGateway"), bpmn("exclusiveGateway")


@dataclass
class Node:
    """One element that can stand at the end of an arrow."""

    key: str
    element: Element
    pool: str
    waits: bool = False

    @property
    def is_ours(self) -> bool:
        return self.element.find(f"{bpmn('extensionElements')}/{ours('step')}") is not None


@dataclass
class Arrow:
    source: str
    target: str
    name: str = ""


@dataclass
class Net:
    """What is left of the file: nodes in the order of the file and the arrows between them."""

    nodes: dict[str, Node] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)

    def out_of(self, key: str) -> list[Arrow]:
        return [arrow for arrow in self.arrows if arrow.source == key]

    def into(self, key: str) -> list[Arrow]:
        return [arrow for arrow in self.arrows if arrow.target == key]

    def fold(self) -> None:
        """Gateways become what they mean for the rows beside them; those that stand alone stay."""
        for key, node in list(self.nodes.items()):
            again = node.element.find(f"{bpmn('extensionElements')}/{ours('again')}")
            if again is not None and again.get("of") in self.nodes:
                self._fold_again(key, again.attrib["of"])
        for key, node in list(self.nodes.items()):
            if node.element.tag == EXCLUSIVE and not node.is_ours and len(self.out_of(key)) == 1:
                self._fold_meeting(key)
        for key, node in list(self.nodes.items()):
            if node.element.tag == PARALLEL and not self._fold_join(key):
                self._fold_split(key)

    def _fold_again(self, gateway: str, start: str) -> None:
        """Arrows back to a start, which BPMN does not allow, lead to a gateway behind it in the file."""
        self._take(
            gateway, [arrow for arrow in self.arrows if arrow.source == start and arrow.target == gateway]
        )
        for arrow in self.arrows:
            arrow.target = start if arrow.target == gateway else arrow.target
            arrow.source = start if arrow.source == gateway else arrow.source

    def _fold_meeting(self, gateway: str) -> None:
        """Ways that meet without waiting: each leads to the next row by itself."""
        (onward,) = self.out_of(gateway)
        if onward.target == gateway:
            return
        self._take(gateway, [onward])
        for arrow in self.into(gateway):
            arrow.target = onward.target

    def _fold_join(self, gateway: str) -> bool:
        onward = self.out_of(gateway)
        if len(onward) != 1 or len(self.into(gateway)) < 2:
            return False
        target = self.nodes.get(onward[0].target)
        if target is None or target.key == gateway or len(self.into(target.key)) != 1:
            return False
        if target.element.tag == PARALLEL or target.element.tag == bpmn("startEvent"):
            return False
        self._take(gateway, onward)
        target.waits = True
        for arrow in self.into(gateway):
            arrow.target = target.key
        return True

    def _fold_split(self, gateway: str) -> None:
        before = self.into(gateway)
        if len(before) != 1 or len(self.out_of(gateway)) < 2:
            return
        source = self.nodes.get(before[0].source)
        if source is None or source.key == gateway:
            return
        # Whatever else leaves such a row is a branch at the same time too.
        if source.element.tag in {PARALLEL, EXCLUSIVE}:
            return
        self._take(gateway, before)
        for arrow in self.out_of(gateway):
            arrow.source = source.key

    def _take(self, gateway: str, arrows: list[Arrow]) -> None:
        del self.nodes[gateway]
        self.arrows = [arrow for arrow in self.arrows if not any(arrow is one for one in arrows)]
