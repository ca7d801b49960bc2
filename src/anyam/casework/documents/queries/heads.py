"""An agency's letterhead and numbering: its head's own, otherwise what the directory and the program give."""

import json
from functools import cache
from uuid import UUID

from django.conf import settings

from anyam.foundation.access import Actor, NotAllowed, Permission, query, require
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import get_agency

from ..choices import Register
from ..models import Letterhead, Numbering, Series
from ..results import Head, PaperOffice, PatternRow
from ..rules import number_from

_PRINTED = (
    "above",
    "name",
    "address",
    "contact",
    "town",
    "unit",
    "signer_title",
    "signer_name",
    "signer_number",
)


@query
def get_paper_office(actor: Actor) -> PaperOffice:
    """The own agency's letterhead and numbering, for its head."""
    require(actor, Permission.KEEP_LETTERHEAD)
    if actor.agency_id is None:
        raise NotAllowed("an agency keeps its own letterhead")
    return PaperOffice(head_of(actor, actor.agency_id), tuple(_rows(actor, actor.agency_id)))


def head_of(actor: Actor, agency_id: UUID) -> Head:
    """What stands above and below the agency's documents."""
    kept = Letterhead.objects.filter(agency_id=agency_id).first()
    if kept:
        return Head(**{name: getattr(kept, name) for name in _PRINTED}, is_own=True)
    known = get_agency(actor, agency_id)
    return Head(
        above="",
        name=known.row.name,
        address=known.address,
        contact=known.row.phone,
        town=known.place_name.split(",")[0],
        unit=_unit_from(known.row.short_name),
        signer_title="",
        signer_name="",
        signer_number="",
    )


def pattern_of(agency_id: UUID, register: str) -> str:
    """How the agency numbers a register."""
    own = Numbering.objects.filter(agency_id=agency_id, register=register).values_list("pattern", flat=True)
    return own.first() or default_patterns()[register]


@cache
def default_patterns() -> dict[str, str]:
    path = settings.DATA_FOLDER / "documents" / "numbering.json"
    return {row["code"]: row["pattern"] for row in json.loads(path.read_text(encoding="utf-8"))["items"]}


def series_key(agency_id: UUID, register: str, year: int) -> str:
    return f"{agency_id}:{register}:{year}"


def _rows(actor: Actor, agency_id: UUID) -> list[PatternRow]:
    own = dict(Numbering.objects.filter(agency_id=agency_id).values_list("register", "pattern"))
    today, unit = clock.today(), head_of(actor, agency_id).unit
    keys = {register: series_key(agency_id, register, today.year) for register in Register}
    last = dict(Series.objects.filter(key__in=keys.values()).values_list("key", "last"))
    rows = []
    for register in Register:
        pattern = own.get(register.value) or default_patterns()[register]
        example = number_from(pattern, last.get(keys[register], 0) + 1, unit, today)
        rows.append(PatternRow(register, pattern, register.value in own, example))
    return rows


def _unit_from(short_name: str) -> str:
    kept = "".join(one if one.isascii() and (one.isalnum() or one in " .-") else "" for one in short_name)
    return "-".join(kept.upper().split())[:20] or "UNIT"
