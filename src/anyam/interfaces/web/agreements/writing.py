"""Writing a draft: the agreement itself, its parties, and what is owed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anyam.foundation.access import NotFound
from anyam.registry.agencies.queries import find_agencies
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.results import AgreementDetail, ObligationRow

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import AgreementForm, ChangedPartyRows, ObligationForm, PartyRows, PressForm, parties_of


@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest) -> HttpResponse:
    form = _agreement_form(request, {"kind": "cooperation"})
    rows = PartyRows(request.POST or None, prefix="parties", form_kwargs=_row_arguments(request))
    form.beside = (rows,)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        parties = parties_of(rows)
        done = perform(
            form, actions.draft_agreement, request.actor, given=form.given, parties=parties, once=form.once
        )
        if done:
            messages.success(request, _("The draft is kept. Now write down who owes what."))
            return redirect("agreements:detail", done.value)
    return _edit_page(request, form, rows, _("New agreement"), reverse("agreements:list"))


@require_http_methods(["GET", "POST"])
def change(request: OfficeRequest, agreement_id: UUID) -> HttpResponse:
    found = queries.get_agreement_to_change(request.actor, agreement_id)
    form = _agreement_form(request, _initial(found))
    rows = ChangedPartyRows(
        request.POST or None,
        prefix="parties",
        form_kwargs=_row_arguments(request),
        initial=[_party_initial(one) for one in found.parties],
    )
    form.beside = (rows,)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        given = {"agreement_id": agreement_id, "given": form.given, "parties": parties_of(rows)}
        if perform(form, actions.change_agreement, request.actor, **given):
            messages.success(request, _("Saved."))
            return redirect("agreements:detail", agreement_id)
    return _edit_page(
        request, form, rows, _("Change the draft"), reverse("agreements:detail", args=[agreement_id])
    )


@require_http_methods(["GET", "POST"])
def add_obligation(request: OfficeRequest, agreement_id: UUID) -> HttpResponse:
    found = queries.get_agreement_to_change(request.actor, agreement_id)
    form = _obligation_form(request, found, {"recurrence": "once", "first_due_on": found.row.starts_on})
    if request.method == "POST" and form.is_valid():
        given = {"agreement_id": agreement_id, "given": form.given, "once": form.once}
        if perform(form, actions.add_obligation, request.actor, **given):
            messages.success(request, _("Written down."))
            return redirect("agreements:detail", agreement_id)
    return _obligation_page(request, found, form, _("What is owed?"))


@require_http_methods(["GET", "POST"])
def change_obligation(request: OfficeRequest, agreement_id: UUID, obligation_id: UUID) -> HttpResponse:
    found = queries.get_agreement_to_change(request.actor, agreement_id)
    obligation = _obligation(found, obligation_id)
    form = _obligation_form(request, found, _obligation_initial(obligation))
    if request.method == "POST" and form.is_valid():
        given = {"agreement_id": agreement_id, "obligation_id": obligation_id, "given": form.given}
        if perform(form, actions.change_obligation, request.actor, **given):
            messages.success(request, _("Saved."))
            return redirect("agreements:detail", agreement_id)
    return _obligation_page(request, found, form, _("Change what is owed"))


@require_http_methods(["GET", "POST"])
def remove_obligation(request: OfficeRequest, agreement_id: UUID, obligation_id: UUID) -> HttpResponse:
    found = queries.get_agreement_to_change(request.actor, agreement_id)
    obligation = _obligation(found, obligation_id)
    form = PressForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = {"agreement_id": agreement_id, "obligation_id": obligation_id}
        if perform(form, actions.remove_obligation, request.actor, **given):
            messages.success(request, _("Taken out of the draft."))
            return redirect("agreements:detail", agreement_id)
    context = {
        "title": _("Take this out of the draft?"),
        "lead": obligation.what,
        "submit": _("Take out"),
        "is_danger": True,
        "agreement": found,
        "back_url": reverse("agreements:detail", args=[agreement_id]),
    }
    return form_page(request, "agreements/step.html", form, context)


def _agreement_form(request: OfficeRequest, initial: dict[str, Any]) -> AgreementForm:
    form = AgreementForm(request.POST or None, actor=request.actor, initial=initial)
    above = queries.agreements_to_stand_under(request.actor)
    form.offer("parent", [("", _("None")), *((str(one.id), f"{one.reference} {one.title}") for one in above)])
    rules = queries.policies_to_rest_on(request.actor)
    form.offer("rests_on", [(str(one.id), f"{one.code}: {one.title}") for one in rules])
    return form


def _row_arguments(request: OfficeRequest) -> dict[str, Any]:
    agencies = [(str(row.id), row.name) for row in find_agencies(request.actor)]
    return {"actor": request.actor, "agencies": agencies}


def _edit_page(request: OfficeRequest, form: AgreementForm, rows: Any, title: str, back: str) -> HttpResponse:
    context = {"rows": rows, "title": title, "back_url": back}
    return form_page(request, "agreements/edit.html", form, context, beside=[rows])


def _initial(found: AgreementDetail) -> dict[str, Any]:
    same = ("purpose", "object", "scope", "legal_basis", "financing", "disputes", "archive", "ends_on")
    return {
        **{name: getattr(found, name) for name in same},
        "kind": found.row.kind,
        "title": found.row.title,
        "parent": str(found.parent.id) if found.parent else "",
        "starts_on": found.row.starts_on,
        "review_on": found.row.review_on,
        "rests_on": [str(one.id) for one in found.policies],
    }


def _party_initial(party: Any) -> dict[str, Any]:
    same = ("body_name", "official_name", "official_office", "number", "mandate")
    return {"agency": str(party.agency_id or ""), **{name: getattr(party, name) for name in same}}


def _obligation_form(
    request: OfficeRequest, found: AgreementDetail, initial: dict[str, Any]
) -> ObligationForm:
    form = ObligationForm(request.POST or None, actor=request.actor, initial=initial)
    parties = [(str(one.id), one.name) for one in found.parties]
    form.offer("debtor", parties)
    form.offer("creditor", parties)
    return form


def _obligation_initial(one: ObligationRow) -> dict[str, Any]:
    same = ("what", "quantity", "unit", "recurrence", "first_due_on", "budget_line")
    return {
        "debtor": str(one.debtor_id),
        "creditor": str(one.creditor_id),
        **{name: getattr(one, name) for name in same},
    }


def _obligation(found: AgreementDetail, obligation_id: UUID) -> ObligationRow:
    for one in found.obligations:
        if one.id == obligation_id:
            return one
    raise NotFound("obligation")


def _obligation_page(
    request: OfficeRequest, found: AgreementDetail, form: ObligationForm, title: str
) -> HttpResponse:
    context = {
        "title": title,
        "submit": _("Save"),
        "agreement": found,
        "back_url": reverse("agreements:detail", args=[found.row.id]),
    }
    return form_page(request, "agreements/step.html", form, context)
