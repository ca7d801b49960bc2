"""The forms about who may see a case: giving, barring, and the emergency."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.choices import GIVEN_BY_HAND, EmergencyReason
from anyam.foundation.access.choices import BlockReason, Part
from anyam.foundation.core import clock

from ...components.forms import AnyamForm
from ...reports.fields import Day, One, OneOfMany, Several

_TO_GIVE = [part for part in Part if part not in {Part.WORK, Part.REPORTER, Part.SUMMARY}]


def _in_a_month() -> Any:
    return clock.today() + timedelta(days=30)


class GiveAccessForm(AnyamForm):
    """Who else may read which parts of a case, why, and until when."""

    person = OneOfMany(label=_("Who?"))
    reason = One(
        label=_("Why?"), choices=[(reason.value, reason.label) for reason in GIVEN_BY_HAND], css="two"
    )
    parts = Several(
        label=_("Which parts? Give only what the task needs."),
        choices=[(part.value, part.label) for part in _TO_GIVE],
        css="two",
    )
    until = Day(label=_("Last day"), initial=_in_a_month, may_be_future=True, may_be_past=False)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, OneOfMany)
        field.choices = [("", _("Choose…")), *people]

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        user_id, _separator, agency_id = given["person"].partition(":")
        end = datetime.combine(given["until"], time(23, 59, 59), tzinfo=clock.local(clock.now()).tzinfo)
        chosen = {"parts": given["parts"], "reason": given["reason"], "until": end}
        return {"user_id": UUID(user_id), "agency_id": UUID(agency_id), **chosen}


class BlockForm(AnyamForm):
    """Who must not see anything about this child, and why."""

    person = OneOfMany(label=_("Who must not see this case?"))
    reason = One(label=_("Conflict of interest"), choices=BlockReason.choices, css="two")

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, OneOfMany)
        field.choices = [("", _("Choose…")), *people]

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        return {"user_id": UUID(self.cleaned_data["person"]), "reason": self.cleaned_data["reason"]}


class EmergencyForm(AnyamForm):
    """Opening a case that nobody gave: for a child who cannot wait."""

    number = forms.CharField(label=_("Number of the case"), max_length=30)
    reason = One(label=_("What is the emergency?"), choices=EmergencyReason.choices)
    explanation = forms.CharField(
        label=_("What is happening? A reviewer at another agency will read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        return {"once": given.pop("submission"), **given}
