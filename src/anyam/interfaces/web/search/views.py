"""One search: cases and reports by number, children by name or NIK, agencies and services by name."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyam.foundation.core.text import clean_line

from ..layouts.requests import OfficeRequest
from .finding import find

LONGEST = 120


@require_GET
def results(request: OfficeRequest) -> HttpResponse:
    text = clean_line(request.GET.get("q", ""))[:LONGEST]
    found = find(request.actor, text) if len(text) >= 2 else ()
    return render(
        request, "search/results.html", {"text": text, "groups": found, "is_short": 0 < len(text) < 2}
    )
