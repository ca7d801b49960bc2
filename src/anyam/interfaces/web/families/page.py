"""What the pages on which something is told of a family share: the form in the case, and what follows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from anyam.casework.cases import queries
from anyam.casework.cases.results import FamilyCircle
from anyam.foundation.access import NotFound
from anyam.foundation.core.refusals import Sentence

from ..cases.page import case_page
from ..layouts.perform import perform
from ..layouts.requests import OfficeRequest
from .forms import Telling


def circle_to_tell(request: OfficeRequest, case_id: UUID) -> FamilyCircle:
    """The family of a case on which the reader works; NotFound for those who only read it."""
    circle = queries.get_family_circle(request.actor, case_id, with_addresses=False)
    if not circle.may_tell:
        raise NotFound("case to work on")
    return circle


def tell(
    request: OfficeRequest,
    circle: FamilyCircle,
    form: Telling,
    action: Callable[..., Any],
    which: Mapping[str, UUID | str] | None = None,
    *,
    title: Sentence,
    done: Sentence,
    hint: Sentence = "",
    is_danger: bool = False,
) -> HttpResponseBase:
    """The page with this form. What it wishes is done to `which`; then back to the person, or to the family."""
    case_id = circle.header.id
    about = (which or {}).get("person_id")
    back = reverse("families:person", args=[case_id, about]) if about else _family(case_id)
    is_ready = form.is_bound and form.is_valid()
    if is_ready and perform(form, action, request.actor, case_id=case_id, **(which or {}), **form.wish()):
        messages.success(request, str(done))
        return redirect(back)
    context = {"title": title, "hint": hint, "back": back, "is_danger": is_danger}
    return case_page(request, "families/form.html", circle.header, "family", context, form=form)


def name_in(circle: FamilyCircle, person_id: UUID) -> str:
    """What somebody of this family is called. Raises NotFound for anybody else."""
    found = circle.family.person(person_id)
    if found is None:
        raise NotFound("person")
    return found.name


def _family(case_id: UUID) -> str:
    return reverse("families:of_case", args=[case_id])
