"""Issuing a document: what is known stands there already, a preview shows the paper, one press numbers it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anyam.casework.documents import actions, queries
from anyam.casework.documents.choices import DocumentKind
from anyam.casework.documents.results import DocumentDetail, Issuable
from anyam.foundation.access import NotFound
from anyam.foundation.uploads.choices import Form
from anyam.foundation.uploads.serving import served_copy

from ..files.serving import sent
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import IssueForm


@require_http_methods(["GET", "POST"])
def issue(request: OfficeRequest, kind: str, subject_id: UUID) -> HttpResponse:
    if kind not in DocumentKind.values:
        raise NotFound("kind of document")
    issuable = queries.get_issuable(request.actor, DocumentKind(kind), subject_id)
    return _page(request, issuable, _back(issuable))


@require_http_methods(["GET", "POST"])
def replace(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    """Issue the same kind of document anew, because the former one must not count any more."""
    former = queries.get_document(request.actor, document_id)
    if not former.may_end:
        raise NotFound("document")
    issuable = queries.get_issuable(request.actor, former.row.kind, former.subject_id)
    return _page(request, issuable, reverse("documents:detail", args=[document_id]), former)


def _page(
    request: OfficeRequest, issuable: Issuable, back: str, former: DocumentDetail | None = None
) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = IssueForm(data, actor=request.actor, issuable=issuable, is_replacing=former is not None)
    if data is not None and form.is_valid():
        wish = form.wish()
        if "preview" in data:
            seen = perform(form, queries.preview_document, request.actor, wish)
            if seen:
                return sent(served_copy(seen.value, Form.PDF, "draft"))
        else:
            more = {"replaces_id": former.row.id, "reason": form.cleaned_data["reason"]} if former else {}
            given = {"wish": wish, "once": form.once, **more}
            done = perform(form, actions.issue_document, request.actor, **given)
            if done:
                messages.success(request, _("Issued and numbered. Open the PDF to print and sign it."))
                return redirect("documents:detail", done.value)
    context = {"issuable": issuable, "back_url": back, "former": former}
    return form_page(request, "documents/issue.html", form, context)


def _back(issuable: Issuable) -> str:
    if issuable.kind is DocumentKind.REFERRAL_LETTER:
        return reverse("referrals:detail", args=[issuable.subject_id])
    if issuable.kind is DocumentKind.RECEIPT:
        return reverse("reports:detail", args=[issuable.subject_id])
    if issuable.kind is DocumentKind.MINUTES:
        return reverse("meetings:detail", args=[issuable.subject_id])
    return reverse("documents:of_case", args=[issuable.subject_id])
