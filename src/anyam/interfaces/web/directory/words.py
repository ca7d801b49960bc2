"""How the directory says ages, areas and needs, and the shapes the components read."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyam.foundation.core.results import Page
from anyam.registry.agencies.choices import CapacityState, Need, Sector, ServiceLevel
from anyam.registry.agencies.results import AgencyRow, KeptRow, ServiceRow

from ..components.parts import ServiceCard, SummaryRow

# The signs of agencies come in six colours; sectors that seldom meet share one.
_COLOURS = {
    Sector.SOCIAL: 1,
    Sector.PROTECTION: 2,
    Sector.HEALTH: 3,
    Sector.EDUCATION: 4,
    Sector.JUSTICE: 5,
}
_OTHER_COLOUR = 6
_MOST_AREAS = 4


def colour(sector: str) -> int:
    """The number of the sector's colour."""
    return _COLOURS.get(Sector(sector), _OTHER_COLOUR)


def ages(row: ServiceRow) -> str:
    return _("%(from)s to %(to)s years") % {"from": row.age_from, "to": row.age_to}


def areas(row: ServiceRow, *, most: int = _MOST_AREAS) -> str:
    """The names of the area, the first few where there are many."""
    named = ", ".join(row.area_names[:most])
    more = len(row.area_names) - most
    if more <= 0:
        return named
    return ngettext("%(named)s and %(more)s more", "%(named)s and %(more)s more", more) % {
        "named": named,
        "more": more,
    }


def needs(row: ServiceRow) -> str:
    return ", ".join(str(Need(need).label) for need in row.needs)


def level(row: ServiceRow) -> str:
    return str(ServiceLevel(row.level).label)


def response(row: ServiceRow) -> str:
    if row.response_hours is None:
        return ""
    hours = row.response_hours
    return ngettext("within %(hours)s working hour", "within %(hours)s working hours", hours) % {
        "hours": hours
    }


def card(row: ServiceRow) -> ServiceCard:
    """A service as its card."""
    return ServiceCard(
        name=row.name,
        agency_name=row.agency_short,
        agency_short=row.agency_short,
        agency_phone=row.phone,
        sector=colour(row.sector),
        url=reverse("directory:service", args=[row.id]),
        capacity_state=row.capacity_state,
        capacity_as_of=row.capacity_as_of,
        capacity_is_stale=row.capacity_is_stale,
        need_words=needs(row),
        age_words=ages(row),
        area_words=areas(row),
        hours=row.hours,
        cost=row.cost,
    )


def facts(row: ServiceRow) -> list[SummaryRow]:
    """A service as label and value, for its own page."""
    rows = [
        SummaryRow(_("Needs it meets"), needs(row)),
        SummaryRow(_("Level"), level(row)),
        SummaryRow(_("Ages"), ages(row)),
        SummaryRow(_("Area"), areas(row, most=99)),
        SummaryRow(_("Hours"), row.hours),
        SummaryRow(_("Answers a referral"), response(row)),
        SummaryRow(_("What to bring"), row.requirements),
        SummaryRow(_("Cost"), row.cost),
    ]
    if row.unit_name:
        rows.insert(0, SummaryRow(_("Unit"), row.unit_name))
    return rows


def sector_groups(rows: list[AgencyRow]) -> list[tuple[str, list[tuple[AgencyRow, int]]]]:
    """The agencies under the names of their sectors, in the order of the sectors."""
    groups = []
    for sector in Sector:
        members = [(row, colour(row.sector)) for row in rows if row.sector == sector]
        if members:
            groups.append((str(sector.label), members))
    return groups


def page(rows: list[ServiceRow], typed: str, size: int = 24) -> Page[ServiceRow]:
    """One page of services; the list itself is short enough to be read whole."""
    last = max(1, -(-len(rows) // size))
    number = min(max(int(typed), 1), last) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    start = (number - 1) * size
    shown = tuple(rows[start : start + size])
    return Page(shown, number, size, len(rows), total_is_capped=False, has_next=number < last)


def kept(rows: list[KeptRow]) -> list[tuple[str, KeptRow]]:
    """What became of referrals, under what the service had said when they were sent."""
    names = dict(CapacityState.choices)
    return [(str(names.get(row.said, _("Nothing that still counted"))), row) for row in rows]
