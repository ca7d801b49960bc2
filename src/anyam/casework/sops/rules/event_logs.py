"""Event logs in the two formats that programs for process mining read: XES (one run, one trace) and OCEL 2.0.

Only codes and names of the SOP, the agency and the time go out. Runs are pseudonyms; nothing is about a child.
"""

import json
import re
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any
from xml.etree import ElementTree as Xml

from ..results.event_log import LogEvent

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EXTENSIONS = {"Concept": "concept", "Time": "time", "Organizational": "org"}
_DONE = "step_done"


def write_xes(events: Iterable[LogEvent]) -> bytes:
    """IEEE 1849: a trace for each run, its events by time."""
    log = Xml.Element("log", {"xes.version": "1849.2016", "xmlns": "http://www.xes-standard.org/"})
    for name, prefix in _EXTENSIONS.items():
        address = f"http://www.xes-standard.org/{prefix}.xesext"
        Xml.SubElement(log, "extension", {"name": name, "prefix": prefix, "uri": address})
    _string(log, "concept:name", "Anyam")
    for run, done in groupby(sorted(events, key=attrgetter("run", "at", "step")), key=attrgetter("run")):
        trace = Xml.SubElement(log, "trace")
        _string(trace, "concept:name", run)
        for number, event in enumerate(done):
            if number == 0:
                _string(trace, "sop", event.sop)
                _string(trace, "sop:version", event.version)
            element = Xml.SubElement(trace, "event")
            _string(element, "concept:name", event.activity)
            _string(element, "sop:step", event.step)
            _string(element, "org:resource", event.agency)
            Xml.SubElement(element, "date", {"key": "time:timestamp", "value": event.at.isoformat()})
            if event.deviation:
                _string(element, "sop:deviation", event.deviation)
    Xml.indent(log)
    written: bytes = Xml.tostring(log, encoding="utf-8", xml_declaration=True)
    return written


def write_ocel(events: Iterable[LogEvent]) -> bytes:
    """OCEL 2.0 as JSON: each event points to its run, its SOP and its agency, so that none of them counts twice."""
    ordered = sorted(events, key=attrgetter("at", "run", "step"))
    objects: dict[tuple[str, str], dict[str, Any]] = {}
    written = []
    for number, event in enumerate(ordered, 1):
        related = {"run": event.run, "sop": event.sop, "agency": event.agency}
        for kind, name in related.items():
            objects.setdefault((kind, name), {"id": f"{kind}:{name}", "type": kind, "attributes": []})
        told = {"activity": event.activity, "step": event.step, "version": event.version}
        told["deviation"] = event.deviation
        written.append(
            {
                "id": f"e{number}",
                "type": _DONE,
                "time": event.at.isoformat(),
                "attributes": [{"name": name, "value": value} for name, value in told.items()],
                "relationships": [
                    {"objectId": f"{kind}:{name}", "qualifier": kind} for kind, name in related.items()
                ],
            }
        )
    names = ("activity", "step", "version", "deviation")
    attributes = [{"name": name, "type": "string"} for name in names]
    log = {
        "objectTypes": [{"name": kind, "attributes": []} for kind in ("run", "sop", "agency")],
        "eventTypes": [{"name": _DONE, "attributes": attributes}],
        "objects": list(objects.values()),
        "events": written,
    }
    return json.dumps(log, ensure_ascii=False, indent=1).encode()


def _string(parent: Xml.Element, key: str, value: str) -> None:
    Xml.SubElement(parent, "string", {"key": key, "value": _ILLEGAL.sub("\ufffd", value)})
