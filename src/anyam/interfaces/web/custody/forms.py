"""What is asked about a child before the law: moments, agencies and numbers of papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.custody.choices import (
    ENDED_BY_HAND,
    Ending,
    HoldStage,
    Level,
    PlaceKind,
    TermKind,
    Unit,
)
from anyam.casework.custody.results import HoldInput, LimitInput, MatterInput, TermInput

from ..components import fields, widgets
from ..components.forms import AnyamForm
from ..reports.fields import WholeNumber

Choices = Sequence[tuple[str, Any]]
_CHOOSE = ("", _("Choose…"))
_TERMS = 3


class HoldForm(AnyamForm):
    """Who holds the child, where, since when."""

    stage = forms.ChoiceField(
        label=_("By what power is the child held?"), choices=HoldStage, widget=widgets.RadioCards(css="two")
    )
    agency_id = forms.ChoiceField(label=_("Which agency holds the child?"))
    began_at = fields.Moment(
        label=_("Since when?"), help_text=_("The day and the time at which it began. The limit runs from it.")
    )
    place_kind = forms.ChoiceField(label=_("Where?"), choices=PlaceKind, widget=widgets.RadioCards(css="two"))
    place_name = forms.CharField(label=_("Name of the place"), required=False, max_length=200)
    order_number = forms.CharField(
        label=_("Number of the order"), required=False, max_length=120, help_text=_("Kept sealed.")
    )

    def __init__(
        self, *args: Any, agencies: Choices, stages: Sequence[str] = HoldStage.values, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency_id", [_CHOOSE, *agencies])
        self.offer("stage", [pair for pair in HoldStage.choices if pair[0] in stages])

    def given(self) -> HoldInput:
        data = self.cleaned_data
        return HoldInput(
            stage=data["stage"],
            agency_id=UUID(data["agency_id"]),
            place_kind=data["place_kind"],
            began_at=data["began_at"],
            place_name=data["place_name"],
            order_number=data["order_number"],
        )


class ExtendForm(AnyamForm):
    number = forms.CharField(
        label=_("Number of the order that extends it"),
        max_length=120,
        help_text=_("The new limit is counted from the beginning. There is one extension."),
    )
    ordered_at = fields.Moment(
        label=_("When was the order given?"),
        help_text=_("Before the limit passed, or it counts for nothing."),
    )


class EndForm(AnyamForm):
    reason = forms.ChoiceField(
        label=_("How did it end?"),
        choices=[(one.value, one.label) for one in ENDED_BY_HAND],
        widget=widgets.RadioCards(css="two"),
    )
    ended_at = fields.Moment(label=_("When was the child free?"))
    note = forms.CharField(
        label=_("Number of the paper, or what to remember"),
        required=False,
        max_length=300,
        help_text=_("Kept sealed."),
    )


class MatterForm(AnyamForm):
    level = forms.ChoiceField(
        label=_("Where does the matter lie now?"), choices=Level, widget=widgets.RadioCards(css="two")
    )
    level_since = fields.Moment(
        label=_("Since when?"),
        help_text=_("For the investigation: when it began. Diversion is counted from it."),
    )
    threatened_years = WholeNumber(
        label=_("How many years of prison does the law threaten at most?"),
        lowest=0,
        highest=40,
        required=False,
        help_text=_("Empty where it is not known yet."),
    )
    is_repeated = fields.YesNoField(
        label=_("Was the child before the law for the same kind before?"), initial="unknown"
    )
    offence = forms.CharField(
        label=_("What is the child said to have done?"),
        required=False,
        max_length=300,
        help_text=_("Article and a few words. Nothing is proved. Kept sealed."),
    )

    def given(self) -> MatterInput:
        data = self.cleaned_data
        return MatterInput(
            level=data["level"],
            level_since=data["level_since"],
            threatened_years=data["threatened_years"],
            is_repeated=data["is_repeated"],
            offence=data["offence"],
        )


class EndMatterForm(AnyamForm):
    ending = forms.ChoiceField(
        label=_("How did the matter end?"), choices=Ending, widget=widgets.RadioCards(css="two")
    )


class AskPaperForm(AnyamForm):
    agency_id = forms.ChoiceField(label=_("Which agency writes it?"))
    asked_at = fields.Moment(label=_("When was it asked for?"))

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency_id", [_CHOOSE, *agencies])


class HandOverForm(AnyamForm):
    number = forms.CharField(label=_("Number of the letter"), max_length=120, help_text=_("Kept sealed."))
    handed_over_at = fields.Moment(label=_("When was it handed over?"))


class OfferForm(AnyamForm):
    offered_at = fields.Moment(label=_("When was diversion offered?"))


class SettleForm(AnyamForm):
    """Agreed or not; where agreed, what and until when."""

    is_agreed = forms.ChoiceField(
        label=_("How did the talks end?"),
        choices=[("yes", _("With an agreement")), ("no", _("Without an agreement"))],
        widget=widgets.RadioCards(css="inline"),
    )
    number = forms.CharField(
        label=_("Number of the minutes or of the court's determination"), required=False, max_length=120
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, _TERMS + 1):
            self.fields[f"kind_{place}"] = forms.ChoiceField(
                label=_("Agreed part %(n)s") % {"n": place},
                choices=[("", _("Nothing more")), *TermKind.choices],
                required=False,
            )
            self.fields[f"words_{place}"] = forms.CharField(
                label=_("In a few words"), required=False, max_length=300
            )
            self.fields[f"due_on_{place}"] = fields.DateField(label=_("Until when?"), required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for place in range(1, _TERMS + 1):
            if data.get(f"kind_{place}") and not data.get(f"due_on_{place}"):
                self.add_error(f"due_on_{place}", _("Write until when it is to be done."))
        return data

    def terms(self) -> tuple[TermInput, ...]:
        data = self.cleaned_data
        return tuple(
            TermInput(data[f"kind_{n}"], data[f"due_on_{n}"], data[f"words_{n}"])
            for n in range(1, _TERMS + 1)
            if data[f"kind_{n}"]
        )


class TermForm(AnyamForm):
    is_kept = forms.ChoiceField(
        label=_("Was it kept?"),
        choices=[("yes", _("Yes, it was kept")), ("no", _("No; the official must be told"))],
        widget=widgets.RadioCards(css="two"),
    )


class LimitForm(AnyamForm):
    amount = WholeNumber(label=_("How much?"), lowest=1, highest=1000)
    unit = forms.ChoiceField(label=_("Counted how?"), choices=Unit, widget=widgets.RadioCards(css="two"))
    law = forms.CharField(label=_("Law or decision"), max_length=120)
    article = forms.CharField(label=_("Article"), required=False, max_length=60)
    valid_from = fields.DateField(label=_("In force from"))
    valid_until = fields.DateField(label=_("In force until"), required=False)
    is_confirmed = forms.BooleanField(label=_("I have read it in the law itself"), required=False)
    note = forms.CharField(label=_("Anything to remember"), required=False, max_length=300)

    def given(self) -> LimitInput:
        data = self.cleaned_data
        return LimitInput(**{name: data[name] for name in LimitInput.__dataclass_fields__})
