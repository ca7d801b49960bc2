"""How people of the family stand to each other: telling, ending, taking back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anyam.foundation.access import NotFound
from anyam.registry.families import actions

from ...layouts.requests import OfficeRequest
from ..forms import RelationForm, TakeBackForm, UntilForm
from ..page import circle_to_tell, tell

# What can be taken back, by its word in the address.
_ABOUT = {"hubungan": "relation", "penghuni": "member", "pengasuhan": "care", "tempat-tinggal": "stay"}


@require_http_methods(["GET", "POST"])
def relate(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    circle = circle_to_tell(request, case_id)
    first = {"person_id": str(circle.family.around)}
    form = RelationForm(request.POST or None, actor=request.actor, circle=circle, initial=first)
    return tell(
        request,
        circle,
        form,
        actions.relate_people,
        title=_("How are they related?"),
        hint=_(
            "Brothers and sisters follow from their parents: write down the parents where they are known."
        ),
        done=_("The relation is kept."),
    )


@require_http_methods(["GET", "POST"])
def end(request: OfficeRequest, case_id: UUID, relation_id: UUID) -> HttpResponseBase:
    circle = circle_to_tell(request, case_id)
    found = [row for row in circle.family.relations if row.id == relation_id and row.dossier_id == case_id]
    if not found:
        raise NotFound("relation")
    form = UntilForm(request.POST or None, actor=request.actor)
    return tell(
        request,
        circle,
        form,
        actions.end_relation,
        {"relation_id": relation_id},
        title=_("Until when: %(relation)s") % {"relation": found[0].other_is},
        hint=_("The relation stays to be read, with its days. Was it a mistake? Then take it back instead."),
        done=_("The end is kept."),
    )


@require_http_methods(["GET", "POST"])
def take_back(request: OfficeRequest, case_id: UUID, about: str, statement_id: UUID) -> HttpResponseBase:
    circle = circle_to_tell(request, case_id)
    if about not in _ABOUT:
        raise NotFound("statement")
    form = TakeBackForm(request.POST if request.method == "POST" else None, actor=request.actor)
    return tell(
        request,
        circle,
        form,
        actions.take_back_statement,
        {"statement_id": statement_id, "about": _ABOUT[about]},
        title=_("Take this back as a mistake?"),
        hint=_("It counts no more, and nobody sees it on the family page. That it was written once is kept."),
        done=_("It is taken back."),
        is_danger=True,
    )
