"""Lists of referrals."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from anyam.casework.cases.queries import case_header
from anyam.casework.custody.queries import find_hold_alarms
from anyam.casework.referrals import queries
from anyam.casework.referrals.choices import InboxFilter, OutboxFilter

from ...cases.page import case_page
from ...layouts.requests import OfficeRequest, page_number
from .. import cards


@require_GET
def inbox(request: OfficeRequest) -> HttpResponse:
    wanted = request.GET.get("bagian", "")
    part = InboxFilter(wanted if wanted in InboxFilter.values else InboxFilter.TO_ANSWER)
    page = queries.find_inbox(request.actor, part=part, page=page_number(request))
    counts = queries.count_inbox(request.actor)
    numbers = {"to_answer": counts.to_answer, "waiting": counts.waiting, "running": counts.running}
    context = {
        "page": page.with_rows(cards.received),
        "tabs": cards.tabs(reverse("referrals:inbox"), InboxFilter.choices, part, numbers),
        "part": part,
        "late": counts.late,
    }
    return render(request, "referrals/inbox.html", context)


@require_GET
def outbox(request: OfficeRequest) -> HttpResponse:
    wanted = request.GET.get("bagian", "")
    part = OutboxFilter(wanted if wanted in OutboxFilter.values else OutboxFilter.THEIRS)
    page = queries.find_outbox(request.actor, part=part, page=page_number(request))
    context = {
        "page": page.with_rows(cards.sent),
        "tabs": cards.tabs(reverse("referrals:outbox"), OutboxFilter.choices, part, {}),
    }
    return render(request, "referrals/outbox.html", context)


@require_GET
def queue(request: OfficeRequest) -> HttpResponse:
    """For the head of an agency: services and ages, nothing about a child."""
    return render(
        request,
        "referrals/queue.html",
        {"page": queries.find_queue(request.actor, page=page_number(request))},
    )


@require_GET
def expired(request: OfficeRequest) -> HttpResponse:
    """For the coordinator."""
    page = queries.find_expired(request.actor, page=page_number(request))
    context = {"page": page.with_rows(cards.plain), "alarms": find_hold_alarms(request.actor)}
    return render(request, "referrals/expired.html", context)


@require_GET
def of_case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    header = case_header(request.actor, case_id)
    rows = queries.find_for_case(request.actor, case_id)
    running = [cards.sent(row) for row in rows if not row.is_ended]
    ended = [cards.sent(row) for row in rows if row.is_ended]
    return case_page(
        request, "referrals/of_case.html", header, "referrals", {"running": running, "ended": ended}
    )
