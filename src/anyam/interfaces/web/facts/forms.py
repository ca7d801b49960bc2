"""What is typed about a child that may be known already, and about interviews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.facts import choices
from anyam.casework.facts.choices import (
    OFFERED_TO_CANCEL,
    Companion,
    Difference,
    RecordKind,
    Setting,
    SettleReason,
    Source,
    WithdrawReason,
)
from anyam.casework.facts.results import FactDetail, FactInput, InterviewInput
from anyam.foundation.core import clock

from ..components import widgets
from ..components.forms import AnyamForm
from ..reports.fields import Day, One, OneOfMany, Several, WholeNumber

MOST_CARDS = 8


class SaidForm(AnyamForm):
    """Who said it, and when."""

    source = One(
        label=_("Who said it?"),
        choices=Source.choices,
        css="two",
        error_messages={"required": _("Choose who said it.")},
    )
    whence = forms.CharField(
        label=_("Which one?"),
        required=False,
        max_length=200,
        help_text=_("For example: family card, grandmother, report of the school."),
    )
    said_on = Day(label=_("On which day?"), initial=clock.today)


class FactForm(SaidForm):
    """One thing somebody said; what it is decides how it is typed."""

    difference = One(
        label=_("Another value is noted already. What became of it?"),
        choices=Difference.choices,
        required=False,
    )
    field_order = ("value", "source", "whence", "said_on", "difference")

    def __init__(self, *args: Any, fact: FactDetail, **kwargs: Any) -> None:
        self.fact = fact
        field = _value_field(fact)
        field.label = fact.row.label
        self.__dict__["base_fields"] = {"value": field, **self.base_fields}  # prepared like all others
        super().__init__(*args, **kwargs)
        if not any(value.is_own for value in fact.row.values):
            del self.fields["difference"]

    def given(self) -> FactInput:
        data = self.cleaned_data
        return FactInput(
            kind=self.fact.row.kind,
            value=data["value"],
            source=data["source"],
            said_on=data["said_on"],
            whence=data["whence"],
            difference=data.get("difference", ""),
        )


class SettleForm(AnyamForm):
    keep = One(
        label=_("Which one holds?"),
        css="",
        error_messages={"required": _("Choose the value that holds.")},
    )
    reason = One(label=_("Why?"), choices=SettleReason.choices, css="two")
    words = forms.CharField(
        label=_("In your own words, if it helps others"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, fact: FactDetail, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("keep", [(str(value.id), value.words) for value in fact.row.values if value.may_keep])


class WithdrawForm(AnyamForm):
    reason = One(label=_("Why is it taken back?"), choices=WithdrawReason.choices, css="two")
    words = forms.CharField(
        label=_("In your own words, if it helps others"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _value_field(fact: FactDetail) -> forms.Field:
    listed = list(fact.choices)
    if fact.type == "codes":
        return Several(choices=listed, css="two")
    if fact.type == "code":
        return (One if len(listed) <= MOST_CARDS else OneOfMany)(choices=listed)
    if fact.type == "yes_no":
        return One(choices=[("yes", _("Yes")), ("no", _("No"))])
    if fact.type == "date":
        return Day()
    if fact.type == "number":
        return WholeNumber(lowest=fact.least, highest=fact.most)
    return forms.CharField(max_length=500)


# --- interviews ------------------------------------------------------------------------------------------------------


class AgainForm(AnyamForm):
    """Why the child is asked again."""

    despite = forms.ChoiceField(
        label=_("Why must the child be asked again?"),
        widget=widgets.RadioCards(css="two"),
        error_messages={"required": _("Choose why the child must be asked again.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("despite", choices.interview_reasons().choices)


class _HeldFields(AnyamForm):
    setting = OneOfMany(label=_("Where did it take place?"), choices=Setting.choices)
    companion = One(label=_("Who was at the child’s side?"), choices=Companion.choices, css="two")
    records = Several(label=_("How was it recorded?"), choices=RecordKind.choices, required=False)
    record_place = forms.CharField(
        label=_("Where is the record kept?"),
        required=False,
        max_length=300,
        help_text=_("So that others can use it instead of asking again. Not what the child said."),
    )


class _AskedFields(AnyamForm):
    topics = Several(
        label=_("What is the child asked about?"),
        choices=lambda: choices.interview_topics().choices(),
        css="two",
        error_messages={"required": _("Choose at least one topic from the list.")},
    )
    agency_id = OneOfMany(label=_("Which agency asks?"))
    role = OneOfMany(label=_("Who asks there?"), choices=lambda: choices.interview_roles().choices())
    purpose = OneOfMany(label=_("What for?"), choices=lambda: choices.interview_purposes().choices())
    basis = OneOfMany(
        label=_("On which legal basis?"),
        choices=lambda: choices.interview_bases().choices(),
        help_text=_("The list is from memory; the district confirms it."),
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency_id"]
        assert isinstance(field, OneOfMany)
        field.choices = [("", _("Choose…")), *agencies]

    def given(self) -> InterviewInput:
        """What the actions take; what only an interview that was held has, is empty for a planned one."""
        data = self.cleaned_data
        return InterviewInput(
            on=data["on"],
            topics=tuple(data["topics"]),
            agency_id=UUID(data["agency_id"]),
            role=data["role"],
            purpose=data["purpose"],
            basis=data["basis"],
            setting=data.get("setting", ""),
            companion=data.get("companion", ""),
            records=tuple(data.get("records", ())),
            record_place=data.get("record_place", ""),
        )


class PlannedForm(_AskedFields):
    on = Day(label=_("On which day?"), may_be_future=True, may_be_past=False)
    field_order = ("topics", "on", "agency_id", "role", "purpose", "basis")


class HeldForm(_HeldFields, _AskedFields):
    on = Day(label=_("On which day?"), initial=clock.today)
    field_order = (
        "topics",
        "on",
        "agency_id",
        "role",
        "purpose",
        "basis",
        "setting",
        "companion",
        "records",
        "record_place",
    )


class FinishForm(_HeldFields):
    on = Day(label=_("On which day did it take place?"), initial=clock.today)
    field_order = ("on", "setting", "companion", "records", "record_place")


class CancelForm(AnyamForm):
    reason = One(
        label=_("Why does it not take place?"),
        choices=[(one.value, one.label) for one in OFFERED_TO_CANCEL],
        css="two",
    )
