"""Is this the same child? Finding another record, comparing the two, merging them, and parting them again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anyam.casework.cases import queries
from anyam.casework.rights import actions
from anyam.casework.rights.queries import is_child_held
from anyam.foundation.access import NotFound

from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import MergeForm, OtherRecordForm
from ..page import case_page


@require_http_methods(["GET", "POST"])
def same_child(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    """Records that look alike, or the one under a number that was typed."""
    form = OtherRecordForm(request.POST or None, actor=request.actor)
    number = form.cleaned_data["number"] if form.is_bound and form.is_valid() else ""
    found = queries.get_same_child(request.actor, case_id, number=number)
    if found.comparison:
        return redirect("cases:merge", case_id, found.comparison.there.person_id)
    if number and not found.choices:
        form.add_error("number", _("There is no other child under this number that you work with."))
    return case_page(request, "cases/same_child.html", found.header, "family", {"found": found}, form=form)


@require_http_methods(["GET", "POST"])
def merge(request: OfficeRequest, case_id: UUID, other_id: UUID) -> HttpResponseBase:
    found = queries.get_same_child(request.actor, case_id, other_id=other_id)
    both = found.comparison
    if both is None:
        raise NotFound("child")
    pair = {both.here.person_id, both.there.person_id}
    is_held = is_child_held(request.actor, sorted(pair))
    form = MergeForm(request.POST or None, actor=request.actor, is_held=is_held)
    if form.is_bound and form.is_valid():
        wish = {"keep_id": both.keep_id, "other_id": (pair - {both.keep_id}).pop(), **form.wish()}
        if perform(form, actions.merge_people, request.actor, **wish):
            messages.success(request, _("The two records now count as one child."))
            still_seen = case_id in queries.case_refs(request.actor, [case_id])
            return redirect("cases:family", case_id) if still_seen else redirect("cases:list")
    sides = [
        {"label": _("This record"), "record": both.here},
        {"label": _("The other record"), "record": both.there},
    ]
    context = {"both": both, "sides": sides}
    return case_page(request, "cases/merge.html", found.header, "family", context, form=form)


@require_http_methods(["GET", "POST"])
def part(request: OfficeRequest, case_id: UUID, merging_id: UUID) -> HttpResponseBase:
    case = queries.get_family(request.actor, case_id)
    entry = next((one for one in case.merges if one.id == merging_id), None)
    if entry is None or not case.may_merge:
        raise NotFound("merging")
    if request.method == "POST":
        actions.part_people(request.actor, merging_id=merging_id)
        messages.success(request, _("The two records count as two children again."))
        return redirect("cases:family", case_id)
    return case_page(request, "cases/part.html", case.header, "family", {"entry": entry})
