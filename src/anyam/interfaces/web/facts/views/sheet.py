"""What is already known about a child: the sheet, one kind of fact, and what can be said about it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.cases.queries import case_header
from anyam.casework.facts import actions, queries
from anyam.casework.facts.choices import Difference, fact_kinds
from anyam.casework.facts.results import FactDetail, FactValue, SayingRow
from anyam.foundation.access import NotFound

from ...cases.page import case_page
from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import FactForm, SaidForm, SettleForm, WithdrawForm

_TAB = "facts"


@require_GET
def sheet(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    header = case_header(request.actor, case_id)
    context = {
        "sheet": queries.get_fact_sheet(request.actor, case_id),
        "register": queries.get_interviews(request.actor, case_id),
    }
    return case_page(request, "facts/sheet.html", header, _TAB, context)


@require_GET
def paper(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """For the file or for taking along: with the case's number and no name."""
    header = case_header(request.actor, case_id)
    context = {"sheet": queries.get_fact_sheet(request.actor, case_id), "source": fact_kinds().source}
    return case_page(request, "facts/paper.html", header, _TAB, context)


@require_GET
def fact(request: OfficeRequest, case_id: UUID, fact_kind: str) -> HttpResponse:
    header = case_header(request.actor, case_id)
    found = queries.get_fact(request.actor, case_id, fact_kind)
    return case_page(request, "facts/fact.html", header, _TAB, {"fact": found})


@require_http_methods(["GET", "POST"])
def note(request: OfficeRequest, case_id: UUID, fact_kind: str) -> HttpResponseBase:
    header = case_header(request.actor, case_id)
    found = queries.get_fact(request.actor, case_id, fact_kind)
    _require(found.row.may_note)
    form = FactForm(request.POST or None, actor=request.actor, fact=found)
    if form.is_bound and form.is_valid():
        wish = {"dossier_id": case_id, "given": form.given(), "once": form.once}
        if perform(form, actions.note_fact, request.actor, **wish):
            messages.success(request, _said(form.cleaned_data.get("difference", "")))
            return redirect("facts:fact", case_id, fact_kind)
    return case_page(request, "facts/note.html", header, _TAB, {"fact": found}, form=form)


@require_http_methods(["GET", "POST"])
def confirm(request: OfficeRequest, case_id: UUID, fact_kind: str, fact_id: UUID) -> HttpResponseBase:
    header = case_header(request.actor, case_id)
    found = queries.get_fact(request.actor, case_id, fact_kind)
    value = _value(found, fact_id)
    _require(value.may_confirm)
    form = SaidForm(request.POST or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("source", "said_on", "whence")}
        wish = {"dossier_id": case_id, "fact_id": fact_id, "once": form.once, **said}
        if perform(form, actions.confirm_fact, request.actor, **wish):
            messages.success(request, _("It is noted that this source says the same."))
            return redirect("facts:fact", case_id, fact_kind)
    context = {"fact": found, "value": value}
    return case_page(request, "facts/confirm.html", header, _TAB, context, form=form)


@require_http_methods(["GET", "POST"])
def settle(request: OfficeRequest, case_id: UUID, fact_kind: str) -> HttpResponseBase:
    header = case_header(request.actor, case_id)
    found = queries.get_fact(request.actor, case_id, fact_kind)
    _require(found.may_settle)
    form = SettleForm(request.POST or None, actor=request.actor, fact=found)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        wish = {
            "dossier_id": case_id,
            "keep_id": UUID(data["keep"]),
            "reason": data["reason"],
            "words": data["words"],
        }
        if perform(form, actions.settle_fact, request.actor, **wish):
            messages.success(
                request, _("It is settled. The other value stays in the history, with your reason.")
            )
            return redirect("facts:fact", case_id, fact_kind)
    return case_page(request, "facts/settle.html", header, _TAB, {"fact": found}, form=form)


@require_http_methods(["GET", "POST"])
def withdraw(request: OfficeRequest, case_id: UUID, fact_kind: str, fact_id: UUID) -> HttpResponseBase:
    header = case_header(request.actor, case_id)
    found = queries.get_fact(request.actor, case_id, fact_kind)
    value, saying = _saying(found, fact_id)
    form = WithdrawForm(request.POST or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("reason", "words")}
        wish = {"dossier_id": case_id, "fact_id": fact_id, **given}
        if perform(form, actions.withdraw_fact, request.actor, **wish):
            messages.success(request, _("It is taken back. It stays in the history."))
            return redirect("facts:fact", case_id, fact_kind)
    context = {"fact": found, "value": value, "saying": saying}
    return case_page(request, "facts/withdraw.html", header, _TAB, context, form=form)


def _said(difference: str) -> str:
    if difference == Difference.DISAGREES:
        return _("Both values are kept. The case manager settles which one holds.")
    return _("It is noted. Nobody needs to ask the child again.")


def _require(is_offered: bool) -> None:
    """What is not offered does not exist."""
    if not is_offered:
        raise NotFound("step")


def _value(found: FactDetail, fact_id: UUID) -> FactValue:
    value = next((one for one in found.row.values if one.id == fact_id), None)
    if value is None:
        raise NotFound("value")
    return value


def _saying(found: FactDetail, fact_id: UUID) -> tuple[FactValue, SayingRow]:
    for value in found.row.values:
        for saying in value.sayings:
            if saying.id == fact_id and saying.may_withdraw:
                return value, saying
    raise NotFound("saying to take back")
