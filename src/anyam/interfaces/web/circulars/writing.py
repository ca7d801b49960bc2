"""Writing, issuing, renewing and withdrawing a circular."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from anyam.casework.messages import actions, queries
from anyam.foundation.access import NotFound

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import (
    ChangedCircularForm,
    CircularForm,
    NewCircularForm,
    NextVersionForm,
    PressForm,
    initial_of,
    offer_targets,
)


@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest) -> HttpResponse:
    targets = queries.kinds_and_agencies(request.actor)
    form = NewCircularForm(request.POST or None, actor=request.actor)
    offer_targets(form, *targets)
    if form.is_bound and form.is_valid():
        given = {"kind": form.cleaned_data["kind"], "given": form.given, "once": form.once}
        done = perform(form, actions.draft_circular, request.actor, **given)
        if done:
            messages.success(request, _("The draft is kept. Read it once more, then issue it."))
            return redirect("circulars:detail", done.value)
    return _write_page(request, form, _("New circular"), reverse("circulars:list"))


@require_http_methods(["GET", "POST"])
def change(request: OfficeRequest, circular_id: UUID) -> HttpResponse:
    found = queries.get_circular_to_change(request.actor, circular_id)
    assert found.draft is not None
    kind: type[CircularForm] = ChangedCircularForm if found.draft.version == 1 else NextVersionForm
    form = kind(request.POST or None, actor=request.actor, initial=initial_of(found, found.draft))
    offer_targets(form, *queries.kinds_and_agencies(request.actor))
    if form.is_bound and form.is_valid():
        given = {
            "circular_id": circular_id,
            "given": form.given,
            "revision": form.cleaned_data["revision"],
        }
        if perform(form, actions.change_circular, request.actor, **given):
            messages.success(request, _("Saved."))
            return redirect("circulars:detail", circular_id)
    title = _("Change the draft of version %(n)s") % {"n": found.draft.version}
    return _write_page(request, form, title, reverse("circulars:detail", args=[circular_id]))


@require_http_methods(["GET", "POST"])
def renew(request: OfficeRequest, circular_id: UUID) -> HttpResponse:
    """Begin the next version."""
    return _press(
        request,
        circular_id,
        actions.renew_circular,
        title=_("Write a new version?"),
        words=_("It begins with the words of the newest one. Until you issue it, the earlier version holds."),
        button=_("Write a new version"),
        done=lambda _value: _("Now write what is new."),
        after="circulars:change",
    )


@require_http_methods(["GET", "POST"])
def issue(request: OfficeRequest, circular_id: UUID) -> HttpResponse:
    queries.get_circular_to_change(request.actor, circular_id)
    return _press(
        request,
        circular_id,
        actions.issue_circular,
        title=_("Issue it now?"),
        words=_("Its words do not change any more. Every agency it is for is told and gets it as work."),
        button=_("Issue"),
        done=lambda n: ngettext("Issued to %(n)s agency.", "Issued to %(n)s agencies.", n) % {"n": n},
        after="circulars:readers",
    )


@require_http_methods(["GET", "POST"])
def drop(request: OfficeRequest, circular_id: UUID) -> HttpResponse:
    queries.get_circular_to_change(request.actor, circular_id)
    return _press(
        request,
        circular_id,
        actions.drop_circular_draft,
        title=_("Throw the draft away?"),
        words=_("What was issued before stays as it is."),
        button=_("Throw away"),
        done=lambda _value: _("The draft is gone."),
        after="",
        css="danger",
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: OfficeRequest, circular_id: UUID) -> HttpResponse:
    return _press(
        request,
        circular_id,
        actions.withdraw_circular,
        title=_("Does it not hold any more?"),
        words=_("Nobody has to read it any longer. Every agency that had it is told."),
        button=_("Withdraw"),
        done=lambda _value: _("Withdrawn. The agencies were told."),
        after="circulars:detail",
        css="danger",
    )


def _press(
    request: OfficeRequest,
    circular_id: UUID,
    action: Callable[..., Any],
    *,
    title: str,
    words: str,
    button: str,
    done: Callable[[Any], str],
    after: str,
    css: str = "",
) -> HttpResponse:
    """A question before a step that is hard to undo."""
    found = queries.get_circular(request.actor, circular_id)
    if not found.may_lead:
        raise NotFound("circular to issue")
    form = PressForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if form.is_bound and form.is_valid():
        performed = perform(form, action, request.actor, circular_id=circular_id)
        if performed:
            messages.success(request, done(performed.value))
            return redirect(after, circular_id) if after else redirect("circulars:list")
    context = {
        "circular": found,
        "title": title,
        "words": words,
        "button": button,
        "confirm_css": css,
        "back_url": reverse("circulars:detail", args=[circular_id]),
    }
    return form_page(request, "circulars/step.html", form, context)


def _write_page(request: OfficeRequest, form: CircularForm, title: str, back: str) -> HttpResponse:
    return form_page(request, "circulars/edit.html", form, {"title": title, "back_url": back})
