"""Examples of SOPs from files, and binding them to the agencies of a district."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.working_time import Counting

from ..choices import SopLevel, Symbol
from ..results import Coding, Document, Flow, Header, Instrument, Performer, Step
from ..results.examples import ExampleSop, TimeSource

# What stands beside a time, in the language of the document.
_SURE = {
    "confirmed": "dikonfirmasi dari sumber",
    "from_memory": "dari ingatan, perlu dikonfirmasi daerah",
    "own": "usulan, perlu dikonfirmasi daerah",
}


class ExampleRefused(Refusal):
    sentence = _("This file is no example of an SOP.")


def read_example(content: Mapping[str, Any]) -> ExampleSop:
    """The example that a file of `data/sops` holds. Raises ExampleRefused, naming what is wrong."""
    try:
        return _read(content)
    except (KeyError, ValueError, TypeError, AttributeError, InvalidOperation) as problem:
        words = _("This file is no example of an SOP: %(problem)s.") % {"problem": repr(problem)}
        raise ExampleRefused(words) from None


def read_instruments(content: Mapping[str, Any]) -> dict[str, Instrument]:
    """The laws that examples name, by code. Their days in force are the district's to enter."""
    return {item["code"]: Instrument(item["code"], item["title"]) for item in content["items"]}


def bind(document: Document, agencies: Mapping[str, UUID]) -> Document:
    """The same SOP with an agency for each kind that the district has; other columns stay open."""
    performers = tuple(
        replace(one, agency_id=agencies[one.agency_kind])
        if one.agency_id is None and one.agency_kind in agencies
        else one
        for one in document.performers
    )
    return replace(document, performers=performers)


def unbound(document: Document) -> tuple[str, ...]:
    """The kinds of agency that still have to be named."""
    return tuple(dict.fromkeys(one.agency_kind for one in document.performers if one.agency_id is None))


def _read(content: Mapping[str, Any]) -> ExampleSop:
    hours, counting = _time(content.get("promised"))
    document = Document(
        code=content["code"],
        title=content["title"],
        level=SopLevel(content["level"]),
        purpose=content["purpose"],
        header=_header(content.get("header", {})),
        performers=tuple(
            Performer(one["key"], one["title"], agency_kind=one["agency_kind"])
            for one in content["performers"]
        ),
        steps=tuple(_step(one) for one in content["steps"]),
        promised_hours=hours,
        promised_counting=counting,
    )
    times = tuple(
        TimeSource(one["key"], one["time"]["source"], one["time"]["status"])
        for one in content["steps"]
        if "time" in one
    )
    return ExampleSop(document, f"{content['example']}. {content['source']}", times)


def _header(given: Mapping[str, Any]) -> Header:
    return Header(
        unit=given.get("unit", ""),
        warning=given.get("warning", ""),
        legal_basis=_texts(given.get("legal_basis", ())),
        qualifications=_texts(given.get("qualifications", ())),
        relations=_texts(given.get("relations", ())),
        equipment=_texts(given.get("equipment", ())),
        records=_texts(given.get("records", ())),
    )


def _performer(one: Mapping[str, Any]) -> Performer:
    return Performer(one["key"], one["title"], agency_kind=one["agency_kind"])


def _step(one: Mapping[str, Any]) -> Step:
    hours, counting = _time(one.get("time"))
    coding = one.get("coding", {})
    return Step(
        key=one["key"],
        activity=one["activity"],
        symbol=Symbol(one["symbol"]),
        performers=(one["performer"],) if "performer" in one else (),
        needs=_texts(one.get("needs", ())),
        hours=hours,
        counting=counting,
        gives=_texts(one.get("gives", ())),
        note=_note(one),
        flows=tuple(_flow(to) for to in one.get("to", ())),
        waits_for_all=bool(one.get("waits_for_all", False)),
        linked_sop=one.get("linked_sop", ""),
        rests_on=_texts(one.get("rests_on", ())),
        coding=Coding(coding.get("verb", ""), coding.get("object", ""), coding.get("target", "")),
    )


def _note(one: Mapping[str, Any]) -> str:
    """The remark, and where the time comes from: a reader of the printed table must see it too."""
    parts = [one["note"]] if one.get("note") else []
    if "time" in one:
        parts.append(f"Waktu: {one['time']['source']} ({_SURE[one['time']['status']]}).")
    return " ".join(parts)


def _flow(to: str | Mapping[str, str]) -> Flow:
    return Flow(to) if isinstance(to, str) else Flow(to["to"], to["answer"])


def _time(given: Mapping[str, str] | None) -> tuple[Decimal | None, Counting]:
    if given is None:
        return None, Counting.WORKING
    return Decimal(given["hours"]), Counting(given["counting"])


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str) or not all(isinstance(text, str) for text in given):
        raise TypeError("a list of texts was expected")
    return tuple(given)
