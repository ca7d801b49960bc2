"""Exports: what waits for me, what I asked for, and the steps in between."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.cases.queries import case_header
from anyam.casework.exports import actions, queries
from anyam.casework.exports.choices import ExportKind
from anyam.casework.referrals.queries import get_referral
from anyam.foundation.access import NotFound

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import AskForm, DecideForm, EmptyForm


@require_GET
def overview(request: OfficeRequest) -> HttpResponse:
    return render(request, "exports/overview.html", {"lists": queries.find_exports(request.actor)})


@require_GET
def detail(request: OfficeRequest, export_id: UUID) -> HttpResponse:
    export = queries.get_export(request.actor, export_id)
    return render(request, "exports/detail.html", {"export": export, "form": DecideForm(actor=request.actor)})


@require_http_methods(["GET", "POST"])
def ask_case(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    header = case_header(request.actor, case_id)
    back = reverse("cases:summary", args=[case_id])
    return _ask(request, ExportKind.CASE_SUMMARY, header.number, back, case_id=case_id)


@require_http_methods(["GET", "POST"])
def ask_referral(request: OfficeRequest, referral_id: UUID) -> HttpResponseBase:
    referral = get_referral(request.actor, referral_id)
    if not referral.is_sender:
        raise NotFound("export")
    back = reverse("referrals:detail", args=[referral_id])
    return _ask(request, ExportKind.REFERRAL_PACK, referral.row.number, back, referral_id=referral_id)


@require_http_methods(["GET", "POST"])
def ask_list(request: OfficeRequest) -> HttpResponseBase:
    if not queries.find_exports(request.actor).may_ask_for_list:
        raise NotFound("export")
    return _ask(request, ExportKind.CASE_LIST, "", reverse("exports:overview"))


def _ask(
    request: OfficeRequest, kind: ExportKind, number: str, back_url: str, **subject: UUID
) -> HttpResponseBase:
    lists = queries.find_exports(request.actor)
    if not lists.may_ask:
        raise NotFound("export")
    form = AskForm(request.POST or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        given = {"purpose": form.cleaned_data["purpose"], "words": form.cleaned_data["words"]}
        done = perform(
            form, actions.ask_export, request.actor, kind=kind.value, once=form.once, **given, **subject
        )
        if done:
            messages.success(
                request, _("It waits for a second person now. The page Exports shows what becomes of it.")
            )
            return redirect("exports:detail", done.value)
    context = {"kind_label": kind.label, "number": number, "back_url": back_url, "left": lists.left_today}
    return form_page(request, "exports/ask.html", form, context)


@require_POST
def approve(request: OfficeRequest, export_id: UUID) -> HttpResponseBase:
    return _decide(request, export_id, actions.approve_export, _("Agreed. It is being made now."))


@require_POST
def refuse(request: OfficeRequest, export_id: UUID) -> HttpResponseBase:
    return _decide(request, export_id, actions.refuse_export, _("Refused. Your colleague reads why."))


def _decide(request: OfficeRequest, export_id: UUID, action: Any, said: str) -> HttpResponseBase:
    export = queries.get_export(request.actor, export_id)
    if not export.may_decide:
        raise NotFound("export")
    form = DecideForm(request.POST, actor=request.actor)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    if form.is_valid() and perform(form, action, request.actor, export_id=export_id, words=words):
        messages.success(request, said)
        return redirect("exports:overview")
    return form_page(request, "exports/detail.html", form, {"export": export})


@require_POST
def withdraw(request: OfficeRequest, export_id: UUID) -> HttpResponseBase:
    form = EmptyForm(request.POST, actor=request.actor)
    if form.is_valid() and perform(form, actions.withdraw_export, request.actor, export_id=export_id):
        messages.success(request, _("It is withdrawn."))
    return redirect("exports:overview")


@require_POST
def passphrase(request: OfficeRequest, export_id: UUID) -> HttpResponseBase:
    """Shown in the answer itself, once; no address leads back to it."""
    words = actions.read_passphrase(request.actor, export_id=export_id)
    export = queries.get_export(request.actor, export_id)
    return render(request, "exports/passphrase.html", {"export": export, "passphrase": words})


@require_POST
def fetch(request: OfficeRequest, export_id: UUID) -> HttpResponseBase:
    """A press, not a link: another site, or a page read ahead, fetches nothing."""
    file = actions.fetch_export(request.actor, export_id=export_id)
    return HttpResponse(
        file.content,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{file.file_name}"',
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        },
    )
