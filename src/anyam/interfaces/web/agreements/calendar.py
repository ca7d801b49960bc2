"""The calendar of one's agency, and the same for calendar programs."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.foundation.access import Actor
from anyam.registry.agreements import actions, queries

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import FeedForm
from .ical import calendar_file


@require_http_methods(["GET", "POST"])
def page(request: OfficeRequest) -> HttpResponse:
    """The days to come by month; a new secret address is shown once, right after it was made."""
    form = FeedForm(request.POST or None, actor=request.actor)
    address = ""
    if request.method == "POST" and form.is_valid():
        done = perform(form, actions.open_calendar_feed, request.actor, label=form.cleaned_data["label"])
        if done:
            address = settings.ANYAM_ADDRESS + reverse("agreements:feed", args=[done.value.token])
            form = FeedForm(actor=request.actor)
    found = queries.get_calendar(request.actor)
    home = queries.agreements_to_do(request.actor)
    months = [
        (month, list(entries))
        for month, entries in groupby(found.entries, key=lambda entry: entry.on.replace(day=1))
    ]
    context = {
        "calendar": found,
        "months": months,
        "address": address,
        "may_open_feed": home.may_open_feed,
        "feeds": queries.open_feeds(request.actor) if home.may_open_feed else [],
    }
    return form_page(request, "agreements/calendar.html", form, context)


@require_POST
def revoke(request: OfficeRequest, feed_id: UUID) -> HttpResponse:
    actions.revoke_calendar_feed(request.actor, feed_id=feed_id)
    messages.success(request, _("The address is shut. Programs that read it find nothing any more."))
    return redirect("agreements:calendar")


@login_not_required
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar for a program that knows the secret address. No sign-in, no case, no name of a child."""
    with override(settings.LANGUAGE_CODE):
        found = queries.calendar_of_feed(Actor.system("calendar feed"), token)
        content = calendar_file(found, settings.ANYAM_ADDRESS)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="anyam.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer
