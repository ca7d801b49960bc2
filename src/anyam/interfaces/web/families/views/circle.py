"""The family page of a case, and its drawing for paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from anyam.casework.cases import queries
from anyam.casework.cases.results import FamilyCircle, FamilyToDo
from anyam.foundation.core import clock
from anyam.registry.families.queries import draw_family

from ...cases.page import case_page
from ...layouts.requests import OfficeRequest
from ..picture import picture_of

# The page on which what is missing is put right; those with True are about one person.
_PAGES = {
    "add": ("families:add", False),
    "care": ("families:care", False),
    "home": ("families:home", False),
    "relate": ("families:relate", False),
    "contact": ("families:contact", True),
    "person": ("families:person", True),
    "visit": ("cases:record", False),
}


@require_GET
def of_case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    circle = queries.get_family_circle(request.actor, case_id)
    picture = picture_of(circle, draw_family(request.actor, circle.family))
    context = {
        "circle": circle,
        "people": [_member(circle, one) for one in circle.family.people],
        "to_do": [_step(circle, one) for one in circle.to_do],
        "contradictions": [
            (one, circle.numbers.get(one.dossier_id, "")) for one in circle.family.contradictions
        ],
        "homes": _homes(circle),
        "picture": picture,
        "names": {one.person_id: one.name for one in circle.family.people},
    }
    return case_page(request, "families/family.html", circle.header, "family", context)


@require_GET
def drawing(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """The genogram alone, with its words, for paper."""
    circle = queries.get_family_circle(request.actor, case_id, with_addresses=False)
    picture = picture_of(circle, draw_family(request.actor, circle.family))
    context = {"picture": picture, "today": clock.today()}
    return case_page(request, "families/drawing.html", circle.header, "family", context)


def _member(circle: FamilyCircle, one: Any) -> dict[str, Any]:
    """One person of the family with everything the page says of them."""
    person_id = one.person_id
    stays = circle.stays.get(person_id, ())
    return {
        "who": one,
        "is_focus": person_id == circle.family.around,
        "is_reported": person_id in circle.reported_ids,
        "care": next((row for row in circle.family.carers_now if row.carer_id == person_id), None),
        "cases": circle.own_cases.get(person_id, ()),
        "address": circle.address_to_show(person_id),
        "is_hidden": person_id in circle.addresses and circle.address_to_show(person_id) is None,
        "advice": circle.advice.get(person_id),
        "stay": next((stay for stay in stays if stay.is_present), None),
    }


def _step(circle: FamilyCircle, one: FamilyToDo) -> dict[str, Any]:
    name, is_personal = _PAGES.get(one.page, ("", False))
    if not circle.may_tell and name != "cases:record":
        name = ""
    arguments = [circle.header.id, *([one.person_id] if is_personal else [])]
    person = circle.family.person(one.person_id) if one.person_id else None
    return {
        "sentence": one.sentence,
        "name": person.name if person else "",
        "url": reverse(name, args=arguments) if name else "",
        "is_urgent": one.is_urgent,
    }


def _homes(circle: FamilyCircle) -> list[dict[str, Any]]:
    """Each home with those who live there now, and those who did."""
    name = {one.person_id: one.name for one in circle.family.people}
    return [
        {
            "home": home,
            "number": circle.numbers.get(home.dossier_id, ""),
            "is_ours": home.dossier_id == circle.header.id,
            "now": [(one, name.get(one.person_id, "")) for one in home.members if not one.is_over],
            "before": [(one, name.get(one.person_id, "")) for one in home.members if one.is_over],
        }
        for home in circle.family.households
    ]
