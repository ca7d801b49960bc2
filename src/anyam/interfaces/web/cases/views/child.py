"""Who the child is, to be put right."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anyam.casework.cases import actions, queries
from anyam.casework.rights.queries import find_corrections

from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import ChildDataForm
from ..page import case_page


@require_http_methods(["GET", "POST"])
def child(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    known = queries.get_child(request.actor, case_id)
    form = ChildDataForm(request.POST or None, actor=request.actor, child=known)
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.correct_child, request.actor, case_id=case_id, **form.wish())
    ):
        messages.success(request, _("The child's data are saved."))
        is_asked = any(row.is_waiting for row in find_corrections(request.actor, case_id=case_id))
        return redirect("rights:corrections" if is_asked else "cases:summary", case_id)
    return case_page(request, "cases/child.html", known.header, "summary", form=form)
