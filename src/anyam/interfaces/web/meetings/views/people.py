"""Who takes part: inviting, answering, and who is there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.meetings import actions, queries
from anyam.casework.meetings.results import MeetingDetail
from anyam.foundation.access import NotFound
from anyam.foundation.core.refusals import Refusal

from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import AgencyForm, AnswerForm, AttendanceForm, ForumInviteForm, InviteForm
from ..page import ask, meeting_page, sent


@require_GET
def overview(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    return meeting_page(request, "people", queries.get_meeting(request.actor, meeting_id), "people")


@require_http_methods(["GET", "POST"])
def invite(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    """First the agency, then who comes and what opens; each a form that works without JavaScript."""
    meeting = queries.get_meeting_to_lead(request.actor, meeting_id)
    agencies = [(str(one), name) for one, name in queries.agencies_to_invite(request.actor, meeting_id)]
    typed = request.POST.get("agency", "") or request.GET.get("lembaga", "")
    chosen = next(((one, name) for one, name in agencies if one == typed), None)
    back = reverse("meetings:people", args=[meeting_id])
    if chosen is None:
        form = AgencyForm(actor=request.actor)
        form.offer("agency", [("", _("Choose…")), *agencies])
        context = {"form": form, "meeting": meeting, "back_url": back}
        return render(request, "meetings/invite.html", context)
    return _invite_page(request, meeting, UUID(chosen[0]), chosen[1], back)


def _invite_page(
    request: OfficeRequest, meeting: MeetingDetail, agency_id: UUID, agency: str, back: str
) -> HttpResponse:
    is_conference = meeting.row.is_conference
    kind = InviteForm if is_conference else ForumInviteForm
    parts = queries.proposed_parts(request.actor, agency_id) if is_conference else ()
    first = {"agency": str(agency_id), "parts": [part.value for part in parts]}
    form = kind(sent(request), initial=first, actor=request.actor)
    people = [
        (str(one), name) for one, name in queries.people_to_invite(request.actor, meeting.id, agency_id)
    ]
    form.offer("person", [("", _("Choose…") if is_conference else _("Whoever answers there")), *people])
    if form.is_bound and form.is_valid():
        person = form.cleaned_data["person"]
        wish = {
            "agency_id": agency_id,
            "person_id": UUID(person) if person else None,
            "parts": form.cleaned_data.get("parts", []),
        }
        if perform(form, actions.invite_agency, request.actor, meeting_id=meeting.id, **wish):
            messages.success(request, _("Invited. The agency was told."))
            return redirect("meetings:people", meeting.id)
    return ask(
        request,
        form,
        title=_("Invite %(agency)s") % {"agency": agency},
        lead=_(
            "What you open closes by itself when the meeting is over. Address and reporter never open this way."
        )
        if is_conference
        else "",
        button=_("Invite"),
        back=back,
    )


@require_POST
def withdraw(request: OfficeRequest, meeting_id: UUID, invitation_id: UUID) -> HttpResponse:
    try:
        actions.withdraw_invitation(request.actor, meeting_id=meeting_id, invitation_id=invitation_id)
        messages.success(request, _("The invitation is withdrawn; what it opened is closed."))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("meetings:people", meeting_id)


@require_http_methods(["GET", "POST"])
def answer(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    meeting = queries.get_meeting(request.actor, meeting_id)
    if not meeting.may_answer or meeting.own is None:
        raise NotFound("invitation")
    now = {
        "answer": meeting.own.answer if meeting.own.answer != "waiting" else "",
        "mandate": meeting.own.mandate,
        "limits": meeting.own.limits,
    }
    form = AnswerForm(sent(request), initial=now, actor=request.actor)
    colleagues = queries.people_to_delegate(request.actor, meeting_id)
    form.offer("delegate", [("", _("Choose…")), *((str(one), name) for one, name in colleagues)])
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.answer_invitation, request.actor, meeting_id=meeting_id, **form.wish())
    ):
        messages.success(request, _("Thank you. The chair was told."))
        is_mine = form.cleaned_data["answer"] != "delegate" or not meeting.row.is_conference
        return redirect("meetings:detail", meeting_id) if is_mine else redirect("meetings:list")
    return ask(
        request,
        form,
        title=_("Answer the invitation"),
        lead=_("A decision binds your agency only if whoever comes may commit it."),
        button=_("Send the answer"),
        back=reverse("meetings:detail", args=[meeting_id]),
    )


@require_http_methods(["GET", "POST"])
def attendance(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    meeting = queries.get_meeting(request.actor, meeting_id)
    if not meeting.may_write:
        raise NotFound("meeting")
    absent = AttendanceForm.ABSENT
    now = {
        f"mandate_{row.id.hex}": row.mandate if row.was_present is not False else absent
        for row in meeting.invitations
    }
    form = AttendanceForm(sent(request), initial=now, actor=request.actor, rows=meeting.invitations)
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.record_attendance, request.actor, meeting_id=meeting_id, **form.wish())
    ):
        messages.success(request, _("Noted who is there."))
        return redirect("meetings:minutes", meeting_id)
    return ask(
        request,
        form,
        title=_("Who is there?"),
        lead=_("For each agency: may whoever came commit it?"),
        button=_("Save"),
        back=reverse("meetings:minutes", args=[meeting_id]),
    )
