"""What is typed when consent is asked for."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.consents import choices
from anyam.casework.consents.choices import Answer, Manner, Purpose, ViewManner
from anyam.casework.consents.results import ConsentInput, Recipient
from anyam.foundation.core import clock

from ..components import fields, widgets
from ..components.forms import AnyamForm

_KIND, _AGENCY = "kind:", "agency:"


def _givers() -> list[tuple[str, str]]:
    """Nobody is chosen beforehand."""
    return [("", "–"), *choices.givers().choices()]


class ConsentForm(AnyamForm):
    """One paper: one purpose, one answer, any number of recipients."""

    purpose = forms.ChoiceField(label=_("What do you ask for?"), choices=Purpose, widget=widgets.RadioCards)
    recipients = forms.MultipleChoiceField(
        label=_("For whom?"),
        help_text=_("Only for sharing and for what others do. One agency, or every agency of a kind."),
        required=False,
        widget=widgets.CheckboxCards(css="two"),
    )
    answer = forms.ChoiceField(
        label=_("What was the answer?"),
        choices=Answer,
        widget=widgets.RadioCards(css="inline"),
        help_text=_("A no is kept like a yes. Nobody loses help because they say no."),
    )
    giver = forms.ChoiceField(label=_("Who answered?"), choices=_givers)
    giver_name = forms.CharField(
        label=_("Name, where it is known"),
        required=False,
        help_text=_("Kept apart and sealed; it never stands in lists or notices."),
    )
    manner = forms.ChoiceField(
        label=_("How was it answered?"), choices=Manner, widget=widgets.RadioCards(css="two")
    )
    paper_place = forms.CharField(
        label=_("Where is the paper kept?"),
        required=False,
        help_text=_("For example: case folder, cabinet 2"),
    )
    given_on = fields.DateField(label=_("On which day?"))
    expires_on = fields.DateField(
        label=_("Until which day?"),
        required=False,
        help_text=_("Empty: the usual time for this purpose (to be confirmed by the district)."),
    )
    note = forms.CharField(
        label=_("Anything to remember"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, recipients: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("recipients", recipients)

    def given(self) -> ConsentInput:
        data = self.cleaned_data
        return ConsentInput(
            purpose=Purpose(data["purpose"]),
            answer=Answer(data["answer"]),
            giver=data["giver"],
            manner=Manner(data["manner"]),
            recipients=tuple(_recipient(value) for value in data["recipients"]),
            given_at=moment_of(data["given_on"]),
            expires_at=_end_of(data["expires_on"]) if data["expires_on"] else None,
            giver_name=data["giver_name"],
            paper_place=data["paper_place"],
            note=data["note"],
        )


class WithdrawForm(AnyamForm):
    withdrawn_by = forms.ChoiceField(label=_("Who takes it back?"), choices=_givers)
    reason = forms.ChoiceField(
        label=_("Why, if they want to say?"),
        choices=choices.withdrawal_reasons().choices,
        widget=widgets.RadioCards(css="two"),
        initial="not_told",
    )
    note = forms.CharField(
        label=_("Anything to remember"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ChildViewForm(AnyamForm):
    manner = forms.ChoiceField(
        label=_("How did you learn it?"), choices=ViewManner, widget=widgets.RadioCards
    )
    words = forms.CharField(
        label=_("What does the child think and want?"),
        help_text=_("As far as you can in the child's own words, or what you saw. No guessing."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    heard_on = fields.DateField(label=_("On which day?"))


def moment_of(day: date) -> datetime:
    """Now for today, noon for another day."""
    now = clock.local(clock.now())
    return now if day == now.date() else datetime.combine(day, time(12), tzinfo=now.tzinfo)


def kind_choice(code: str) -> str:
    return f"{_KIND}{code}"


def agency_choice(agency_id: UUID) -> str:
    return f"{_AGENCY}{agency_id}"


def _end_of(day: date) -> datetime:
    """The last second of the day, as people mean "until"."""
    local = clock.local(clock.now())
    return datetime.combine(day, time(23, 59, 59), tzinfo=local.tzinfo)


def _recipient(value: str) -> Recipient:
    if value.startswith(_KIND):
        return Recipient(agency_kind=value.removeprefix(_KIND))
    return Recipient(agency_id=UUID(value.removeprefix(_AGENCY)))
