"""The month of one's agency: duties, agreements, policies, and the reviews on its desks."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from anyam.casework.duties.queries import duties_between
from anyam.casework.sops.queries import routine_work_between
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.registry.agreements.queries import get_calendar
from anyam.registry.agreements.results import CalendarEntry

from ..components.month import Entry, Month
from ..desk.work import address
from ..layouts.requests import OfficeRequest


@require_GET
def calendar(request: OfficeRequest) -> HttpResponse:
    month = Month.asked_for(request.GET.get("bulan", ""))
    entries = _entries(request.actor, month.days[0], month.days[-1])
    return render(request, "duties/calendar.html", month.sheet(entries))


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
    found += [Entry(clock.local(row.due_at).date(), row.label, row.reference, address(row)) for row in work]
    return found


def _address(one: CalendarEntry) -> str:
    if one.due_id:
        return reverse("agreements:due", args=[one.due_id])
    if one.agreement_id:
        return reverse("agreements:detail", args=[one.agreement_id])
    if one.policy_id:
        return reverse("policies:detail", args=[one.policy_id])
    return reverse("policies:draft", args=[one.draft_id])
