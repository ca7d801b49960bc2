"""Pelindungan data: what must I do now? And the record of processing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyam.casework.rights import queries

from ...layouts.requests import OfficeRequest


@require_GET
def home(request: OfficeRequest) -> HttpResponse:
    return render(request, "rights/home.html", {"home": queries.get_home(request.actor)})


@require_GET
def processing(request: OfficeRequest) -> HttpResponse:
    rows = queries.record_of_processing(request.actor)
    return render(request, "rights/processing.html", {"rows": rows})
