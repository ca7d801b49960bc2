"""SOPs to read: the lists, one SOP, two versions beside each other, the paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from anyam.casework.sops import queries
from anyam.casework.sops.results import SopRow

from ..layouts.requests import OfficeRequest
from .picture import picture_of
from .sheet import Sheet

LONGEST_SEARCH = 100


@require_GET
def index(request: OfficeRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    return render(
        request, "sops/index.html", {"lists": queries.find_sops(request.actor, text=text), "text": text}
    )


@require_GET
def detail(request: OfficeRequest, sop_id: UUID) -> HttpResponse:
    sop = queries.get_sop(request.actor, sop_id, _number(request, "versi"))
    context = {"sop": sop, "sheet": Sheet(sop.document), "picture": picture_of(request.actor, sop.document)}
    return render(request, "sops/detail.html", context)


@require_GET
def version(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    """Where links from work and notices arrive: they know the version alone."""
    sop = queries.get_sop_version(request.actor, version_id)
    return redirect(f"{reverse('sops:detail', args=[sop.row.sop_id])}?versi={sop.row.number}")


@require_GET
def compare(request: OfficeRequest, sop_id: UUID) -> HttpResponse:
    sop = queries.get_sop(request.actor, sop_id, _number(request, "ke"))
    old = _number(request, "dari") or sop.previous_number or sop.row.number
    changes = queries.compare_versions(request.actor, sop_id, old, sop.row.number)
    context = {"sop": sop, "old": old, "changes": changes}
    return render(request, "sops/compare.html", context)


@require_GET
def findings(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    """What the check finds: first what keeps the SOP from being signed, then what to think about."""
    sop = queries.get_sop_version(request.actor, version_id)
    found = queries.findings_of_version(request.actor, version_id)
    context = {
        "sop": sop,
        "blocking": [one for one in found if one.is_blocking],
        "advice": [one for one in found if not one.is_blocking],
    }
    return render(request, "sops/findings.html", context)


@require_GET
def paper(request: OfficeRequest, sop_id: UUID, number: int) -> HttpResponse:
    """The official layout on paper; it holds nothing about a child, so it leaves as it is."""
    sop = queries.get_sop(request.actor, sop_id, number)
    content = queries.sop_paper(request.actor, sop_id, number)
    return _download(content, sop.row, "application/pdf", "pdf")


@require_GET
def bpmn(request: OfficeRequest, sop_id: UUID, number: int) -> HttpResponse:
    """The same for other programs and other districts."""
    sop = queries.get_sop(request.actor, sop_id, number)
    content = queries.bpmn_of(request.actor, sop.document)
    return _download(content, sop.row, "application/xml", "bpmn")


def _download(content: bytes, row: SopRow, content_type: str, ending: str) -> HttpResponse:
    name = "".join(letter if letter.isalnum() or letter in "-." else "-" for letter in row.code)
    said = f'attachment; filename="{name}-v{row.number}.{ending}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": said})


def _number(request: OfficeRequest, name: str) -> int | None:
    typed = request.GET.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else None
