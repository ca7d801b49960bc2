"""Who lives under one roof, and who cares."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anyam.foundation.access import NotFound
from anyam.registry.families import actions

from ...layouts.requests import OfficeRequest
from ..forms import CareForm, HomeForm, JoinForm, UntilForm
from ..page import circle_to_tell, tell


@require_http_methods(["GET", "POST"])
def open_home(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    circle = circle_to_tell(request, case_id)
    first = {"person_ids": [str(circle.family.around)]}
    form = HomeForm(request.POST or None, actor=request.actor, circle=circle, initial=first)
    return tell(
        request,
        circle,
        form,
        actions.open_household,
        title=_("A home of the family"),
        done=_("The home is kept."),
    )


@require_http_methods(["GET", "POST"])
def join(request: OfficeRequest, case_id: UUID, household_id: UUID) -> HttpResponseBase:
    circle = circle_to_tell(request, case_id)
    home = next((one for one in circle.family.households if one.id == household_id), None)
    if home is None or home.dossier_id != case_id:
        raise NotFound("home")
    form = JoinForm(request.POST or None, actor=request.actor, circle=circle)
    return tell(
        request,
        circle,
        form,
        actions.join_household,
        {"household_id": household_id},
        title=home.name,
        done=_("It is kept that this person lives there too."),
    )


@require_http_methods(["GET", "POST"])
def leave(request: OfficeRequest, case_id: UUID, membership_id: UUID) -> HttpResponseBase:
    circle = circle_to_tell(request, case_id)
    here = [home for home in circle.family.households if any(one.id == membership_id for one in home.members)]
    if not here or here[0].dossier_id != case_id:
        raise NotFound("member of a home")
    form = UntilForm(request.POST or None, actor=request.actor)
    return tell(
        request,
        circle,
        form,
        actions.leave_household,
        {"membership_id": membership_id},
        title=_("No longer lives here: %(home)s") % {"home": here[0].name},
        done=_("It is kept until when this person lived there."),
    )


@require_http_methods(["GET", "POST"])
def care(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    circle = circle_to_tell(request, case_id)
    first = {"person_id": str(circle.family.around), "is_primary": not circle.family.carers_now}
    form = CareForm(request.POST or None, actor=request.actor, circle=circle, initial=first)
    return tell(
        request,
        circle,
        form,
        actions.name_caregiver,
        title=_("Who cares for the child?"),
        hint=_("A new primary caregiver takes the place of the one before, who stays a caregiver."),
        done=_("The caregiver is kept."),
    )


@require_http_methods(["GET", "POST"])
def end_care(request: OfficeRequest, case_id: UUID, care_id: UUID) -> HttpResponseBase:
    circle = circle_to_tell(request, case_id)
    found = [row for row in circle.family.care if row.id == care_id and row.dossier_id == case_id]
    if not found:
        raise NotFound("care")
    form = UntilForm(request.POST or None, actor=request.actor)
    return tell(
        request,
        circle,
        form,
        actions.end_care,
        {"care_id": care_id},
        title=_("No longer cares: %(role)s") % {"role": found[0].role_label},
        done=_("The end is kept."),
    )
