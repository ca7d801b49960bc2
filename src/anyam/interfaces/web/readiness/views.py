"""What the reader's agency has to do about readiness, and one agency from inside."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyam.registry.readiness import queries

from ..layouts.requests import OfficeRequest


@require_GET
def home(request: OfficeRequest) -> HttpResponse:
    context = {
        "home": queries.get_home(request.actor),
        "rights": queries.readiness_rights(request.actor),
    }
    return render(request, "readiness/home.html", context)


@require_GET
def agency(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    """Papers and head counts for everybody; names and sums for the agency itself."""
    context = {
        "inside": queries.get_inside(request.actor, agency_id),
        "standings": queries.readiness_of_agency(request.actor, agency_id),
    }
    return render(request, "readiness/agency.html", context)


@require_GET
def network(request: OfficeRequest) -> HttpResponse:
    """All agencies side by side."""
    return render(request, "readiness/network.html", {"rows": queries.list_agency_readiness(request.actor)})
