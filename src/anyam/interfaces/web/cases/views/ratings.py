"""Judging the risk by two: asking, answering, and how far the raters of an agency agree."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.cases import actions, queries
from anyam.foundation.access import NotFound

from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import AskRatingForm, RatingForm
from ..page import case_page


@require_http_methods(["GET", "POST"])
def ask(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    header = queries.case_header(request.actor, case_id)
    found = queries.ratings_of(request.actor, case_id)
    if not found.may_ask:
        raise NotFound("case to rate")
    form = AskRatingForm(request.POST or None, actor=request.actor, colleagues=found.colleagues)
    if request.method == "POST" and form.is_valid():
        wish = form.wish()
        if perform(form, actions.ask_second_rating, request.actor, case_id=case_id, **wish):
            messages.success(request, _("Kept. Your colleague is asked and does not see your answers."))
            return redirect("cases:reviews", case_id)
    context = {
        "title": _("Rate the risk with a colleague"),
        "lead": _("Each answers alone. Both answers are shown when both are there."),
    }
    return case_page(request, "cases/rating_form.html", header, "reviews", context, form=form)


@require_http_methods(["GET", "POST"])
def rating(request: OfficeRequest, rating_id: UUID) -> HttpResponse:
    row = queries.get_rating(request.actor, rating_id)
    header = queries.case_header(request.actor, row.case_id)
    if not row.may_rate:
        return case_page(request, "cases/rating.html", header, "reviews", {"row": row})
    form = RatingForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        wish = form.wish()
        if perform(form, actions.rate_second, request.actor, rating_id=rating_id, **wish):
            messages.success(request, _("Kept. Now both answers are shown."))
            return redirect("cases:rating", rating_id)
    context = {
        "title": _("Rate the risk"),
        "lead": _("As you see it today. The first rating is shown to you when you have answered."),
    }
    return case_page(request, "cases/rating_form.html", header, "reviews", context, form=form)


@require_GET
def agreement(request: OfficeRequest) -> HttpResponse:
    context = {"found": queries.risk_agreement(request.actor)}
    return render(request, "cases/rating_agreement.html", context)
