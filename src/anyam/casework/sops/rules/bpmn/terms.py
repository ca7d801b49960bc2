"""Names that both the writer and the reader of BPMN files use."""

import re

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OURS = "urn:anyam:sop:1"
"""What BPMN has no place for stands in elements of this namespace, inside extensionElements."""
PREFIXES = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI, "xsi": XSI, "anyam": OURS}

_SAFE = re.compile(r"[A-Za-z0-9.-]")
_ESCAPED = re.compile(r"_([0-9a-f]+)_")
_PROCESS = "sop."


def bpmn(name: str) -> str:
    return f"{{{BPMN}}}{name}"


def ours(name: str) -> str:
    return f"{{{OURS}}}{name}"


def process_id(code: str) -> str:
    """An id that XML allows, the same in every file, so that one SOP can call another."""
    return _PROCESS + "".join(one if _SAFE.match(one) else f"_{ord(one):x}_" for one in code)


def code_of(identifier: str) -> str:
    """The code behind an id; an id of another program is the code."""
    if not identifier.startswith(_PROCESS):
        return identifier
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), identifier.removeprefix(_PROCESS))
