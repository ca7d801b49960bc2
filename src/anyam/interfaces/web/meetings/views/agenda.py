"""One meeting: its agenda, and what waits for the reader."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.meetings import actions, queries
from anyam.foundation.core.refusals import Refusal

from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import ItemForm
from ..page import ask, meeting_page, sent


@require_GET
def detail(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    return _page(request, meeting_id, ItemForm(actor=request.actor))


@require_POST
def add(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    form = ItemForm(request.POST, actor=request.actor)
    if form.is_valid():
        title = form.cleaned_data["title"]
        if perform(form, actions.add_item, request.actor, meeting_id=meeting_id, title=title, once=form.once):
            messages.success(request, _("It stands on the agenda."))
            return redirect("meetings:detail", meeting_id)
    return _page(request, meeting_id, form)


@require_POST
def take(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    try:
        taken = actions.take_proposals(
            request.actor, meeting_id=meeting_id, keys=request.POST.getlist("proposals")
        )
        if taken:
            messages.success(
                request,
                ngettext("%(n)s item put on the agenda.", "%(n)s items put on the agenda.", taken)
                % {"n": taken},
            )
        else:
            messages.warning(request, _("Choose at least one proposal."))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("meetings:detail", meeting_id)


@require_http_methods(["GET", "POST"])
def change(request: OfficeRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    meeting = queries.get_meeting_to_lead(request.actor, meeting_id)
    item = next((one for one in meeting.items if one.id == item_id), None)
    if item is None:
        raise Http404
    form = ItemForm(sent(request), initial={"title": item.title}, actor=request.actor)
    if form.is_bound and form.is_valid():
        title = form.cleaned_data["title"]
        if perform(
            form, actions.change_item, request.actor, meeting_id=meeting_id, item_id=item_id, title=title
        ):
            return redirect("meetings:detail", meeting_id)
    return ask(
        request,
        form,
        title=_("Word the item anew"),
        button=_("Save"),
        back=reverse("meetings:detail", args=[meeting_id]),
    )


@require_POST
def step(request: OfficeRequest, meeting_id: UUID, item_id: UUID, step: str) -> HttpResponse:
    try:
        if step in {"naik", "turun"}:
            is_up = step == "naik"
            actions.move_item(request.actor, meeting_id=meeting_id, item_id=item_id, is_up=is_up)
        elif step == "hapus":
            actions.remove_item(request.actor, meeting_id=meeting_id, item_id=item_id)
        else:
            raise Http404
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("meetings:detail", meeting_id)


def _page(request: OfficeRequest, meeting_id: UUID, form: ItemForm) -> HttpResponse:
    meeting = queries.get_meeting(request.actor, meeting_id)
    context = {"form": form, "proposals": queries.find_proposals(request.actor, meeting_id)}
    return meeting_page(request, "detail", meeting, "detail", context, 422 if form.errors else 200)
