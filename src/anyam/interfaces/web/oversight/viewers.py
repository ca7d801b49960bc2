"""Who looked at my cases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyam.casework.oversight.queries import viewers_of_my_cases

from ..layouts.requests import OfficeRequest


@require_GET
def viewers(request: OfficeRequest) -> HttpResponse:
    return render(request, "oversight/viewers.html", {"cases": viewers_of_my_cases(request.actor)})
