"""One thing that is due: delivered, accepted or not, delivered again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anyam.foundation.access import NotFound
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import user_names
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.results import DueRow

from ..components.forms import AnyamForm
from ..layouts.perform import perform
from ..layouts.requests import OfficeRequest
from .documents import with_names
from .forms import DeliverForm, MissingForm, PressForm, ReasonForm

# Asked before anything is said about what was typed.
_MAY: dict[str, Callable[[DueRow], bool]] = {
    "deliver": lambda row: row.may_deliver,
    "accept": lambda row: row.may_answer,
    "refuse": lambda row: row.may_answer,
    "release": lambda row: row.may_release,
}


@require_GET
def detail(request: OfficeRequest, due_id: UUID) -> HttpResponse:
    return _page(request, due_id)


@require_POST
def deliver(request: OfficeRequest, due_id: UUID) -> HttpResponse:
    form = DeliverForm(request.POST, request.FILES, actor=request.actor, auto_id="deliver_%s")
    given = {"once": form.once} if form.is_valid() else {}
    return _do(
        request,
        due_id,
        "deliver",
        form,
        actions.deliver_obligation,
        _("Delivered. The other side is asked."),
        given,
    )


@require_POST
def accept(request: OfficeRequest, due_id: UUID) -> HttpResponse:
    form = PressForm(request.POST, actor=request.actor, auto_id="accept_%s")
    return _do(request, due_id, "accept", form, actions.accept_delivery, _("Accepted. Thank you."))


@require_POST
def refuse(request: OfficeRequest, due_id: UUID) -> HttpResponse:
    form = MissingForm(request.POST, actor=request.actor, auto_id="refuse_%s")
    done = _("Not accepted. The other side reads what is missing.")
    return _do(request, due_id, "refuse", form, actions.refuse_delivery, done)


@require_POST
def release(request: OfficeRequest, due_id: UUID) -> HttpResponse:
    form = ReasonForm(request.POST, actor=request.actor, auto_id="release_%s")
    return _do(request, due_id, "release", form, actions.release_debtor, _("Released, with your reason."))


def _do(
    request: OfficeRequest,
    due_id: UUID,
    name: str,
    form: AnyamForm,
    action: Callable[..., Any],
    done: str,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    if not _MAY[name](queries.get_due(request.actor, due_id).row):
        raise NotFound("due")
    if form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key != "submission"}
        if perform(form, action, request.actor, due_id=due_id, **given, **(more or {})):
            messages.success(request, done)
            return redirect("agreements:due", due_id)
    return _page(request, due_id, {name: form})


def _page(request: OfficeRequest, due_id: UUID, given: dict[str, AnyamForm] | None = None) -> HttpResponse:
    found = queries.get_due(request.actor, due_id)
    people = {one.by_user_id for one in found.deliveries} | {
        one.answered_by_user_id for one in found.deliveries
    }
    names = user_names(request.actor, {one for one in people if one})
    forms = {
        "deliver": DeliverForm(
            actor=request.actor, auto_id="deliver_%s", initial={"delivered_on": clock.today()}
        ),
        "accept": PressForm(actor=request.actor, auto_id="accept_%s"),
        "refuse": MissingForm(actor=request.actor, auto_id="refuse_%s"),
        "release": ReasonForm(actor=request.actor, auto_id="release_%s"),
        **(given or {}),
    }
    context = {
        "due": found,
        "row": found.row,
        "attempts": [
            (
                one,
                names.get(one.by_user_id, "") if one.by_user_id else "",
                names.get(one.answered_by_user_id, "") if one.answered_by_user_id else "",
                with_names(request, one.documents),
            )
            for one in found.deliveries
        ],
        "forms": forms,
        "wrong": next(iter(given.values()), None) if given else None,
        "open_form": next(iter(given), "") if given else "",
    }
    return render(request, "agreements/due.html", context, status=422 if given else 200)
