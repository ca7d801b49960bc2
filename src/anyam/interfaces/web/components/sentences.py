"""Plain sentences in place of Django's own error messages: what to do, with the name of the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

_FOR_CHOICES = {
    "required": _("Choose an answer for “{label}”."),
    "invalid_choice": _("Choose one of the answers shown for “{label}”."),
    "invalid_list": _("Choose one of the answers shown for “{label}”."),
}
_FOR_NUMBERS = {
    "required": _("Fill in “{label}”."),
    "invalid": _("Write “{label}” as a number, with digits only."),
}
_FOR_ALL = {
    "required": _("Fill in “{label}”."),
    "invalid": _("“{label}” cannot be read. Write it once more."),
}


def say_it_plainly(field: forms.Field) -> None:
    """Change the messages that are still Django's; what the field's author wrote stays."""
    djangos = _django_messages(type(field))
    for code, sentence in _sentences_for(field).items():
        if code in field.error_messages and field.error_messages[code] is djangos.get(code):
            field.error_messages[code] = format_lazy(sentence, label=field.label or "")


def _sentences_for(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.ChoiceField):
        return _FOR_CHOICES
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return _FOR_NUMBERS
    return _FOR_ALL


def _django_messages(kind: type[forms.Field]) -> dict[str, Any]:
    messages: dict[str, Any] = {}
    for parent in reversed(kind.__mro__):
        if parent.__module__.startswith("django."):
            messages |= parent.__dict__.get("default_error_messages", {})
    return messages
