"""The forms of contacts, reviews, closing and opening again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import choices
from anyam.foundation.core import clock

from ...components.forms import AnyamForm
from ...reports.fields import Day, One, OneOfMany


class ContactForm(AnyamForm):
    """A contact, a visit or a service: four things to fill in, and more only when there is more to say."""

    kind = One(label=_("What was it?"), choices=choices.ContactKind.choices, css="two")
    on = Day(label=_("When?"), initial=clock.today)
    was_child_seen = forms.BooleanField(label=_("I saw the child"), required=False)
    note = forms.CharField(
        label=_("What happened, what was agreed?"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    next_visit_on = Day(label=_("Next visit"), required=False, may_be_future=True, may_be_past=False)

    with_whom = forms.CharField(label=_("With whom?"), required=False, max_length=120)
    agency_id = OneOfMany(label=_("By which agency?"), required=False, empty=_("Our own agency"))
    need = OneOfMany(
        label=_("For which need?"),
        required=False,
        choices=lambda: choices.needs().choices(),
        empty=_("No particular one"),
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency_id"]
        assert isinstance(field, OneOfMany)
        field.choices = [("", _("Our own agency")), *agencies]

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        given.pop("submission")
        return {**given, "agency_id": UUID(given["agency_id"]) if given["agency_id"] else None}


class ReviewForm(AnyamForm):
    """What was found when the case was looked at again."""

    held_on = Day(label=_("Held on"), initial=clock.today)
    decision = One(label=_("What was decided?"), choices=choices.ReviewDecision.choices, css="two")
    level = One(label=_("Level of risk now"), choices=choices.Level.choices)
    child_took_part = forms.BooleanField(label=_("The child took part and was heard"), required=False)
    next_review_on = Day(
        label=_("Next review"),
        may_be_future=True,
        may_be_past=False,
        required=False,
        initial=lambda: clock.today() + timedelta(days=90),
    )
    note = forms.CharField(
        label=_("What has changed, and why this decision?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what has changed. A short text will do.")},
    )

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        return without_submission(self.cleaned_data)


class CloseForm(AnyamForm):
    """Why the case ends, with what outcome."""

    reason = OneOfMany(
        label=_("Why is the case closed?"), choices=lambda: choices.closure_reasons().choices()
    )
    outcome = One(label=_("How does it end for the child?"), choices=choices.Outcome.choices, css="two")
    aftercare_on = Day(
        label=_("Ask again how the child is on"),
        required=False,
        may_be_future=True,
        may_be_past=False,
        initial=lambda: clock.today() + timedelta(days=90),
        help_text=_("Leave it empty when there is nobody to ask."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was said to the child and family? Where can they turn to?"),
    )

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        return without_submission(self.cleaned_data)


class ReopenForm(AnyamForm):
    """Why the case begins again."""

    reason = OneOfMany(
        label=_("Why is the case opened again?"), choices=lambda: choices.reopening_reasons().choices()
    )
    note = forms.CharField(
        label=_("What happened?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        return without_submission(self.cleaned_data)


def without_submission(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != "submission"}
