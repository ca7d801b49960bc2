"""The month of one's agency: duties, agreements, policies, and the reviews on its desks."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_GET

from anyam.casework.duties.queries import duties_between
from anyam.casework.sops.queries import routine_work_between
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.registry.agreements.queries import get_calendar
from anyam.registry.agreements.results import CalendarEntry

from ..desk.work import address
from ..layouts.requests import OfficeRequest

_EARLIEST, _LATEST = 2000, 2100


@dataclass(frozen=True)
class Entry:
    """Something on a day."""

    on: date
    title: str
    kind: str
    url: str
    state: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Box:
    """One day of the sheet."""

    on: date
    is_in_month: bool
    is_today: bool
    entries: tuple[Entry, ...]


@require_GET
def calendar(request: OfficeRequest) -> HttpResponse:
    """A month as a sheet on a wide page, and as a list on a phone and on paper."""
    month = _month(request.GET.get("bulan", ""))
    days = list(Calendar().itermonthdates(month.year, month.month))
    entries = _entries(request.actor, days[0], days[-1])
    boxes = [
        Box(day, day.month == month.month, day == clock.today(), tuple(e for e in entries if e.on == day))
        for day in days
    ]
    context = {
        "month": month,
        "weeks": [boxes[at : at + 7] for at in range(0, len(boxes), 7)],
        "weekdays": [date_format(day, "D") for day in days[:7]],
        "listed": [box for box in boxes if box.is_in_month and box.entries],
        "before": (month - timedelta(days=1)).strftime("%Y-%m"),
        "after": (month + timedelta(days=31)).strftime("%Y-%m"),
    }
    return render(request, "duties/calendar.html", context)


def _month(typed: str) -> date:
    """The first day of the month asked for; of this month for anything that is no month."""
    try:
        found = date.fromisoformat(f"{typed}-01")
    except ValueError:
        return clock.today().replace(day=1)
    return found if _EARLIEST <= found.year < _LATEST else clock.today().replace(day=1)


def _entries(actor: Actor, first: date, last: date) -> list[Entry]:
    found = [
        Entry(
            day.on,
            day.title,
            day.kind_label,
            reverse("duties:occurrence", args=[day.occurrence_id])
            if day.occurrence_id
            else reverse("duties:detail", args=[day.duty_id]),
            day.state_label,
            "red" if day.is_late else "green" if day.state == "done" else "",
        )
        for day in duties_between(actor, first, last)
    ]
    agreed = get_calendar(actor, since=first, until=last).entries
    found += [Entry(one.on, one.title, one.kind_label, _address(one)) for one in agreed]
    work = routine_work_between(actor, first, last)
    found += [
        Entry(clock.local(row.due_at).date(), row.reference or row.label, row.label, address(row))
        for row in work
    ]
    return found


def _address(one: CalendarEntry) -> str:
    if one.due_id:
        return reverse("agreements:due", args=[one.due_id])
    if one.agreement_id:
        return reverse("agreements:detail", args=[one.agreement_id])
    if one.policy_id:
        return reverse("policies:detail", args=[one.policy_id])
    return reverse("policies:draft", args=[one.draft_id])
