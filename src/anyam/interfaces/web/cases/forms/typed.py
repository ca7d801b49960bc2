"""Fields for the kinds of answers that instruments ask for and other pages do not."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.text import clean_line

from ...components import widgets


class NumberField(forms.CharField):
    """A number typed with a number keyboard, with a comma or a point; kept as XForms writes it."""

    default_error_messages = {
        "invalid": _("Write a number, for example 9."),
        "whole": _("Write a whole number, for example 9."),
    }

    def __init__(self, *, is_whole: bool, **kwargs: Any) -> None:
        mode = "numeric" if is_whole else "decimal"
        attrs = {"inputmode": mode, "class": "w-number", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)
        self.is_whole = is_whole

    def to_python(self, value: Any) -> str:
        typed = clean_line(str(value)).replace(",", ".") if value not in self.empty_values else ""
        shape = r"-?\d{1,9}" if self.is_whole else r"-?\d{1,15}(\.\d{1,9})?"
        if typed and not re.fullmatch(shape, typed, re.ASCII):
            raise ValidationError(
                self.error_messages["whole" if self.is_whole else "invalid"], code="invalid"
            )
        return typed


class TimeField(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time", "class": "w-number"}, format="%H:%M")
    default_error_messages = {"invalid": _("Write the time as hours and minutes, for example 08:30.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs)


class MomentField(forms.DateTimeField):
    widget = widgets.DateTimeInput
    default_error_messages = {"invalid": _("Write the day and the time, for example 2026-11-19 08:30.")}


class RankField(forms.CharField):
    """A list in order, written as the codes that stand beside the words."""

    default_error_messages = {"invalid_choice": _("Write each code of the list once, in your order.")}

    def __init__(self, *, choices: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.codes = [code for code, _label in choices]
        self.words = ", ".join(f"{code} = {label}" for code, label in choices)

    def to_python(self, value: Any) -> str:
        typed = (super().to_python(value) or "").replace(",", " ").split()
        if typed and sorted(typed) != sorted(self.codes):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return " ".join(typed)
