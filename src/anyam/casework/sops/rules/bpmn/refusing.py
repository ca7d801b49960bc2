"""Files that are not read, each with a sentence that says why; and reading XML without being harmed by it."""

from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.refusals import Refusal

MOST_BYTES = 5 * 1024 * 1024
MOST_ELEMENTS, MOST_DEPTH = 60_000, 60
MOST_NODES, MOST_ARROWS = 1000, 5000
"""Before gateways are folded into rows."""
MOST_STEPS, MOST_PERFORMERS, LONGEST_TEXT = 200, 60, 10_000


class BpmnRefused(Refusal):
    """The file cannot be taken over; `sentence` says why and what to do."""

    sentence = _("This file cannot be read.")


class FileTooLarge(BpmnRefused):
    sentence = _("The file is larger than 5 MB. One SOP is far smaller: export a single procedure.")


class NoXml(BpmnRefused):
    sentence = _("This is no BPMN file: it is not written in XML. Export the procedure as BPMN 2.0.")


class HasEntities(BpmnRefused):
    sentence = _("The file has a DOCTYPE or entities, which can be used for attacks. BPMN files need none.")


class TooDeep(BpmnRefused):
    sentence = _("The file is nested too deeply to be an SOP.")


class TooManyElements(BpmnRefused):
    sentence = _("The file has too many elements to be an SOP. Export a single procedure.")


class TooManySteps(BpmnRefused):
    sentence = _("The procedure has more than 200 rows. Divide it into several that are linked.")


class TooManyPerformers(BpmnRefused):
    sentence = _("The procedure has more than 60 lanes. Divide it into several that are linked.")


class TextTooLong(BpmnRefused):
    sentence = _("A name or remark in the file is longer than 10,000 characters. Shorten it.")


class NoProcess(BpmnRefused):
    sentence = _("The file holds no procedure: there is no BPMN process with steps in it.")


class SameIdTwice(BpmnRefused):
    sentence = _("Two elements of the file have the same id, so arrows cannot tell them apart.")


def read_xml(data: bytes) -> Element:
    """The root of the file. Raises BpmnRefused."""
    if len(data) > MOST_BYTES:
        raise FileTooLarge
    root: Element | None = None
    depth, count = 0, 0
    try:
        for event, element in iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if event == "end":
                depth -= 1
                continue
            root = element if root is None else root
            depth, count = depth + 1, count + 1
            if depth > MOST_DEPTH:
                raise TooDeep
            if count > MOST_ELEMENTS:
                raise TooManyElements
            if any(len(text) > LONGEST_TEXT for text in element.attrib.values()):
                raise TextTooLong
    except DefusedXmlException:
        raise HasEntities from None
    except (ParseError, ValueError, LookupError):
        raise NoXml from None
    if root is None:
        raise NoXml
    return root
