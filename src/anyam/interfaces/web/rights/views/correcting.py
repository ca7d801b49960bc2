"""Corrections in a case: what was granted, where it is put right, and the press that says it was."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.cases.queries import case_header
from anyam.casework.rights import actions, queries
from anyam.foundation.access import NotFound

from ...cases.page import case_page
from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import CorrectedForm

# Where the data of a case are put right, in the order in which they are asked to be.
MENDED_AT = (
    ("cases:child", gettext_lazy("Name, birth, sex, NIK, address")),
    ("families:of_case", gettext_lazy("Family")),
    ("cases:assessment", gettext_lazy("Answers of the assessment")),
    ("cases:plan", gettext_lazy("Goals and actions of the plan")),
    ("cases:contacts", gettext_lazy("What was told and noted: add a note with what is right")),
)


@require_GET
def of_case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    return _page(request, case_id)


@require_http_methods(["GET", "POST"])
def note(request: OfficeRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    rows = queries.find_corrections(request.actor, case_id=case_id)
    if request_id not in {row.id for row in rows}:
        raise NotFound("correction")
    if request.method != "POST":
        return _page(request, case_id)
    form = CorrectedForm(request.POST, actor=request.actor, auto_id=f"id_{request_id}_%s")
    if form.is_valid():
        wish = {"request_id": request_id, "fields": form.cleaned_data["corrected"]}
        if perform(form, actions.note_corrected, request.actor, **wish):
            words = _("Noted as corrected. The data protection officer now tells whoever asked.")
            messages.success(request, words)
            return redirect("rights:corrections", case_id)
    return _page(request, case_id, {request_id: form})


def _page(
    request: OfficeRequest, case_id: UUID, pressed: dict[UUID, CorrectedForm] | None = None
) -> HttpResponse:
    header = case_header(request.actor, case_id)
    rows = queries.find_corrections(request.actor, case_id=case_id)
    forms = {row.id: CorrectedForm(actor=request.actor, auto_id=f"id_{row.id}_%s") for row in rows}
    forms |= pressed or {}
    context: dict[str, Any] = {
        "waiting": [{"row": row, "form": forms[row.id]} for row in rows if row.is_waiting],
        "done": [row for row in rows if not row.is_waiting],
        "mended_at": MENDED_AT,
    }
    form = next(iter(pressed.values())) if pressed else None
    return case_page(request, "rights/corrections.html", header, "summary", context, form=form)
