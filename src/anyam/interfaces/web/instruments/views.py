"""Reading instruments: what is in force, one version with what is new in it, and trying it out."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from anyam.registry.accounts.queries import user_names
from anyam.registry.instruments import queries

from ..files.serving import refuse_other_sites, sent
from ..layouts.requests import OfficeRequest
from .answering import posted_answers, wants_rows
from .words import told


@require_GET
def index(request: OfficeRequest) -> HttpResponse:
    return render(request, "instruments/index.html", {"lists": queries.list_instruments(request.actor)})


@require_GET
def detail(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    found = queries.get_version(request.actor, version_id)
    people = [found.row.uploaded_by_id] if found.row.uploaded_by_id else []
    context = {
        "found": found,
        "differences": [told(one) for one in found.differences],
        "names": user_names(request.actor, people),
    }
    return render(request, "instruments/detail.html", context)


@require_http_methods(["GET", "POST"])
def preview(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    """The form to try out. What is typed is judged and shown again; nothing is kept."""
    found = queries.get_version(request.actor, version_id)
    is_tried = request.method == "POST" and not wants_rows(request.POST)
    answers = posted_answers(found.instrument, request.POST) if request.method == "POST" else {}
    sheet = queries.fill_sheet(request.actor, version_id, answers)
    context = {"found": found, "sheet": sheet, "is_tried": is_tried}
    status = 422 if is_tried and sheet.problems else 200
    return render(request, "instruments/preview.html", context, status=status)


@require_GET
def definition(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    """The form as the page's script reads it. It never changes, so a browser may keep it for itself."""
    response = JsonResponse(queries.instrument_as_json(request.actor, version_id))
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return response


@require_GET
def file(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    refuse_other_sites(request)
    return sent(queries.instrument_file(request.actor, version_id))
