"""One person of the family: who it is, how to reach them, where they lived; and writing down somebody new."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.cases import queries
from anyam.casework.cases.results import FamilyCircle
from anyam.foundation.access import NotFound
from anyam.registry.families import actions
from anyam.registry.families.queries import safe_contact_told_in
from anyam.registry.people.queries import address_of

from ...cases.page import case_page
from ...layouts.requests import OfficeRequest
from ..forms import AddMemberForm, ContactForm, DeathForm, MoveForm, WhereaboutsForm
from ..page import circle_to_tell, name_in, tell


@require_GET
def person(request: OfficeRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    circle = queries.get_family_circle(request.actor, case_id)
    who = circle.family.person(person_id)
    if who is None:
        raise NotFound("person")
    name = {one.person_id: one.name for one in circle.family.people}
    ours = circle.header.id if circle.may_tell else None
    relations = [
        {
            "row": row,
            "name": name[row.other_id if row.person_id == person_id else row.person_id],
            "is": row.other_is if row.person_id == person_id else row.person_is,
            "number": circle.numbers.get(row.dossier_id, ""),
            "is_ours": row.dossier_id == ours,
        }
        for row in circle.family.relations
        if person_id in {row.person_id, row.other_id}
    ]
    care = [
        {
            "row": row,
            "carer": name[row.carer_id],
            "child": name[row.person_id],
            "is_ours": row.dossier_id == ours,
        }
        for row in circle.family.care
        if person_id in {row.person_id, row.carer_id}
    ]
    stays = [
        {"row": row, "number": circle.numbers.get(row.dossier_id, ""), "is_ours": row.dossier_id == ours}
        for row in circle.stays.get(person_id, ())
    ]
    context = {
        "circle": circle,
        "who": who,
        "is_focus": person_id == circle.family.around,
        "is_reported": person_id in circle.reported_ids,
        "relations": relations,
        "care": care,
        "stays": stays,
        "advice": circle.advice.get(person_id),
        "address": circle.address_to_show(person_id),
        "is_hidden": person_id in circle.addresses and circle.address_to_show(person_id) is None,
        "cases": circle.own_cases.get(person_id, ()),
    }
    return case_page(request, "families/person.html", circle.header, "family", context)


@require_http_methods(["GET", "POST"])
def add(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    circle = circle_to_tell(request, case_id)
    first = {"to_id": str(circle.family.around)}
    form = AddMemberForm(request.POST or None, actor=request.actor, circle=circle, initial=first)
    return tell(
        request,
        circle,
        form,
        actions.add_family_member,
        title=_("Somebody of the family"),
        hint=_(
            "Is this person on the family page already? Then write down the relation instead, not the person again."
        ),
        done=_("This person belongs to the family now."),
    )


@require_http_methods(["GET", "POST"])
def contact(request: OfficeRequest, case_id: UUID, person_id: UUID) -> HttpResponseBase:
    circle = circle_to_tell(request, case_id)
    _require_addresses(circle)
    known = safe_contact_told_in(request.actor, case_id, person_id)
    form = ContactForm(request.POST or None, actor=request.actor, known=known)
    return tell(
        request,
        circle,
        form,
        actions.keep_safe_contact,
        {"person_id": person_id},
        title=_("How can %(name)s be reached safely?") % {"name": name_in(circle, person_id)},
        hint=_("This stands in large letters wherever the telephone or address of this person is shown."),
        done=_("It is kept how this person can be reached."),
    )


@require_http_methods(["GET", "POST"])
def whereabouts(request: OfficeRequest, case_id: UUID, person_id: UUID) -> HttpResponseBase:
    circle = circle_to_tell(request, case_id)
    _require_addresses(circle)
    name = name_in(circle, person_id)
    known = address_of(request.actor, person_id, case_id=case_id)
    if known and known.is_secret and person_id != circle.family.around:
        raise NotFound("address that is secret")
    form = WhereaboutsForm(request.POST or None, actor=request.actor, known=known)
    return tell(
        request,
        circle,
        form,
        actions.keep_whereabouts,
        {"person_id": person_id},
        title=_("Telephone and address of %(name)s") % {"name": name},
        done=_("Telephone and address are kept."),
    )


@require_http_methods(["GET", "POST"])
def move(request: OfficeRequest, case_id: UUID, person_id: UUID) -> HttpResponseBase:
    circle = circle_to_tell(request, case_id)
    _require_addresses(circle)
    form = MoveForm(request.POST or None, actor=request.actor)
    return tell(
        request,
        circle,
        form,
        actions.note_move,
        {"person_id": person_id},
        title=_("Where does or did %(name)s live?") % {"name": name_in(circle, person_id)},
        hint=_("One place at a time. What was written before ends with a newer place."),
        done=_("The place is kept."),
    )


@require_http_methods(["GET", "POST"])
def death(request: OfficeRequest, case_id: UUID, person_id: UUID) -> HttpResponseBase:
    circle = circle_to_tell(request, case_id)
    form = DeathForm(request.POST or None, actor=request.actor)
    return tell(
        request,
        circle,
        form,
        actions.note_family_death,
        {"person_id": person_id},
        title=_("%(name)s has died") % {"name": name_in(circle, person_id)},
        done=_("The day is kept."),
    )


def _require_addresses(circle: FamilyCircle) -> None:
    if not circle.sees_addresses:
        raise NotFound("addresses")
