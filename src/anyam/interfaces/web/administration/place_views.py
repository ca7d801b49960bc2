"""Pages where administrators keep the register of places up to date."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.registry.places import actions, queries
from anyam.registry.places.results import PlaceDetail

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from . import words
from .place_forms import RetireForm, SplitForm


@require_GET
def places(request: OfficeRequest) -> HttpResponse:
    district = queries.place_to_change(request.actor, request.actor.district_code)
    text = request.GET.get("q", "")[:80]
    rows = (
        queries.find_places(request.actor, text, within=district.row.code, limit=50)
        if text.strip()
        else queries.list_places(request.actor, district.row.code)
    )
    return render(
        request, "administration/places.html", {"rows": rows, "text": text, "district": district.row}
    )


@require_GET
def place(request: OfficeRequest, code: str) -> HttpResponse:
    detail = queries.place_to_change(request.actor, code)
    context = {
        "place": detail,
        "facts": words.place_facts(detail),
        "children": queries.list_places(request.actor, code),
    }
    return render(request, "administration/place.html", context)


@require_http_methods(["GET", "POST"])
def split(request: OfficeRequest, code: str) -> HttpResponse:
    detail = queries.place_to_change(request.actor, code)
    children = queries.list_places(request.actor, code)
    form = SplitForm(request.POST or None, place=detail.row, children=children, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = {"on": form.cleaned_data["on"], "mother_stays": form.cleaned_data["mother_stays"]}
        if perform(form, actions.split_place, request.actor, code=code, into=(form.new_place,), **given):
            messages.success(request, _("The new place is in the register from that day on."))
            return redirect("administration:place", code)
    return _form(request, form, detail, _("Divide this place"))


@require_http_methods(["GET", "POST"])
def retire(request: OfficeRequest, code: str) -> HttpResponse:
    detail = queries.place_to_change(request.actor, code)
    form = RetireForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("on", "replaced_by")}
        if perform(form, actions.retire_place, request.actor, code=code, **given):
            messages.success(request, _("The place ends on that day. What was recorded there stays."))
            return redirect("administration:place", code)
    return _form(request, form, detail, _("End this place"))


def _form(request: OfficeRequest, form: Any, detail: PlaceDetail, title: str) -> HttpResponse:
    back = words.back("administration:place", detail.row.label, detail.row.code)
    context = {"title": title, "back": back, "eyebrow": detail.row.full_name}
    return form_page(request, "administration/form.html", form, context)
