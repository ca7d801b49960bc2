"""What the pages on which something is told of a family share: the form in the case, and what follows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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
from ..components.forms import AnyamForm
from ..layouts.perform import perform
from ..layouts.requests import OfficeRequest


def circle_to_tell(request: OfficeRequest, case_id: UUID) -> FamilyCircle:
    """The family of a case on which the reader works; NotFound for those who only read it."""
    circle = queries.get_family_circle(request.actor, case_id, with_addresses=False)
    if not circle.may_tell:
        raise NotFound("case to work on")
    return circle


def tell(
    request: OfficeRequest,
    circle: FamilyCircle,
    form: AnyamForm,
    action: Callable[..., Any],
    *,
    title: Sentence,
    done: Sentence,
    of: UUID | None = None,
    hint: Sentence = "",
    is_danger: bool = False,
    **wish: Any,
) -> HttpResponseBase:
    """The page with this form. With `of` it is about one person: the action is told whom, and leads back there.

    `wish` is what the action takes; what is callable in it is asked once the form is valid.
    """
    case_id = circle.header.id
    back = reverse("families:person", args=[case_id, of]) if of else _family(case_id)
    if form.is_bound and form.is_valid():
        given = {name: value() if callable(value) else value for name, value in wish.items()}
        if of:
            given["person_id"] = of
        if perform(form, action, request.actor, case_id=case_id, **given):
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


def typed(form: AnyamForm, *names: str) -> dict[str, Callable[[], Any]]:
    """What stands in these fields, asked for once the form is valid."""
    return {name: partial(lambda key: form.cleaned_data[key], name) for name in names}
