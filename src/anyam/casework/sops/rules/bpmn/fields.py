"""What our own elements in a BPMN file hold, and what stands for it in files of other programs."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from uuid import UUID
from xml.etree.ElementTree import Element

from anyam.foundation.core.working_time import Counting

from ...choices import Symbol
from ...results import Coding, Flow, Header, Performer, Step
from .terms import bpmn, ours

LONGEST_HOURS = Decimal(24 * 366 * 20)
_DURATION = re.compile(
    r"P(?:(?P<weeks>\d+(?:\.\d+)?)W)?(?:(?P<days>\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(?P<hours>\d+(?:\.\d+)?)H)?(?:(?P<minutes>\d+(?:\.\d+)?)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?",
)
_IN_HOURS = {
    "weeks": Decimal(168),
    "days": Decimal(24),
    "hours": Decimal(1),
    "minutes": Decimal(1) / 60,
    "seconds": Decimal(1) / 3600,
}


def step_of(element: Element, key: str, symbol: Symbol) -> Step:
    """The row behind a node, without its arrows."""
    row = _own(element, "step")
    activity = element.get("name", "")
    if row is None:
        documentation = element.find(bpmn("documentation"))
        note = (documentation.text or "").strip() if documentation is not None else ""
        return Step(key, activity, symbol, note=note)
    hours, counting = time_of(row, "")
    coding = row.find(ours("coding"))
    said = {} if coding is None else coding.attrib
    return Step(
        key,
        activity,
        symbol,
        performers=_texts(row, "performer"),
        needs=_texts(row, "needs"),
        hours=hours,
        counting=counting,
        gives=_texts(row, "gives"),
        note=row.get("note", ""),
        waits_for_all=row.get("waits") == "true",
        linked_sop=row.get("linked", ""),
        rests_on=_texts(row, "rests-on"),
        coding=Coding(said.get("verb", ""), said.get("object", ""), said.get("target", "")),
    )


def rest_of(element: Element) -> Iterator[tuple[int, Flow]]:
    """Arrows that BPMN cannot draw, because they lead nowhere or out of an end, with their places."""
    row = _own(element, "step")
    for loose in row.findall(ours("loose")) if row is not None else ():
        place = loose.get("place", "0")
        yield int(place) if place.isdecimal() else 0, Flow(loose.get("to", ""), loose.get("answer", ""))


def performer_of(element: Element, title: str, key: str) -> Performer:
    own = _own(element, "performer")
    if own is None:
        return Performer(key, title)
    try:
        agency = UUID(own.get("agency", ""))
    except ValueError:
        agency = None
    return Performer(own.get("key", key), title, agency, own.get("role", ""), own.get("agency-kind", ""))


def header_of(sop: Element) -> Header:
    header = sop.find(ours("header"))
    if header is None:
        return Header()
    return Header(
        number=header.get("number", ""),
        unit=header.get("unit", ""),
        made_on=_day(header, "made-on"),
        revised_on=_day(header, "revised-on"),
        effective_on=_day(header, "effective-on"),
        approved_by=header.get("approved-by", ""),
        approved_as=header.get("approved-as", ""),
        legal_basis=_texts(header, "legal-basis"),
        qualifications=_texts(header, "qualification"),
        relations=_texts(header, "relation"),
        equipment=_texts(header, "equipment"),
        warning=header.get("warning", ""),
        records=_texts(header, "record"),
    )


def time_of(element: Element, prefix: str) -> tuple[Decimal | None, Counting]:
    counting = element.get(f"{prefix}counting", "")
    known = Counting(counting) if counting in set(Counting) else Counting.WORKING
    return hours_of(element.get(f"{prefix}duration", "")), known


def hours_of(duration: str) -> Decimal | None:
    """An ISO 8601 duration in hours; None for what is none, and for months and years, which have no fixed length."""
    found = _DURATION.fullmatch(duration)
    if found is None or not any(found.groupdict().values()):
        return None
    parts = {name: text for name, text in found.groupdict().items() if text}
    try:
        hours = sum((Decimal(text) * _IN_HOURS[name] for name, text in parts.items()), Decimal(0))
    except InvalidOperation:
        return None
    return hours if hours <= LONGEST_HOURS else None


def _own(element: Element, name: str) -> Element | None:
    return element.find(f"{bpmn('extensionElements')}/{ours(name)}")


def _texts(element: Element, name: str) -> tuple[str, ...]:
    return tuple(one.get("text", "") for one in element.findall(ours(name)))


def _day(element: Element, name: str) -> date | None:
    try:
        return date.fromisoformat(element.get(name, ""))
    except ValueError:
        return None
