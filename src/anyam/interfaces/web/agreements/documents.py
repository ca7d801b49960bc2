"""Documents: added, read, fetched as they were brought, and withdrawn with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.foundation.access import NotFound
from anyam.registry.accounts.queries import user_names
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.choices import DocumentKind, DocumentOf
from anyam.registry.agreements.results import DocumentDetail, DocumentList, DocumentRow

from ..files.serving import refuse_other_sites, sent
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .paper_forms import DocumentForm, EvidenceForm, WithdrawDocumentForm, content_of

Shown = tuple[DocumentRow, str, str]


def with_names(request: OfficeRequest, rows: Iterable[DocumentRow]) -> list[Shown]:
    """Each document with who added it and who withdrew it."""
    found = list(rows)
    ids = {one for row in found for one in (row.by_user_id, row.withdrawn_by_user_id) if one}
    names = user_names(request.actor, ids)
    return [(row, _name(names, row.by_user_id), _name(names, row.withdrawn_by_user_id)) for row in found]


@require_http_methods(["GET", "POST"])
def add(request: OfficeRequest, agreement_id: UUID) -> HttpResponse:
    detail = queries.get_agreement(request.actor, agreement_id)
    found = queries.documents_of_agreement(request.actor, agreement_id)
    back = reverse("agreements:detail", args=[agreement_id])
    return add_page(request, DocumentOf.AGREEMENT, agreement_id, found, detail.row.reference, back)


def add_page(
    request: OfficeRequest, about: DocumentOf, subject_id: UUID, found: DocumentList, of: str, back: str
) -> HttpResponse:
    """The page that takes a document of an agreement or of a policy."""
    if not found.may_add:
        raise NotFound("documents")
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        actor=request.actor,
        kinds=found.kinds,
        addenda=found.addenda,
    )
    if form.is_bound and form.is_valid():
        wish = form.wish(about, subject_id)
        if perform(form, actions.keep_document, request.actor, **wish):
            messages.success(request, _("The document is kept."))
            return redirect(back)
    return form_page(request, "agreements/add_document.html", form, _words(_("Add a document"), of, back))


@require_http_methods(["GET", "POST"])
def add_evidence(request: OfficeRequest, due_id: UUID) -> HttpResponse:
    """Further evidence for what was delivered, until the other side has answered."""
    due = queries.get_due(request.actor, due_id)
    delivery = next((one for one in due.deliveries if one.may_add_evidence), None)
    if delivery is None:
        raise NotFound("delivery")
    form = EvidenceForm(request.POST or None, request.FILES or None, actor=request.actor)
    back = reverse("agreements:due", args=[due_id])
    if form.is_bound and form.is_valid():
        wish: dict[str, Any] = {
            "about": DocumentOf.DELIVERY,
            "subject_id": delivery.id,
            "kind": DocumentKind.EVIDENCE,
            "title": form.cleaned_data["title"],
            "content": content_of(form.cleaned_data["content"]),
        }
        if perform(form, actions.keep_document, request.actor, once=form.once, **wish):
            messages.success(request, _("The evidence is kept with the delivery."))
            return redirect(back)
    return form_page(
        request, "agreements/add_document.html", form, _words(_("Add evidence"), due.row.what, back)
    )


@require_GET
def open_one(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    """The clean copy for reading."""
    refuse_other_sites(request)
    return sent(queries.open_document(request.actor, document_id))


@require_GET
def original(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    """The file as it was brought, only to be kept."""
    refuse_other_sites(request)
    return sent(queries.open_original_document(request.actor, document_id))


@require_http_methods(["GET", "POST"])
def withdraw(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    detail = queries.get_document(request.actor, document_id)
    if not detail.row.may_withdraw:
        raise NotFound("document")
    form = WithdrawDocumentForm(request.POST or None, actor=request.actor)
    back = _home_of(detail)
    if form.is_bound and form.is_valid():
        given = {"document_id": document_id, "reason": form.cleaned_data["reason"]}
        if perform(form, actions.withdraw_document, request.actor, **given):
            messages.success(request, _("The document is withdrawn. Its line stays, with your reason."))
            return redirect(back)
    context = {"document": detail.row, "back_label": detail.of, "back_url": back}
    return form_page(request, "agreements/withdraw_document.html", form, context)


def _home_of(detail: DocumentDetail) -> str:
    """The page on which it is listed."""
    if detail.due_id:
        return reverse("agreements:due", args=[detail.due_id])
    if detail.policy_id:
        return reverse("policies:detail", args=[detail.policy_id])
    return reverse("agreements:detail", args=[detail.agreement_id])


def _words(title: str, of: str, back: str) -> dict[str, Any]:
    return {"title": title, "back_label": of, "back_url": back}


def _name(names: dict[UUID, str], user_id: UUID | None) -> str:
    return names.get(user_id, "") if user_id else ""
