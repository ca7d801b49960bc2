"""What opens of a case to each kind of agency: decided by the district."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.referrals import actions, queries
from anyam.foundation.access.choices import Part

from ...layouts.perform import form_page, perform
from ...layouts.requests import OfficeRequest
from ..forms import SharingForm


@require_GET
def overview(request: OfficeRequest) -> HttpResponse:
    rows = queries.list_sharing_templates(request.actor)
    context = {"rows": rows, "decided": sum(row.is_own for row in rows)}
    return render(request, "referrals/sharing.html", context)


@require_http_methods(["GET", "POST"])
def change(request: OfficeRequest, kind: str) -> HttpResponse:
    row = queries.get_sharing_template(request.actor, kind)
    now = {"parts": [part.value for part in row.parts], "source_note": row.source_note}
    form = SharingForm(request.POST or None, actor=request.actor, initial=now)
    if request.method == "POST" and form.is_valid():
        done = perform(
            form,
            actions.change_sharing_template,
            request.actor,
            agency_kind=kind,
            parts=[Part(part) for part in form.cleaned_data["parts"]],
            source_note=form.cleaned_data["source_note"],
        )
        if done:
            messages.success(request, _("Saved. It holds for referrals that are accepted from now on."))
            return redirect("referrals:sharing")
    return form_page(request, "referrals/sharing_change.html", form, {"row": row})


@require_POST
def restore(request: OfficeRequest, kind: str) -> HttpResponse:
    actions.restore_sharing_template(request.actor, agency_kind=kind)
    messages.success(request, _("Saved. It holds for referrals that are accepted from now on."))
    return redirect("referrals:sharing")
