"""Services, contacts and visits; reviews."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.acting.choices import ActKind
from anyam.casework.cases import actions, queries
from anyam.casework.cases.choices import ACT_OF_CONTACT

from ...acting.asking import WhoActs
from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..agencies import agency_choices
from ..forms import ContactForm, ReviewForm
from ..level_history import level_drawing
from ..page import case_page


@require_GET
def contacts(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    found = queries.get_contacts(request.actor, case_id)
    return case_page(request, "cases/contacts.html", found.header, "contacts", {"found": found})


@require_http_methods(["GET", "POST"])
def record(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    header = queries.case_header(request.actor, case_id)
    form = ContactForm(request.POST or None, agencies=agency_choices(request.actor), actor=request.actor)
    question = WhoActs(request, form)
    if form.is_bound and form.is_valid():
        wish = form.wish()
        if question.leaves(
            case_id=case_id,
            kind=ACT_OF_CONTACT.get(wish["kind"], ActKind.SERVICE),
            need=wish["need"],
            agency_id=wish["agency_id"],
        ):
            return redirect("cases:contacts", case_id)
        if question.save(actions.record_contact, request.actor, case_id=case_id, once=form.once, **wish):
            messages.success(request, _("It is noted."))
            return redirect("cases:contacts", case_id)
    context = {"question": question, "advice": queries.contact_advice_in(request.actor, case_id)}
    return case_page(request, "cases/record.html", header, "contacts", context, form=form)


@require_GET
def reviews(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    found = queries.get_reviews(request.actor, case_id)
    context = {
        "found": found,
        "levels": level_drawing(found.levels),
        "ratings": queries.ratings_of(request.actor, case_id),
    }
    return case_page(request, "cases/reviews.html", found.header, "reviews", context)


@require_http_methods(["GET", "POST"])
def record_review(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    header = queries.case_header(request.actor, case_id)
    form = ReviewForm(request.POST or None, initial={"level": header.level}, actor=request.actor)
    if form.is_bound and form.is_valid():
        wish = {"case_id": case_id, "once": form.once, **form.wish()}
        if perform(form, actions.record_review, request.actor, **wish):
            messages.success(request, _("The review is noted."))
            return redirect("cases:reviews", case_id)
    return case_page(request, "cases/record_review.html", header, "reviews", form=form)
