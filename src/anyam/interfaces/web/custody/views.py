"""The page "Before the law" of a case, the matter, diversion, and the reports for those who decide."""

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
from anyam.casework.custody import actions, queries
from anyam.casework.custody.choices import PaperKind
from anyam.casework.custody.results import BeforeTheLaw, DiversionRow, MatterRow
from anyam.foundation.access import NotFound
from anyam.foundation.core import clock

from ..cases.agencies import agency_choices
from ..cases.page import case_page
from ..components.forms import AnyamForm
from ..layouts.perform import perform
from ..layouts.requests import OfficeRequest
from .forms import (
    AskPaperForm,
    EndMatterForm,
    HandOverForm,
    MatterForm,
    OfferForm,
    SettleForm,
    TermForm,
)

_YES_NO = {True: "yes", False: "no", None: "unknown"}


@require_GET
def overview(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    header = case_header(request.actor, case_id)
    context = {"found": queries.before_the_law(request.actor, case_id)}
    return case_page(request, "custody/overview.html", header, "custody", context)


@require_http_methods(["GET", "POST"])
def matter(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    found = _to_record(request, case_id)
    form = MatterForm(request.POST or None, actor=request.actor, initial=_known(found.matter))
    if request.method == "POST" and form.is_valid():
        given = form.given()
        if perform(form, actions.keep_matter, request.actor, case_id=case_id, matter=given):
            messages.success(request, _("Kept. Where diversion is owed, its time runs."))
            return redirect("custody:overview", case_id)
    return _case_form(
        request, case_id, form, _("The matter"), _("Nothing is proved before a court has decided.")
    )


@require_http_methods(["GET", "POST"])
def end_matter(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    if _to_record(request, case_id).matter is None:
        raise NotFound("matter")
    form = EndMatterForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        ending = form.cleaned_data["ending"]
        if perform(form, actions.end_matter, request.actor, case_id=case_id, ending=ending):
            messages.success(request, _("The matter has ended."))
            return redirect("custody:overview", case_id)
    lead = _("Its clocks end. A child who is still held stays an alarm until that has ended too.")
    return _case_form(request, case_id, form, _("The matter has ended"), lead)


@require_http_methods(["GET", "POST"])
def ask_paper(request: OfficeRequest, case_id: UUID, kind: str) -> HttpResponse:
    _to_record(request, case_id)
    if kind not in PaperKind.values:
        raise NotFound("paper")
    form = AskPaperForm(
        request.POST or None,
        actor=request.actor,
        agencies=agency_choices(request.actor),
        initial={"asked_at": clock.now()},
    )
    if request.method == "POST" and form.is_valid():
        given = {
            "kind": kind,
            "agency_id": UUID(form.cleaned_data["agency_id"]),
            "asked_at": form.cleaned_data["asked_at"],
        }
        if perform(form, actions.ask_social_paper, request.actor, case_id=case_id, **given):
            messages.success(request, _("Kept. The agency sees it on its desk with the law's time."))
            return redirect("custody:overview", case_id)
    return _case_form(request, case_id, form, str(PaperKind(kind).label), "")


@require_http_methods(["GET", "POST"])
def paper(request: OfficeRequest, social_paper_id: UUID) -> HttpResponse:
    """For the agency that writes it and for those at work with the case; it carries a number and no name."""
    row = queries.get_social_paper(request.actor, social_paper_id)
    form = HandOverForm(request.POST or None, actor=request.actor, initial={"handed_over_at": clock.now()})
    if request.method == "POST" and row.may_hand_over and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("number", "handed_over_at")}
        if perform(
            form, actions.hand_over_social_paper, request.actor, social_paper_id=social_paper_id, **given
        ):
            messages.success(request, _("Kept. Thank you."))
            return redirect("custody:paper", social_paper_id)
    wrong = form.is_bound and bool(form.errors)
    context = {"row": row, "form": form if row.may_hand_over else None}
    return render(request, "custody/paper.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
def diversion(request: OfficeRequest, diversion_id: UUID) -> HttpResponse:
    row = queries.get_diversion(request.actor, diversion_id)
    form = _diversion_form(request, row)
    if request.method == "POST" and form is not None and form.is_valid() and _answered(request, row, form):
        messages.success(request, _("Kept."))
        return redirect("custody:overview", row.case_id)
    header = case_header(request.actor, row.case_id)
    return case_page(request, "custody/diversion.html", header, "custody", {"row": row}, form=form)


@require_http_methods(["GET", "POST"])
def term(request: OfficeRequest, agreed_term_id: UUID) -> HttpResponse:
    row = queries.get_term(request.actor, agreed_term_id)
    if not row.may_settle:
        return redirect("custody:overview", row.case_id)
    form = TermForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        is_kept = form.cleaned_data["is_kept"] == "yes"
        if perform(form, actions.settle_term, request.actor, agreed_term_id=agreed_term_id, is_kept=is_kept):
            messages.success(request, _("Kept."))
            return redirect("custody:overview", row.case_id)
    lead = f"{row.kind_label}: {row.words}" if row.words else row.kind_label
    return _case_form(request, row.case_id, form, _("The diversion agreement"), lead)


def _to_record(request: OfficeRequest, case_id: UUID) -> BeforeTheLaw:
    found = queries.before_the_law(request.actor, case_id)
    if not found.may_record:
        raise NotFound("case to record in")
    return found


def _case_form(request: OfficeRequest, case_id: UUID, form: AnyamForm, title: str, lead: str) -> HttpResponse:
    header = case_header(request.actor, case_id)
    context = {"title": title, "lead": lead, "back_url": reverse("custody:overview", args=[case_id])}
    return case_page(request, "custody/case_form.html", header, "custody", context, form=form)


def _known(matter: MatterRow | None) -> dict[str, Any]:
    if matter is None:
        return {"level": "investigation", "level_since": clock.now()}
    given = matter.given
    return {
        "level": given.level,
        "level_since": given.level_since,
        "threatened_years": given.threatened_years,
        "is_repeated": _YES_NO[given.is_repeated],
        "offence": given.offence,
    }


def _diversion_form(request: OfficeRequest, row: DiversionRow) -> OfferForm | SettleForm | None:
    if row.may_offer:
        return OfferForm(request.POST or None, actor=request.actor, initial={"offered_at": clock.now()})
    return SettleForm(request.POST or None, actor=request.actor) if row.may_settle else None


def _answered(request: OfficeRequest, row: DiversionRow, form: OfferForm | SettleForm) -> bool:
    if isinstance(form, OfferForm):
        moment = form.cleaned_data["offered_at"]
        wish: dict[str, Any] = {"diversion_id": row.id, "offered_at": moment}
        return bool(perform(form, actions.offer_diversion, request.actor, **wish))
    wish = {
        "diversion_id": row.id,
        "is_agreed": form.cleaned_data["is_agreed"] == "yes",
        "terms": form.terms(),
        "number": form.cleaned_data["number"],
    }
    return bool(perform(form, actions.settle_diversion, request.actor, **wish))
