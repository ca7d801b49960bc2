"""The lists of meetings, and calling, moving and cancelling one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.cases.queries import case_header
from anyam.casework.meetings import actions, queries
from anyam.foundation.access import Permission
from anyam.foundation.core import clock

from ...cases.page import case_page
from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest, page_number
from ..forms import CancelForm, ConferenceForm, ForumForm
from ..page import ask, sent


@require_GET
def index(request: OfficeRequest) -> HttpResponse:
    """What must I do now, what comes, and what was decided and is still open."""
    actor = request.actor
    context = {
        "todo": queries.find_todo(actor),
        "coming": queries.find_meetings(actor, page=page_number(request)),
        "open_past": queries.find_past(actor, is_open_only=True).rows[:5],
        "may_convene": actor.may(Permission.CONVENE_FORUM),
        "may_confer": actor.may(Permission.CONVENE_CONFERENCE),
    }
    return render(request, "meetings/list.html", context)


@require_GET
def past(request: OfficeRequest) -> HttpResponse:
    is_open_only = request.GET.get("bagian") == "terbuka"
    page = queries.find_past(request.actor, is_open_only=is_open_only, page=page_number(request))
    return render(request, "meetings/past.html", {"page": page, "is_open_only": is_open_only})


@require_GET
def invitation(request: OfficeRequest, invitation_id: UUID) -> HttpResponse:
    """Where an invitation in the work list leads."""
    return redirect("meetings:detail", queries.meeting_of_invitation(request.actor, invitation_id))


@require_http_methods(["GET", "POST"])
def new_forum(request: OfficeRequest) -> HttpResponse:
    queries.may_convene_forum(request.actor)
    form = ForumForm(sent(request), actor=request.actor)
    if form.is_bound and form.is_valid():
        done = perform(form, actions.convene_forum, request.actor, once=form.once, **form.wish())
        if done:
            messages.success(request, _("The forum is called. Now invite the agencies."))
            return redirect("meetings:people", done.value)
    return ask(
        request,
        form,
        title=_("Call a coordination forum"),
        lead=_("About how the agencies work together. Nothing about a child belongs here."),
        button=_("Call the forum"),
        back=reverse("meetings:list"),
    )


@require_GET
def of_case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    header = case_header(request.actor, case_id)
    found = queries.conferences_of_case(request.actor, case_id)
    may_confer = header.may_plan and request.actor.may(Permission.CONVENE_CONFERENCE)
    context = {"conferences": found, "may_confer": may_confer}
    return case_page(request, "meetings/of_case.html", header, "meetings", context)


@require_http_methods(["GET", "POST"])
def new_conference(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    queries.may_convene_conference(request.actor, case_id)
    form = ConferenceForm(sent(request), actor=request.actor)
    if form.is_bound and form.is_valid():
        done = perform(
            form, actions.convene_conference, request.actor, case_id=case_id, once=form.once, **form.wish()
        )
        if done:
            messages.success(request, _("The conference is called. Now invite the agencies."))
            return redirect("meetings:people", done.value)
    return ask(
        request,
        form,
        title=_("Hold a case conference"),
        lead=_(
            "Several agencies, one child, one plan. Only those at work with the case and your guests see it."
        ),
        button=_("Call the conference"),
        back=reverse("meetings:of_case", args=[case_id]),
    )


@require_http_methods(["GET", "POST"])
def move(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    meeting = queries.get_meeting_to_lead(request.actor, meeting_id)
    now = {
        "starts_at": clock.local(meeting.row.starts_at),
        "minutes_long": meeting.minutes_long,
        "venue": meeting.row.venue,
        "quorum": meeting.quorum.needed,
    }
    form = ConferenceForm(sent(request), initial=now, actor=request.actor)
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.move_meeting, request.actor, meeting_id=meeting_id, **form.wish())
    ):
        messages.success(request, _("Changed. Everybody invited was told."))
        return redirect("meetings:detail", meeting_id)
    return ask(
        request,
        form,
        title=_("Another time or place"),
        button=_("Save and tell everybody"),
        back=reverse("meetings:detail", args=[meeting_id]),
    )


@require_http_methods(["GET", "POST"])
def cancel(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    queries.get_meeting_to_lead(request.actor, meeting_id)
    form = CancelForm(sent(request), actor=request.actor)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if perform(form, actions.cancel_meeting, request.actor, meeting_id=meeting_id, reason=reason):
            messages.success(request, _("Cancelled. Everybody invited was told."))
            return redirect("meetings:list")
    return ask(
        request,
        form,
        title=_("Cancel the meeting"),
        lead=_("What was opened for it closes at once. A cancelled meeting cannot be held any more."),
        button=_("Cancel the meeting"),
        back=reverse("meetings:detail", args=[meeting_id]),
        css="danger",
    )
