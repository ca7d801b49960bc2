"""The renderer that gives every Django form our markup, and the base class of all of Anyam's forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import ngettext_lazy

from anyam.foundation.access import Actor
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text

from .lookups import LookupField
from .sentences import say_it_plainly

LINE_LENGTH = 200
TEXT_LENGTH = 5000

_OURS = {
    "django/forms/widgets/radio.html": "components/form/choices.html",
    "django/forms/widgets/checkbox_select.html": "components/form/choices.html",
}


class AnyamRenderer(DjangoTemplates):
    """Set as FORM_RENDERER: `{{ form }}`, `{% field form.name %}` and plain Django widgets all get our markup."""

    form_template_name = "components/form/form.html"
    field_template_name = "components/form/field.html"

    def get_template(self, template_name: str) -> Any:
        return super().get_template(_OURS.get(template_name, template_name))


class SubmissionField(forms.UUIDField):
    """The one-time number of a form: a repeated submission is recognised by it. Anything unreadable gets a new one."""

    def clean(self, value: Any) -> UUID:
        try:
            return UUID(str(value))
        except ValueError:
            return new_id()


class _TooLong(MaxLengthValidator):
    message = ngettext_lazy(
        "Write at most %(limit_value)d character. You wrote %(show_value)d.",
        "Write at most %(limit_value)d characters. You wrote %(show_value)d.",
        "limit_value",
    )


class AnyamForm(forms.Form):
    """Clean text in, plain sentences out, and no input that raises.

    Every typed text loses NUL, control and direction-changing characters before any field sees it. Text fields
    without a `max_length` get one. `form.once` is the number to pass to an action as `once=`.
    """

    use_required_attribute = False
    submission = SubmissionField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, files: Any = None, *, actor: Actor | None = None, **kwargs: Any
    ) -> None:
        super().__init__(_cleaned(data), files, **kwargs)
        self.actor = actor
        self.label_suffix = ""
        self.looking_up = ""
        self.beside: tuple[forms.BaseFormSet[Any], ...] = ()
        self.fields["submission"].initial = new_id
        for name, field in self.fields.items():
            _prepare(field)
            if isinstance(field, LookupField):
                field.actor = actor
                self._note_lookup(name, field)

    @property
    def once(self) -> UUID:
        """The one-time number of this submission."""
        number = getattr(self, "cleaned_data", {}).get("submission")
        return number if isinstance(number, UUID) else new_id()

    def is_valid(self) -> bool:
        """False without errors while someone without JavaScript is looking up a choice: show the page again."""
        if self.looking_up:
            self._errors = ErrorDict(renderer=self.renderer)
            self.cleaned_data = {}
            return False
        return super().is_valid()

    def offer(self, name: str, choices: Any) -> None:
        """Say what a choice field has to choose from, where only the view knows."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} offers no choice")
        field.choices = choices

    def refuse(self, reason: Refusal | str) -> None:
        """Put an action's refusal on the form: beside the field it names, else in the summary above.

        A name such as `children-0-full_name` goes to that row of the formsets in `beside`.
        """
        name = reason.field if isinstance(reason, Refusal) else ""
        sentence = str(reason.sentence if isinstance(reason, Refusal) else reason)
        for row in (row for formset in self.beside for row in formset.forms):
            inner = name.removeprefix(f"{row.prefix}-")
            if inner != name and inner in row.fields:
                row.add_error(inner, sentence)
                return
        self.add_error(name if name in self.fields else None, sentence)

    def _note_lookup(self, name: str, field: LookupField) -> None:
        key = self.add_prefix(name)
        words = str(self.data.get(f"{key}_text", "")) if self.is_bound else ""
        # Enter in another field also presses this button, as the first of the form: no words, no looking up.
        if f"{key}_search" in self.data and words:
            self.looking_up = name
            field.look_up(words)


def _cleaned(data: Any) -> Any:
    """A copy of the submitted data with every text cleaned."""
    if isinstance(data, QueryDict):
        clean = QueryDict(mutable=True)
        for key in data:
            clean.setlist(key, [_clean_value(value) for value in data.getlist(key)])
        return clean
    if isinstance(data, Mapping):
        return {key: _clean_value(value) for key, value in data.items()}
    return data


def _clean_value(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_clean_value(part) for part in value]
    return value


def _prepare(field: forms.Field) -> None:
    """Our sentences, one line for one-line fields, and a limit for every text field."""
    say_it_plainly(field)
    if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField | forms.JSONField):
        _prepare_text(field)


def _prepare_text(field: forms.CharField) -> None:
    is_long = isinstance(field.widget, forms.Textarea)
    if field.max_length is None:
        field.max_length = TEXT_LENGTH if is_long else LINE_LENGTH
    field.validators = [v for v in field.validators if not isinstance(v, MaxLengthValidator)]
    field.validators.append(_TooLong(field.max_length))
    if is_long:
        field.widget.attrs.setdefault("rows", 4)
        field.shows_count = True  # type: ignore[attr-defined]
    else:
        field.to_python = _one_line(field.to_python)  # type: ignore[method-assign]
    field.widget.attrs.pop("maxlength", None)


def _one_line(to_python: Any) -> Any:
    def on_one_line(value: Any) -> Any:
        typed = to_python(value)
        return clean_line(typed) if isinstance(typed, str) else typed

    return on_one_line
