"""A calendar as a file (RFC 5545). The library escapes and folds; what it is given is one clean line each."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from icalendar import Calendar, Event

from anyam.foundation.core import clock
from anyam.foundation.core.text import clean_line
from anyam.registry.agreements.results import AgencyCalendar, CalendarEntry

_PAGES = (
    ("due_id", "agreements:due"),
    ("agreement_id", "agreements:detail"),
    ("policy_id", "policies:detail"),
    ("draft_id", "policies:draft"),
)


def calendar_file(found: AgencyCalendar, address: str) -> bytes:
    """All entries of an agency: whole days as days, moments in the district's own zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Anyam//Perjanjian dan kebijakan//ID")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean_line(f"Anyam – {found.agency_name}"))
    calendar.add("x-wr-timezone", found.zone)
    for entry in found.entries:
        calendar.add_component(_event(entry, found.zone, address))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, zone: str, address: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@anyam")
    event.add("dtstamp", clock.now())
    event.add("summary", clean_line(f"{entry.title} – {entry.kind_label}"))
    if entry.at:
        ends_at = entry.at.astimezone(ZoneInfo(zone))
        event.add("dtstart", ends_at - timedelta(minutes=30))
        event.add("dtend", ends_at)
    else:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    for name, page in _PAGES:
        if value := getattr(entry, name):
            event.add("url", f"{address}{reverse(page, args=[value])}")
            break
    return event
