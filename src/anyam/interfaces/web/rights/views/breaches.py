"""Incidents with their clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.rights import actions, queries
from anyam.casework.rights.choices import NoticeTo
from anyam.foundation.core import clock

from ...components.forms import AnyamForm
from ...layouts.perform import form_page, perform
from ...layouts.requests import OfficeRequest
from ..forms import BreachForm, LessonsForm, NoticeForm, PressForm


@require_GET
def listing(request: OfficeRequest) -> HttpResponse:
    return render(request, "rights/breaches.html", {"rows": queries.find_breaches(request.actor)})


@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest) -> HttpResponse:
    accounts = queries.find_accounts(request.actor)
    first = {"known_at": clock.local(clock.now())}
    form = BreachForm(request.POST or None, actor=request.actor, accounts=accounts, initial=first)
    if request.method == "POST" and form.is_valid():
        done = perform(form, actions.open_breach, request.actor, given=form.given(), once=form.once)
        if done:
            return redirect("rights:breach", done.value)
    words = {"title": _("Record an incident"), "back": reverse("rights:breaches")}
    return form_page(request, "rights/form.html", form, words)


@require_GET
def detail(request: OfficeRequest, breach_id: UUID) -> HttpResponse:
    return _page(request, breach_id)


@require_http_methods(["GET", "POST"])
def list_subjects(request: OfficeRequest, breach_id: UUID) -> HttpResponse:
    return _press(request, breach_id, PressForm, actions.list_breach_subjects)


@require_http_methods(["GET", "POST"])
def told(request: OfficeRequest, breach_id: UUID, subject_id: UUID) -> HttpResponse:
    return _press(
        request, breach_id, PressForm, actions.note_subject_told, lambda _f: {"subject_id": subject_id}
    )


@require_http_methods(["GET", "POST"])
def note(request: OfficeRequest, breach_id: UUID) -> HttpResponse:
    given = lambda f: {"to": NoticeTo(f["to"]), "reference": f["reference"]}  # noqa: E731
    return _press(request, breach_id, NoticeForm, actions.note_notice, given)


@require_http_methods(["GET", "POST"])
def close(request: OfficeRequest, breach_id: UUID) -> HttpResponse:
    return _press(request, breach_id, LessonsForm, actions.close_breach, lambda f: {"lessons": f["lessons"]})


@require_GET
def draft(request: OfficeRequest, breach_id: UUID, to: str) -> HttpResponse:
    """A text to start from, to print or copy."""
    if to not in NoticeTo.values:
        raise Http404
    found = queries.get_breach(request.actor, breach_id)
    text = queries.draft_notice(request.actor, breach_id, NoticeTo(to))
    context = {"found": found, "text": text, "to": NoticeTo(to).label}
    return render(request, "rights/breach_draft.html", context)


def _press(
    request: OfficeRequest,
    breach_id: UUID,
    form_class: type[AnyamForm],
    act: Callable[..., Any],
    given: Callable[[dict[str, Any]], dict[str, Any]] = lambda _f: {},
) -> HttpResponse:
    queries.find_breaches(request.actor)  # asks before anything is read
    form = form_class(request.POST if request.method == "POST" else None, actor=request.actor)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and perform(form, act, request.actor, breach_id=breach_id, **given(form.cleaned_data)):
        messages.success(request, _("Noted."))
        return redirect("rights:breach", breach_id)
    return _page(request, breach_id, form)


def _page(request: OfficeRequest, breach_id: UUID, form: AnyamForm | None = None) -> HttpResponse:
    found = queries.get_breach(request.actor, breach_id)
    shown = form or PressForm(actor=request.actor)
    context = {
        "found": found,
        "radius": None if found.is_listed else queries.radius_of(request.actor, breach_id),
        "notice_form": form if isinstance(form, NoticeForm) else NoticeForm(actor=request.actor),
        "lessons_form": form if isinstance(form, LessonsForm) else LessonsForm(actor=request.actor),
        "refused": form if isinstance(form, PressForm) else None,
        "targets": NoticeTo.choices,
    }
    return form_page(request, "rights/breach.html", shown, context)
