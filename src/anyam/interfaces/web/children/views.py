"""Children who may already be known: a list to look at, never a decision."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from anyam.registry.people.queries import find_people

from ..layouts.requests import OfficeRequest
from .forms import LikelyChildForm

MOST = 5


@require_GET
@vary_on_headers("HX-Request")
def likely(request: OfficeRequest) -> HttpResponse:
    """The list alone for htmx while a name is being written; a page with a small form for everybody else."""
    form = LikelyChildForm(request.GET, actor=request.actor)
    wanted = form.wanted
    matches = find_people(request.actor, **wanted, limit=MOST)
    template = "children/parts/matches.html" if request.headers.get("HX-Request") else "children/likely.html"
    return render(
        request,
        template,
        {"form": form, "matches": matches, "has_asked": bool(wanted["name"] or wanted["nik"])},
    )
