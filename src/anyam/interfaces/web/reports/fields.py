"""Fields for what people type about reports and cases: whatever is wrong answers with a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from anyam.foundation.core import clock
from anyam.foundation.core.text import clean_line

from ..components.fields import DateField
from ..components.sources import VillageField
from ..components.widgets import CheckboxCards, RadioCards

Choices = Sequence[tuple[str, Any]] | Callable[[], Sequence[tuple[str, Any]]]

EARLIEST_YEAR = 1900


class WholeNumber(forms.IntegerField):
    """A count or an age in years, typed with a number keyboard and kept as typed when it is no number."""

    default_error_messages = {
        "required": _("Write a number."),
        "invalid": _("Write a whole number, for example 9."),
        "min_value": _("Write %(limit_value)s or more."),
        "max_value": _("Write %(limit_value)s or less."),
    }

    def __init__(self, *, lowest: int = 0, highest: int = 120, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "class": "w-number", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), min_value=lowest, max_value=highest, **kwargs)

    def to_python(self, value: Any) -> int | None:
        typed = clean_line(str(value)) if value not in self.empty_values else ""
        if typed and not re.fullmatch(r"-?\d{1,9}", typed, re.ASCII):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(typed) if typed else None


class Day(DateField):
    """A day in reach: not before 1900, not in the future (or not in the past), not ten years ahead."""

    default_error_messages = {
        "invalid": _(
            "There is no such day in the calendar. Write it as day-month-year, for example 19-11-2026."
        ),
        "future": _("This date is in the future. Check the year."),
        "past": _("This date has passed. Choose today or a later day."),
        "long_ago": _("This date is too long ago. Check the year."),
        "far": _("This date is too far away. Check the year."),
    }

    def __init__(self, *, may_be_future: bool = False, may_be_past: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.may_be_future, self.may_be_past = may_be_future, may_be_past

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day:
            check_reach(self, day)
        return day


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known; `precision` is "exact", "month" or "year"."""

    on: date
    precision: str


class DayAsKnown(forms.Field):
    """A date typed as far as it is known: 17-08-2015, 08-2015 or 2015. What was typed stays when it is wrong."""

    may_be_future, may_be_past = False, True
    default_error_messages = {
        "shape": _("Write the date as day-month-year, for example 17-08-2015, or the year alone."),
        "none_such": _("There is no such day in the calendar. Check the day and the month."),
        "future": _("This date is in the future. Check the year."),
        "long_ago": _("This date is too long ago. Check the year."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "w-date", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(widget=forms.TextInput(attrs=attrs), required=False, **kwargs)

    def to_python(self, value: Any) -> PartialDate | None:
        typed = clean_line(str(value)) if value not in self.empty_values else ""
        if not typed:
            return None
        year, month, day = self._numbers(typed)
        try:
            on = date(year, month or 1, day or 1)
        except ValueError as error:
            raise wrong(self, "none_such") from error
        check_reach(self, on)
        return PartialDate(on, "exact" if day else "month" if month else "year")

    def _numbers(self, typed: str) -> tuple[int, int, int]:
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed, re.ASCII):
            return int(found[1]), int(found[2]) or 99, int(found[3]) or 99
        if found := re.fullmatch(r"(\d{1,2})[-/. ]?(\d{1,2})[-/. ]?(\d{4})", typed, re.ASCII):
            return int(found[3]), int(found[2]) or 99, int(found[1]) or 99
        if found := re.fullmatch(r"(?:(\d{1,2})[-/. ])?(\d{4})", typed, re.ASCII):
            return int(found[2]), int(found[1] or 0) if found[1] is None else int(found[1]) or 99, 0
        raise wrong(self, "shape")


class One(forms.ChoiceField):
    """One of a short list, as cards."""

    default_error_messages = {"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")}

    def __init__(
        self, *, choices: Choices = (), css: str = "inline", hints: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(choices=choices, widget=RadioCards(css=css, hints=hints), **kwargs)


class OneOfMany(forms.ChoiceField):
    """One of a long list."""

    default_error_messages = {"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")}

    def __init__(self, *, choices: Choices = (), empty: Any = "", **kwargs: Any) -> None:
        given = choices if callable(choices) else lambda: choices
        super().__init__(
            choices=lambda: [("", empty or _("Choose…")), *given()], widget=forms.Select(), **kwargs
        )


class Several(forms.MultipleChoiceField):
    """Any number of a list, as cards."""

    default_error_messages = {
        "required": _("Choose at least one."),
        "invalid_choice": _("Choose from the list."),
        "invalid_list": _("Choose from the list."),
    }

    def __init__(self, *, choices: Choices, css: str = "inline", **kwargs: Any) -> None:
        super().__init__(choices=choices, widget=CheckboxCards(css=css), **kwargs)


class YesOrNo(forms.TypedChoiceField):
    """Yes or no, and nothing between."""

    default_error_messages = {"required": _("Choose yes or no."), "invalid_choice": _("Choose yes or no.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"choices": [("yes", _("Yes")), ("no", _("No"))], "empty_value": None, **kwargs}
        super().__init__(coerce=lambda answer: answer == "yes", widget=RadioCards(css="inline"), **kwargs)


class VillageOfDistrict(VillageField):
    """A village of the actor's own district."""

    default_error_messages = {
        "outside": _("This village is outside your district. Choose a village in your district."),
    }

    def clean(self, value: Any) -> str:
        code = super().clean(value)
        district = self.actor.district_code if self.actor else ""
        if code and not code.startswith(f"{district}."):
            raise wrong(self, "outside")
        return code


def check_reach(field: Day | DayAsKnown, on: date) -> None:
    """Raise ValidationError with the field's own sentence when a day is out of reach."""
    today = clock.today()
    if on.year < EARLIEST_YEAR:
        raise wrong(field, "long_ago")
    if on > today and not field.may_be_future:
        raise wrong(field, "future")
    if on < today and not field.may_be_past:
        raise wrong(field, "past")
    if on.year > today.year + 10:
        raise wrong(field, "far")


def wrong(field: forms.Field, code: str) -> ValidationError:
    return ValidationError(field.error_messages[code], code=code)
