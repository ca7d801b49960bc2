"""The choices for `?q=`: bare options for the control that asks while someone types, a page for everybody else."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from ..components.lookups import SEARCH_LENGTH, LookupSource, lookup_page, search
from ..components.sources import Services, Villages
from ..layouts.requests import OfficeRequest
from .sources import Places


@require_GET
@vary_on_headers("Accept")
def villages(request: OfficeRequest) -> HttpResponse:
    return _choices(
        request,
        Villages(),
        {"title": _("Find a village"), "hint": _("Part of its name; add the district to narrow it.")},
    )


@require_GET
@vary_on_headers("Accept")
def places(request: OfficeRequest) -> HttpResponse:
    return _choices(
        request,
        Places(),
        {"title": _("Find a place"), "hint": _("A province, regency, district or village.")},
    )


@require_GET
@vary_on_headers("Accept")
def services(request: OfficeRequest) -> HttpResponse:
    return _choices(
        request,
        Services(),
        {"title": _("Find a service"), "hint": _("Part of its name, its agency or the need.")},
    )


def _choices(request: OfficeRequest, source: LookupSource, words: dict[str, Any]) -> HttpResponse:
    if "text/html" not in request.headers.get("Accept", ""):
        return lookup_page(request, source, request.actor)
    text = request.GET.get("q", "").replace("\x00", "")[:SEARCH_LENGTH]
    options = search(source, request.actor, text)
    return render(request, "lookups/page.html", {**words, "text": text, "options": options})
