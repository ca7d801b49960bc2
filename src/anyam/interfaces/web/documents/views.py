"""An agency's register, one document, and the documents of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.cases.queries import case_header
from anyam.casework.documents import actions, queries
from anyam.casework.documents.choices import DocumentKind, Register
from anyam.casework.documents.results import DocumentDetail
from anyam.foundation.access import NotFound, Permission
from anyam.foundation.core import clock

from ..cases.page import case_page
from ..files.serving import refuse_other_sites, sent
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest, page_number
from .forms import EndForm, PressForm

YEARS_SHOWN = 5


@require_GET
def register(request: OfficeRequest) -> HttpResponse:
    """First the letters whose answer is awaited, then the book by register and year."""
    chosen, year = request.GET.get("buku", ""), _year(request)
    page = queries.find_register(request.actor, register=chosen, year=year, page=page_number(request))
    this_year = clock.today().year
    context = {
        "page": page,
        "registers": Register.choices,
        "chosen": chosen,
        "year": year,
        "years": range(this_year, this_year - YEARS_SHOWN, -1),
        "keeps_letterhead": request.actor.may(Permission.KEEP_LETTERHEAD),
        "awaited": queries.awaited_letters(request.actor),
    }
    return render(request, "documents/register.html", context)


@require_GET
def detail(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    found = queries.get_document(request.actor, document_id)
    return show(request, found)


def show(request: OfficeRequest, found: DocumentDetail, **more: Any) -> HttpResponse:
    context = {"found": found, "row": found.row, "form": PressForm(actor=request.actor), **more}
    return render(request, "documents/detail.html", context)


@require_GET
def paper(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    """The PDF. Another site, or a page that would run it, gets nothing."""
    refuse_other_sites(request)
    return sent(queries.open_paper(request.actor, document_id))


@require_http_methods(["GET", "POST"])
def withdraw(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    found = queries.get_document(request.actor, document_id)
    if not found.may_end:
        raise NotFound("document")
    form = EndForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = {"document_id": document_id, "reason": form.cleaned_data["reason"]}
        if perform(form, actions.withdraw_document, request.actor, **given):
            messages.success(request, _("Withdrawn. Whoever checks its code is told so."))
            return redirect("documents:detail", document_id)
    context = {"row": found.row, "back_url": reverse("documents:detail", args=[document_id])}
    return form_page(request, "documents/withdraw.html", form, context)


@require_GET
def of_case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    header = case_header(request.actor, case_id)
    offered = queries.issuable_from_case(request.actor, case_id)
    context = {
        "documents": queries.documents_of_case(request.actor, case_id),
        "offered": [(DocumentKind(kind), subject_id, about) for kind, subject_id, about in offered],
    }
    return case_page(request, "documents/of_case.html", header, "documents", context)


def _year(request: OfficeRequest) -> int | None:
    typed = request.GET.get("tahun", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None
