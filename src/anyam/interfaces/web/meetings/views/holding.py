"""Holding a meeting: beginning, minutes that save themselves, other views, the end and the signatures."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.meetings import actions, queries
from anyam.casework.meetings.results import MeetingDetail
from anyam.foundation.access import NotFound
from anyam.foundation.core.refusals import Refusal

from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import DissentForm, EmptyForm, MinutesForm, ObjectionForm
from ..page import ask, meeting_page, sent


@require_POST
def begin(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    try:
        actions.open_meeting(request.actor, meeting_id=meeting_id)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("meetings:detail", meeting_id)
    return redirect("meetings:attendance", meeting_id)


@require_GET
def minutes(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    return _page(request, queries.get_meeting(request.actor, meeting_id))


@require_POST
def write(request: OfficeRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Save one item's minutes; asked by the page itself it answers without a page, and 409 where texts meet."""
    form = MinutesForm(request.POST, actor=request.actor, prefix=item_id.hex)
    is_auto = bool(request.headers.get("X-Autosave"))
    if form.is_valid():
        wish = {
            "item_id": item_id,
            "text": form.cleaned_data["text"],
            "seen": form.cleaned_data["seen"],
            "form": form.once,
        }
        done = perform(form, actions.write_minutes, request.actor, meeting_id=meeting_id, **wish)
        if done:
            if is_auto:
                return HttpResponse(status=204)
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('meetings:minutes', args=[meeting_id])}#{item_id}")
    if is_auto:
        return HttpResponse(status=409)
    return _page(request, queries.get_meeting(request.actor, meeting_id), (item_id, form))


@require_http_methods(["GET", "POST"])
def dissent(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    meeting = queries.get_meeting(request.actor, meeting_id)
    if not (meeting.may_dissent or (meeting.may_lead and meeting.is_running)):
        raise NotFound("meeting")
    form = DissentForm(sent(request), actor=request.actor)
    form.offer(
        "decision", [("", _("The meeting as a whole")), *((str(d.id), d.words) for d in meeting.decisions)]
    )
    own = [(str(meeting.own.id), meeting.own.agency)] if meeting.own else []
    others = [(str(row.id), row.agency) for row in meeting.invitations if not row.is_own]
    form.offer("invitation", [*own, *(others if meeting.may_lead and meeting.is_running else [])])
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        wish: dict[str, Any] = {
            "words": given["words"],
            "decision_id": UUID(given["decision"]) if given["decision"] else None,
            "invitation_id": UUID(given["invitation"]) if given["invitation"] else None,
            "once": form.once,
        }
        if perform(form, actions.record_dissent, request.actor, meeting_id=meeting_id, **wish):
            messages.success(request, _("The other view stands in the minutes."))
            return redirect("meetings:minutes", meeting_id)
    return ask(
        request,
        form,
        title=_("Record another view"),
        lead=_("A meeting in which everybody always agrees decides little. An other view is no fault."),
        button=_("Write it into the minutes"),
        back=reverse("meetings:minutes", args=[meeting_id]),
    )


@require_http_methods(["GET", "POST"])
def close(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    meeting = queries.get_meeting_to_lead(request.actor, meeting_id)
    form = EmptyForm(sent(request), actor=request.actor)
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.close_minutes, request.actor, meeting_id=meeting_id)
    ):
        messages.success(request, _("The minutes are closed. Those present were asked to sign."))
        return redirect("meetings:decisions", meeting_id)
    quorum = meeting.quorum
    return ask(
        request,
        form,
        title=_("Close the minutes"),
        lead=_(
            "Nothing is written any more, the agencies present sign, and what was opened of the case closes."
        ),
        button=_("Close the minutes"),
        back=reverse("meetings:minutes", args=[meeting_id]),
        more={
            "warning": "" if quorum.is_reached else _("The quorum is not reached: the minutes will say so.")
        },
    )


@require_http_methods(["GET", "POST"])
def sign(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    meeting = queries.get_meeting(request.actor, meeting_id)
    if not meeting.may_sign:
        raise NotFound("minutes to sign")
    form = EmptyForm(sent(request), actor=request.actor)
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.sign_minutes, request.actor, meeting_id=meeting_id)
    ):
        messages.success(request, _("Signed for your agency."))
        return redirect("meetings:minutes", meeting_id)
    return ask(
        request,
        form,
        title=_("Sign the minutes"),
        lead=_("You say for your agency that the minutes tell what was said and decided."),
        button=_("Sign for my agency"),
        back=reverse("meetings:minutes", args=[meeting_id]),
    )


@require_http_methods(["GET", "POST"])
def object_to(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    meeting = queries.get_meeting(request.actor, meeting_id)
    if not meeting.may_sign:
        raise NotFound("minutes to sign")
    form = ObjectionForm(sent(request), actor=request.actor)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if perform(form, actions.object_to_minutes, request.actor, meeting_id=meeting_id, reason=reason):
            messages.success(request, _("Your objection stands beside the minutes. The chair was told."))
            return redirect("meetings:minutes", meeting_id)
    return ask(
        request,
        form,
        title=_("Object to the minutes"),
        button=_("Send the objection"),
        back=reverse("meetings:minutes", args=[meeting_id]),
    )


def _page(
    request: OfficeRequest, meeting: MeetingDetail, typed: tuple[UUID, MinutesForm] | None = None
) -> HttpResponse:
    """The minutes; what somebody typed and could not save stands beside what was saved meanwhile."""
    items = []
    for item in meeting.items:
        is_typed = typed is not None and typed[0] == item.id
        form = (
            _again(request, typed[1], item.version)
            if typed is not None and is_typed
            else MinutesForm(
                initial={"text": item.minutes, "seen": item.version}, actor=request.actor, prefix=item.id.hex
            )
        )
        items.append({"item": item, "form": form if meeting.may_write else None, "is_typed": is_typed})
    status = 422 if typed else 200
    return meeting_page(request, "minutes", meeting, "minutes", {"rows": items}, status)


def _again(request: OfficeRequest, typed: MinutesForm, version: int) -> MinutesForm:
    """The same form, having seen the newest version now: saved again, it keeps what the writer put together."""
    data = request.POST.copy()
    data[typed.add_prefix("seen")] = str(version)
    form = MinutesForm(data, actor=request.actor, prefix=typed.prefix)
    form.is_valid()
    for name, sentences in typed.errors.items():
        for sentence in sentences:
            form.add_error(None if name == "__all__" else name, sentence)
    return form
