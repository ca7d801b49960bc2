"""The paper office of an agency: letterhead and numbering, kept by its head."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.documents import actions, queries
from anyam.foundation.access import NotFound

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import LetterheadForm, NumberingForm


@require_GET
def overview(request: OfficeRequest) -> HttpResponse:
    return render(request, "documents/office.html", {"office": queries.get_paper_office(request.actor)})


@require_http_methods(["GET", "POST"])
def letterhead(request: OfficeRequest) -> HttpResponse:
    head = queries.get_paper_office(request.actor).head
    form = LetterheadForm(request.POST or None, actor=request.actor, initial=asdict(head))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and perform(form, actions.keep_letterhead, request.actor, given=form.given()):
        messages.success(request, _("Kept. What was issued before stays as it was."))
        return redirect("documents:office")
    return form_page(request, "documents/form.html", form, _words(_("Letterhead")))


@require_http_methods(["GET", "POST"])
def numbering(request: OfficeRequest, register: str) -> HttpResponse:
    found = [
        row for row in queries.get_paper_office(request.actor).patterns if row.register.value == register
    ]
    if not found:
        raise NotFound("register")
    form = NumberingForm(request.POST or None, actor=request.actor, initial={"pattern": found[0].pattern})
    if request.method == "POST" and form.is_valid():
        given = {"register": register, "pattern": form.cleaned_data["pattern"]}
        if perform(form, actions.change_numbering, request.actor, **given):
            messages.success(request, _("From now on this register is numbered so. The count goes on."))
            return redirect("documents:office")
    return form_page(request, "documents/form.html", form, _words(str(found[0].register.label)))


def _words(title: str) -> dict[str, str]:
    return {"title": title, "back": reverse("documents:office")}
