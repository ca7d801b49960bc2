"""Requests of data subjects."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.rights import actions, queries
from anyam.casework.rights.choices import CopyPart, IdentityCheck
from anyam.casework.rights.results import RequestDetail
from anyam.foundation.access import NotFound

from ...layouts.perform import form_page, perform
from ...layouts.requests import OfficeRequest
from ..forms import AnswerForm, CheckForm, PressForm, RequestForm


@require_GET
def listing(request: OfficeRequest) -> HttpResponse:
    rows = queries.find_requests(request.actor, is_open_only=request.GET.get("bagian") != "semua")
    return render(request, "rights/requests.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def take(request: OfficeRequest) -> HttpResponse:
    queries.find_requests(request.actor)  # asks who may take one
    form = RequestForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        done = perform(form, actions.take_request, request.actor, given=form.given(), once=form.once)
        if done:
            messages.success(request, _("The request was taken. Its clock runs."))
            return redirect("rights:request", done.value)
    return form_page(request, "rights/form.html", form, _words(_("Take a request"), "rights:requests"))


@require_GET
def detail(request: OfficeRequest, request_id: UUID) -> HttpResponse:
    found = queries.get_request(request.actor, request_id)
    return _page(request, found)


@require_http_methods(["GET", "POST"])
def check(request: OfficeRequest, request_id: UUID) -> HttpResponse:
    found = _deciding(request, request_id)
    first = {
        "case_number": found.case_number,
        "identity_check": found.identity_check.value,
        "is_marked_conflicted": found.row.is_conflicted,
    }
    form = CheckForm(request.POST or None, actor=request.actor, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wish = {
            "request_id": request_id,
            "identity_check": IdentityCheck(data["identity_check"]),
            "case_number": data["case_number"],
            "is_marked_conflicted": data["is_marked_conflicted"],
        }
        if perform(form, actions.check_request, request.actor, **wish):
            return redirect("rights:request", request_id)
    words = {
        "title": _("Who asks, and about which case?"),
        "back": reverse("rights:request", args=[request_id]),
    }
    return form_page(request, "rights/form.html", form, words)


@require_http_methods(["GET", "POST"])
def answer(request: OfficeRequest, request_id: UUID) -> HttpResponse:
    """Decide with the copy beside it, exactly as it would go out."""
    found = _deciding(request, request_id)
    form = AnswerForm(
        request.POST or None,
        actor=request.actor,
        allowed=found.allowed_parts,
        initial={
            "copy_parts": [part.value for part in found.allowed_parts if part is not CopyPart.NARRATIVE]
        },
    )
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and perform(form, actions.answer_request, request.actor, request_id=request_id, **form.wish()):
        messages.success(request, _("Answered. Print the letter and hand it over."))
        return redirect("rights:letter", request_id)
    chosen = [CopyPart(p) for p in request.GET.getlist("bagian") if p in CopyPart.values]
    copy = (
        queries.copy_of(request.actor, request_id, chosen or found.allowed_parts) if found.case_id else None
    )
    return form_page(request, "rights/answer.html", form, {"found": found, "copy": copy})


@require_GET
def letter(request: OfficeRequest, request_id: UUID) -> HttpResponse:
    """The letter to hand over, with the copy that was decided."""
    found = queries.get_request(request.actor, request_id)
    if found.answered_at is None or not found.may_see_answer:
        raise NotFound("letter")
    copy = queries.copy_of(request.actor, request_id, found.copy_parts) if found.copy_parts else None
    return render(request, "rights/letter.html", {"found": found, "copy": copy})


@require_http_methods(["GET", "POST"])
def close(request: OfficeRequest, request_id: UUID) -> HttpResponse:
    return _press(request, request_id, actions.close_request)


@require_http_methods(["GET", "POST"])
def restrict(request: OfficeRequest, request_id: UUID) -> HttpResponse:
    found = queries.get_request(request.actor, request_id)
    act = actions.end_restriction if found.is_case_restricted else actions.restrict_case
    return _press(request, request_id, act)


def _press(request: OfficeRequest, request_id: UUID, act: Any) -> HttpResponse:
    found = queries.get_request(request.actor, request_id)
    form = PressForm(request.POST if request.method == "POST" else None, actor=request.actor)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and perform(form, act, request.actor, request_id=request_id):
        return redirect("rights:request", request_id)
    return _page(request, found, form)


def _page(request: OfficeRequest, found: RequestDetail, form: PressForm | None = None) -> HttpResponse:
    pressed = form or PressForm(actor=request.actor)
    return form_page(request, "rights/request.html", pressed, {"found": found})


def _deciding(request: OfficeRequest, request_id: UUID) -> RequestDetail:
    found = queries.get_request(request.actor, request_id)
    if not found.may_decide:
        raise NotFound("request to decide")
    return found


def _words(title: str, back: str) -> dict[str, Any]:
    return {"title": title, "back": reverse(back)}
