"""One search: cases and reports by number, children by name or NIK, agencies and services by name."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ..layouts.requests import OfficeRequest
from ..layouts.typed_words import lead_to_found, typed_words
from .finding import find


@require_http_methods(["GET", "POST"])
def results(request: OfficeRequest) -> HttpResponse:
    if request.method == "POST":
        return lead_to_found(request, request.POST.get("q", ""))
    typed = typed_words(request)
    found = find(request.actor, typed.text) if len(typed.text) >= 2 else ()
    context = {"typed": typed, "groups": found, "is_short": len(typed.text) == 1}
    return render(request, "search/results.html", context)
