"""Form fields for the facts the field keeps asking for."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import widgets

_SEPARATORS = re.compile(r"[\s.\-()/]+")


class DateField(forms.DateField):
    """A day, typed with the device's date control or as 19-11-2026 or 2026-11-19."""

    widget = widgets.DateInput
    default_error_messages = {
        "invalid": _("Write the date as day-month-year, for example 19-11-2026."),
        "required": _("Write the date."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"])
        super().__init__(**kwargs)


class Moment(forms.DateTimeField):
    """A day and a time, in the district's own time."""

    widget = widgets.DateTimeInput
    default_error_messages = {
        "invalid": _("Choose a day and a time."),
        "required": _("Choose a day and a time."),
    }

    def to_python(self, value: Any) -> datetime | None:
        moment: datetime | None = super().to_python(value)
        return moment


class NikField(forms.CharField):
    """NIK: 16 digits or nothing. It is never required: a child without one is served all the same."""

    widget = widgets.NikInput
    default_error_messages = {
        "digits": _("A NIK has 16 digits. Leave it empty if the child has none or you do not know it.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def to_python(self, value: Any) -> str:
        digits = _SEPARATORS.sub("", super().to_python(value) or "")
        if digits and not re.fullmatch(r"[0-9]{16}", digits):
            raise ValidationError(self.error_messages["digits"], code="digits")
        return digits


class PhoneField(forms.CharField):
    """A phone number in any common spelling, kept as +62…; short numbers such as 129 stay."""

    widget = widgets.PhoneInput
    default_error_messages = {"digits": _("Write the phone number with digits, for example 0812-3456-7890.")}

    def to_python(self, value: Any) -> str:
        digits = _SEPARATORS.sub("", super().to_python(value) or "")
        if not digits:
            return ""
        if not re.fullmatch(r"\+?[0-9]{3,15}", digits):
            raise ValidationError(self.error_messages["digits"], code="digits")
        if digits.startswith("0") and len(digits) > 5:
            return "+62" + digits[1:]
        return "+" + digits if digits.startswith("62") and len(digits) > 8 else digits


class YesNoField(forms.TypedChoiceField):
    """Yes, no, and not known yet, as three cards: nobody has to guess. The value is True, False or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", [("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known yet"))])
        kwargs.setdefault("widget", widgets.RadioCards(css="inline"))
        super().__init__(coerce={"yes": True, "no": False}.get, empty_value=None, **kwargs)
