"""Documents as JSON and back, and how large one may be. What comes from outside is judged here, before it is kept."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text
from anyam.foundation.core.working_time import Counting

from ..choices import SopLevel, Symbol
from ..results.document import Coding, Document, Flow, Header, Performer, Step

MOST_STEPS = 200
MOST_PERFORMERS = 20
MOST_FLOWS = 20
MOST_ITEMS = 20
LINE = 200
TEXT = 1000
KEY = 40
LONGEST_CODE = 60
LONGEST_HOURS = Decimal(24 * 366)
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")

Kept = TypeVar("Kept")


class DocumentFault(Refusal):
    """What is wrong with a document, in a sentence for whoever wrote it; `field` is `row-3` for the third row."""

    sentence = _("This SOP cannot be kept so.")


# --- to JSON ------------------------------------------------------------------------------


def to_json(document: Document) -> dict[str, Any]:
    """The document as plain values that JSON knows, the same every time."""
    return {name: _plain(value) for name, value in asdict(document).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Symbol | SopLevel | Counting) else value


# --- from JSON ------------------------------------------------------------------------------


def from_json(given: Any) -> Document:
    """The document in these plain values, cleaned. Raises DocumentFault."""
    if not isinstance(given, Mapping):
        raise DocumentFault(_("This is no SOP."))
    header = given.get("header") or {}
    return fit(
        Document(
            code=_line(given.get("code"), KEY),
            title=_line(given.get("title")),
            level=_one_of(SopLevel, given.get("level"), SopLevel.MICRO),
            purpose=_text(given.get("purpose")),
            header=_header(header if isinstance(header, Mapping) else {}),
            performers=tuple(_performer(one) for one in _some(given.get("performers"), MOST_PERFORMERS)),
            steps=tuple(_row(n, one) for n, one in enumerate(_some(given.get("steps"), MOST_STEPS), 1)),
            promised_hours=hours_of(given.get("promised_hours")),
            promised_counting=_one_of(Counting, given.get("promised_counting"), Counting.WORKING),
        )
    )


def _header(given: Mapping[str, Any]) -> Header:
    return Header(
        number=_line(given.get("number")),
        unit=_line(given.get("unit")),
        made_on=_day(given.get("made_on")),
        revised_on=_day(given.get("revised_on")),
        effective_on=_day(given.get("effective_on")),
        approved_by=_line(given.get("approved_by")),
        approved_as=_line(given.get("approved_as")),
        warning=_text(given.get("warning")),
        **{
            name: _lines(given.get(name))
            for name in ("legal_basis", "qualifications", "relations", "equipment", "records")
        },
    )


def _performer(given: Any) -> Performer:
    given = given if isinstance(given, Mapping) else {}
    return Performer(
        key=_line(given.get("key"), KEY),
        title=_line(given.get("title")),
        agency_id=_id(given.get("agency_id")),
        role=_line(given.get("role"), KEY),
        agency_kind=_line(given.get("agency_kind"), KEY),
    )


def _row(number: int, given: Any) -> Step:
    try:
        return _step(given)
    except DocumentFault as fault:
        told = _("Row %(number)s: %(fault)s") % {"number": number, "fault": fault.sentence}
        raise DocumentFault(told, field=f"row-{number}") from None


def _step(given: Any) -> Step:
    given = given if isinstance(given, Mapping) else {}
    coding = given.get("coding")
    coding = coding if isinstance(coding, Mapping) else {}
    return Step(
        key=_line(given.get("key"), KEY),
        activity=_text(given.get("activity")),
        symbol=_one_of(Symbol, given.get("symbol"), Symbol.PROCESS),
        performers=_lines(given.get("performers")),
        needs=_lines(given.get("needs")),
        hours=hours_of(given.get("hours")),
        counting=_one_of(Counting, given.get("counting"), Counting.WORKING),
        gives=_lines(given.get("gives")),
        note=_text(given.get("note")),
        flows=tuple(_flow(one) for one in _some(given.get("flows"), MOST_FLOWS)),
        waits_for_all=given.get("waits_for_all") is True,
        linked_sop=_line(given.get("linked_sop"), KEY),
        rests_on=_lines(given.get("rests_on")),
        coding=Coding(*(_line(coding.get(name), KEY) for name in ("verb", "object", "target"))),
    )


def _flow(given: Any) -> Flow:
    given = given if isinstance(given, Mapping) else {}
    return Flow(to=_line(given.get("to"), KEY), answer=_line(given.get("answer"), 60))


def _some(given: Any, most: int) -> list[Any]:
    found = given if isinstance(given, list | tuple) else []
    if len(found) > most:
        raise DocumentFault(_("These are too many: %(most)s at most.") % {"most": most})
    return list(found)


def _line(given: Any, longest: int = LINE) -> str:
    return _within(clean_line(given), longest) if isinstance(given, str) else ""


def _text(given: Any) -> str:
    return _within(clean_text(given), TEXT) if isinstance(given, str) else ""


def _within(words: str, longest: int) -> str:
    if len(words) > longest:
        raise DocumentFault(
            _("“%(words)s…” is too long: %(longest)s characters at most.")
            % {"words": words[:40], "longest": longest}
        )
    return words


def _lines(given: Any) -> tuple[str, ...]:
    return tuple(line for line in (_line(one) for one in _some(given, MOST_ITEMS)) if line)


def _one_of(kind: Callable[[Any], Kept], given: Any, otherwise: Kept) -> Kept:
    try:
        return kind(given)
    except ValueError:
        return otherwise


def _day(given: Any) -> date | None:
    try:
        return date.fromisoformat(given) if isinstance(given, str) and given else None
    except ValueError:
        raise DocumentFault(_("“%(day)s” is no day.") % {"day": given[:20]}) from None


def _id(given: Any) -> UUID | None:
    try:
        return UUID(given) if isinstance(given, str) and given else None
    except ValueError:
        return None


def hours_of(given: Any) -> Decimal | None:
    """Hours as typed, with comma or point. Raises DocumentFault."""
    typed = str(given).strip().replace(",", ".") if given is not None else ""
    if not typed:
        return None
    try:
        hours = Decimal(typed)
    except InvalidOperation:
        raise DocumentFault(_("Write the hours as a number, for example 2 or 0,5.")) from None
    if not hours.is_finite() or not 0 <= hours <= LONGEST_HOURS:
        raise DocumentFault(_("Write the hours as a number between 0 and 8784."))
    return hours.quantize(Decimal("0.01")).normalize() + 0


# --- what always holds ------------------------------------------------------------------------------


def fit(document: Document) -> Document:
    """The same document where it keeps to the limits: keys that are keys and stand once. Raises DocumentFault."""
    _once((one.key for one in document.performers), _("Each performer needs a key of its own."))
    _once((one.key for one in document.steps), _("Each row needs a key of its own."))
    if len(document.steps) > MOST_STEPS or len(document.performers) > MOST_PERFORMERS:
        raise DocumentFault(
            _("An SOP holds at most 200 rows and 20 performers. Join two SOPs by a link instead.")
        )
    return document


def _once(keys: Iterable[str], sentence: Any) -> None:
    found = list(keys)
    if len(set(found)) < len(found) or not all(_KEY.fullmatch(key) for key in found):
        raise DocumentFault(sentence)


def is_key(typed: str) -> bool:
    """Whether this can be the code of an SOP or the key of a row: letters, digits, point and dash."""
    return _KEY.fullmatch(typed) is not None


def agencies_in(document: Document) -> tuple[UUID, ...]:
    """Every agency that performs something, once, in the order of the columns."""
    return tuple(dict.fromkeys(one.agency_id for one in document.performers if one.agency_id))


def instruments_in(document: Document) -> tuple[str, ...]:
    """Codes of all instruments that a row, or the header, rests on."""
    named = [*document.header.legal_basis, *(code for step in document.steps for code in step.rests_on)]
    return tuple(dict.fromkeys(code for code in named if len(code) <= LONGEST_CODE))


def links_in(document: Document) -> tuple[str, ...]:
    """Codes of all SOPs to which this one is joined."""
    named = [*document.header.relations, *(step.linked_sop for step in document.steps if step.linked_sop)]
    return tuple(dict.fromkeys(code for code in named if len(code) <= KEY))
