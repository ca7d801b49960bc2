"""Meja kerja: what must I do now?"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anyam.casework.custody.queries import find_hold_alarms
from anyam.casework.custody.results import HoldAlarm
from anyam.casework.messages.queries import count_unread
from anyam.casework.referrals import queries as referrals
from anyam.casework.sops import queries as sops
from anyam.casework.sops.choices import DueGroup, WorkKind
from anyam.foundation.access import Actor, Permission
from anyam.foundation.core import clock

from ..layouts.requests import OfficeRequest, page_number
from ..referrals import cards
from . import work

_SHOWN = 4


@require_GET
def start(request: OfficeRequest) -> HttpResponse:
    return redirect("desk:home")


@require_GET
def home(request: OfficeRequest) -> HttpResponse:
    actor = request.actor
    mine = sops.find_my_work(actor, without=_shown_apart(actor))
    context = {
        "greeting": _greeting(),
        "mine": mine,
        "groups": list(zip(work.groups(actor, mine), mine.groups, strict=True)),
        "unread": count_unread(actor),
        "may_see_viewers": actor.may(Permission.SEE_WHO_LOOKED),
        "alarms": _alarms(actor),
        **_receiving(actor),
        **_looking_after(actor),
    }
    return render(request, "desk/home.html", context)


@require_GET
def group(request: OfficeRequest, group: str) -> HttpResponse:
    """One due group in full."""
    if group not in DueGroup.values:
        raise Http404
    found = sops.find_my_work_in(request.actor, DueGroup(group), page_number(request))
    context = {
        "title": DueGroup(group).label,
        "page": found,
        "items": work.items(request.actor, found.rows),
        "alarms": _alarms(request.actor),
    }
    return render(request, "desk/group.html", context)


def _alarms(actor: Actor) -> tuple[HoldAlarm, ...]:
    """Children held near, at or past the law's limit: above everything else."""
    return find_hold_alarms(actor) if actor.may(Permission.SEE_HOLD_ALARMS) else ()


def _shown_apart(actor: Actor) -> set[WorkKind]:
    """Referrals stand in lists with clocks of their own."""
    apart = {WorkKind.ANSWER_REFERRAL} if actor.may(Permission.SEE_INBOX) else set()
    return apart | ({WorkKind.TAKE_UP_EXPIRED} if actor.may(Permission.SEE_EXPIRED_REFERRALS) else set())


def _receiving(actor: Actor) -> dict[str, Any]:
    """The agency's queue, for those who answer it."""
    if not actor.may(Permission.SEE_INBOX):
        return {}
    page = referrals.find_inbox(actor)
    return {
        "inbox": [cards.received(row) for row in page.rows[:_SHOWN]],
        "inbox_total": page.total,
        "inbox_late": sum(row.is_overdue for row in page.rows),
    }


def _looking_after(actor: Actor) -> dict[str, Any]:
    """What supervisors, heads, the coordinator and the regent's office look after: numbers and times."""
    context: dict[str, Any] = {"late": work.items(actor, sops.find_late_work(actor))}
    if actor.may(Permission.SEE_EXPIRED_REFERRALS):
        page = referrals.find_expired(actor)
        context |= {"expired": [cards.plain(row) for row in page.rows[:_SHOWN]], "expired_total": page.total}
    if actor.may(Permission.SEE_AGENCY_QUEUE):
        queue = referrals.find_queue(actor)
        context |= {"queue": queue.rows[:_SHOWN], "queue_total": queue.total}
    if actor.may(Permission.SEE_COUNTS):
        context["counts"] = sops.count_work(actor)
    return context


def _greeting() -> str:
    hour = clock.local(clock.now()).hour
    if hour < 11:
        return _("Good morning")
    return _("Good day") if hour < 15 else _("Good afternoon") if hour < 18 else _("Good evening")
