"""The two lines every form view shares: run the action, and answer with the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anyam.foundation.core.refusals import Refusal

from ..components.forms import AnyamForm

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Performed(Generic[Value]):
    """The action was done; `value` is what it returned."""

    value: Value


def perform(
    form: AnyamForm, action: Callable[..., Value], /, *args: Any, **kwargs: Any
) -> Performed[Value] | None:
    """Run the action. When it refuses, its sentence stands on the form (or its row) and None comes back."""
    try:
        return Performed(action(*args, **kwargs))
    except Refusal as refusal:
        form.refuse(refusal)
        return None


def form_page(
    request: HttpRequest,
    template: str,
    form: forms.BaseForm | forms.BaseFormSet[Any],
    context: Mapping[str, Any] | None = None,
    beside: Sequence[forms.BaseForm | forms.BaseFormSet[Any]] = (),
) -> HttpResponse:
    """The page with its form; status 422 when it or what stands beside it has errors."""
    status = 422 if any(_is_wrong(part) for part in (form, *beside)) else 200
    return render(request, template, {"form": form, **(context or {})}, status=status)


def _is_wrong(part: forms.BaseForm | forms.BaseFormSet[Any]) -> bool:
    if not part.is_bound or part.is_valid():
        return False
    return any(part.errors) or (isinstance(part, forms.BaseFormSet) and bool(part.non_form_errors()))
