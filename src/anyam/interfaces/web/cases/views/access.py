"""Who may see a case, who must not, and the emergency."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.cases import actions, queries
from anyam.foundation.access import NotFound
from anyam.foundation.core.refusals import Refusal
from anyam.registry.accounts import queries as accounts
from anyam.registry.agencies import queries as agencies

from ...layouts.perform import form_page, perform
from ...layouts.requests import OfficeRequest
from ..forms import BlockForm, EmergencyForm, GiveAccessForm
from ..page import case_page


@require_GET
def overview(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    looks = queries.get_looks(request.actor, case_id)
    return case_page(request, "cases/access.html", looks.header, "access", {"looks": looks})


@require_http_methods(["GET", "POST"])
def give(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    looks = queries.get_looks(request.actor, case_id)
    if not looks.may_give:
        raise NotFound("give")
    form = GiveAccessForm(request.POST or None, actor=request.actor, people=_people_and_agencies(request))
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.give_access, request.actor, case_id=case_id, **form.wish())
    ):
        messages.success(request, _("Access is given. It ends by itself on the last day."))
        return redirect("cases:access", case_id)
    return case_page(request, "cases/access_give.html", looks.header, "access", form=form)


@require_POST
def end(request: OfficeRequest, case_id: UUID, grant_id: UUID) -> HttpResponseBase:
    try:
        actions.end_case_access(request.actor, case_id=case_id, grant_id=grant_id)
        messages.success(request, _("The access has ended."))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("cases:access", case_id)


@require_http_methods(["GET", "POST"])
def block(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    looks = queries.get_looks(request.actor, case_id)
    if not looks.may_block:
        raise NotFound("block")
    rows = accounts.people_of_district(request.actor, request.actor.district_code)
    people = {str(row.id): row.full_name for row in rows}
    form = BlockForm(request.POST or None, actor=request.actor, people=list(people.items()))
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.block_person, request.actor, case_id=case_id, **form.wish())
    ):
        messages.success(request, _("This person no longer sees anything about the child."))
        return redirect("cases:access", case_id)
    return case_page(request, "cases/access_block.html", looks.header, "access", form=form)


@require_POST
def unblock(request: OfficeRequest, case_id: UUID, user_id: UUID) -> HttpResponseBase:
    actions.unblock_person(request.actor, case_id=case_id, user_id=user_id)
    messages.success(request, _("The block has ended."))
    return redirect("cases:access", case_id)


@require_http_methods(["GET", "POST"])
def emergency(request: OfficeRequest) -> HttpResponseBase:
    """Open a case in an emergency; asks for a fresh proof of who is there."""
    hours = queries.hours_of_emergency(request.actor)
    form = EmergencyForm(request.POST or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        done = perform(form, actions.break_glass, request.actor, **form.wish())
        if done:
            told = _("The case is open to you for %(hours)d hours. Its supervisors have been told.")
            messages.warning(request, told % {"hours": hours})
            return redirect("cases:summary", done.value)
    return form_page(request, "cases/emergency.html", form, {"hours": hours})


def _people_and_agencies(request: OfficeRequest) -> list[tuple[str, str]]:
    rows = accounts.people_of_district(request.actor, request.actor.district_code)
    names = agencies.agency_names(request.actor, {row.agency_id for row in rows if row.agency_id})
    return [
        (f"{row.id}:{row.agency_id}", f"{row.full_name} · {names[row.agency_id].short_name}")
        for row in rows
        if row.agency_id in names
    ]
