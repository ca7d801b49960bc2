"""The two lines every form view shares: run the action, and answer with the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anyam.foundation.core.refusals import Refusal

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Performed(Generic[Value]):
    """The action was done; `value` is what it returned."""

    value: Value


def perform(
    form: forms.BaseForm, action: Callable[..., Value], /, *args: Any, **kwargs: Any
) -> Performed[Value] | None:
    """Run the action. When it refuses, its sentence stands on the form and None comes back."""
    try:
        return Performed(action(*args, **kwargs))
    except Refusal as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, str(refusal.sentence))
        return None


def form_page(
    request: HttpRequest,
    template: str,
    form: forms.BaseForm | forms.BaseFormSet[Any],
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page with its form: status 422 when the form has errors, so that htmx and tests can tell."""
    wrong = form.is_bound and bool(form.errors)
    return render(request, template, {"form": form, **(context or {})}, status=422 if wrong else 200)
