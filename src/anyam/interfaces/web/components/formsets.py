"""Several rows of the same fields, with 'add another' that works without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from .forms import AnyamForm

if TYPE_CHECKING:
    _FormSet = forms.BaseFormSet[AnyamForm]
else:
    _FormSet = forms.BaseFormSet


class AnyamFormSet(_FormSet):
    """Use with `rows_of`. A view asks `wants_row` first: then it shows the page again with one row more."""

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        if self.wants_row:
            self._add_row()

    @property
    def wants_row(self) -> bool:
        return self.is_bound and f"{self.prefix}-add" in self.data

    def is_valid(self) -> bool:
        return not self.wants_row and super().is_valid()

    def _add_row(self) -> None:
        data = QueryDict(mutable=True)
        data.update(self.data)
        key = f"{self.prefix}-TOTAL_FORMS"
        total = str(data.get(key, "0"))
        count = int(total) if total.isascii() and total.isdigit() and len(total) < 6 else 0
        data[key] = str(min(count + 1, self.max_num))
        self.data = data
        for form in self.forms:
            form._errors = ErrorDict(renderer=form.renderer)
            form.cleaned_data = {}

    @property
    def filled(self) -> list[dict[str, Any]]:
        """The cleaned rows that say something and were not removed."""
        kept = [form for form in self.forms if form.has_changed() and form not in self.deleted_forms]
        return [form.cleaned_data for form in kept]


def rows_of(form: type[AnyamForm], *, extra: int = 1, max_num: int = 30, **kwargs: Any) -> type[AnyamFormSet]:
    """The formset class for rows of `form`."""
    rows: type[AnyamFormSet] = forms.formset_factory(  # type: ignore[assignment]
        form,
        formset=AnyamFormSet,
        extra=extra,
        max_num=max_num,
        absolute_max=max_num + 5,
        can_delete=True,
        **kwargs,
    )
    return rows
