"""What is typed about a referral."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from anyam.casework.consents.choices import basis_reasons
from anyam.casework.referrals.choices import (
    ON_CONSENT,
    DeclineReason,
    FailReason,
    Outcome,
    RedirectReason,
    SafetyFlag,
    SharingBasis,
    Urgency,
    WithdrawReason,
)
from anyam.casework.referrals.queries import OFFERED
from anyam.casework.sops.results import PromiseRow
from anyam.foundation.core.working_time import Counting
from anyam.registry.agencies.choices import Need

from ..components import fields, widgets
from ..components.forms import AnyamForm
from ..components.sources import ServiceField

_NOTE_LENGTH = 4000


def _note(label: Any, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, widget=widget, max_length=_NOTE_LENGTH, **kwargs)


def _reasons() -> list[tuple[str, Any]]:
    return [("", _("With consent")), *basis_reasons().choices()]


class PressForm(AnyamForm):
    """A button and nothing to fill in."""


class SharingForm(AnyamForm):
    parts = forms.MultipleChoiceField(
        label=_("What does it need for its service?"),
        choices=[(part.value, part.label) for part in OFFERED],
        widget=widgets.CheckboxCards,
        required=False,
        help_text=_("The least. Nothing chosen: the summary of the referral only."),
    )
    source_note = forms.CharField(
        label=_("Agreement or decree, with its number"), max_length=200, required=False
    )


class QuestionForm(AnyamForm):
    question = _note(
        _("What do you need to know?"), help_text=_("Ask what is missing, not for the story again.")
    )


class AnswerForm(AnyamForm):
    answer = _note(_("Your answer"), help_text=_("The receiving agency will read this."))


class DeclineForm(AnyamForm):
    reason = forms.ChoiceField(label=_("Why?"), choices=DeclineReason, widget=widgets.RadioCards(css="two"))
    note = _note(_("Anything the sender should know"), required=False)


class RedirectForm(AnyamForm):
    service = ServiceField(label=_("Which service fits better?"))
    reason = forms.ChoiceField(label=_("Why?"), choices=RedirectReason, widget=widgets.RadioCards(css="two"))
    note = _note(_("Anything the sender should know"), required=False)


class ScheduleForm(AnyamForm):
    scheduled_for = forms.DateTimeField(
        label=_("When?"), widget=widgets.DateTimeInput, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    )
    note = _note(_("Where, and what to bring"), required=False)


class ServedForm(AnyamForm):
    served_on = fields.DateField(label=_("On which day was the service given?"))
    note = _note(_("What was done"), required=False)


class OutcomeForm(AnyamForm):
    outcome = forms.ChoiceField(label=_("What did it bring?"), choices=Outcome, widget=widgets.RadioCards)
    note = _note(_("What the sender must know to go on"), required=False)


class FailForm(AnyamForm):
    reason = forms.ChoiceField(label=_("Why?"), choices=FailReason, widget=widgets.RadioCards(css="two"))
    note = _note(_("Anything the sender should know"), required=False)


class WithdrawForm(AnyamForm):
    reason = forms.ChoiceField(label=_("Why?"), choices=WithdrawReason, widget=widgets.RadioCards(css="two"))
    note = _note(_("Anything the receiver should know"), required=False)


class ChooserForm(AnyamForm):
    """Which service? Read from the address, so it never refuses."""

    need = forms.ChoiceField(label=_("Need"), choices=[("", _("Any need")), *Need.choices], required=False)
    q = forms.CharField(label=_("Name of the service or agency"), required=False, max_length=80)
    everywhere = forms.BooleanField(
        label=_("Also outside the child's age and village"),
        required=False,
    )
    full = forms.BooleanField(label=_("Also services that are full"), required=False)


class SummaryForm(AnyamForm):
    """Exactly what will be shared. Each personal fact is a box to tick, with its own words beside it."""

    need = forms.ChoiceField(label=_("For which need?"), choices=Need)
    urgency = forms.ChoiceField(label=_("How urgent is it?"), choices=Urgency)
    request = _note(
        _("What do you ask the agency to do?"),
        help_text=_("One request in plain words. Leave out what they do not need to know."),
    )
    share_name = forms.BooleanField(required=False)
    share_age = forms.BooleanField(required=False)
    share_sex = forms.BooleanField(required=False)
    share_village = forms.BooleanField(required=False)
    facts = _note(
        _("What they need to know so that nobody asks the child again"),
        required=False,
        help_text=_("Facts with their source. No details of what happened unless the service needs them."),
    )
    is_interview_done = forms.BooleanField(
        label=_("The interview need not be repeated"),
        help_text=_("The child has told it already. The receiver sees this in large letters."),
        required=False,
    )
    interview_note = _note(_("Who asked, when, and whom to ask instead"), required=False)
    safety_flags = forms.MultipleChoiceField(
        label=_("What must they watch out for?"),
        choices=SafetyFlag,
        widget=widgets.CheckboxCards(css="two"),
        required=False,
    )
    safety_note = _note(_("More about safety"), required=False)
    contact_name = forms.CharField(
        label=_("Whom may they contact in the family?"), max_length=150, required=False
    )
    contact_phone = fields.PhoneField(label=_("Phone"), required=False)
    is_contact_safe = forms.BooleanField(label=_("It is safe to call this number"), required=False)
    contact_note = forms.CharField(
        label=_("When and how to call"),
        max_length=200,
        required=False,
        help_text=_("For example: only after 14.00"),
    )
    sharing_basis = forms.ChoiceField(
        label=_("Why may you share this?"), choices=SharingBasis, widget=widgets.RadioCards
    )
    basis_reason = forms.ChoiceField(
        label=_("If without consent: why?"),
        choices=_reasons,
        required=False,
        help_text=_("Needed for every ground that is not consent."),
    )

    def __init__(
        self,
        *args: Any,
        promises: dict[str, PromiseRow],
        shared: dict[str, str],
        grounds: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        hints = {urgency: promise_words(promise) for urgency, promise in promises.items()}
        tones = {Urgency.EMERGENCY.value: "red", Urgency.URGENT.value: "orange"}
        choices = self.fields["urgency"].choices  # type: ignore[attr-defined]
        self.fields["urgency"].widget = widgets.RadioCards(
            hints=hints, tones=tones, css="inline", choices=choices
        )
        self.fields["sharing_basis"].widget = widgets.RadioCards(
            hints=grounds or {},
            choices=self.fields["sharing_basis"].choices,  # type: ignore[attr-defined]
        )
        self.shared = shared
        for name, value in shared.items():
            self._offer(name, value)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        basis = data.get("sharing_basis")
        if basis and basis not in ON_CONSENT and not data.get("basis_reason"):
            self.add_error("basis_reason", _("Choose why you share without consent."))
        return data

    @property
    def share_fields(self) -> list[forms.BoundField]:
        return [
            self[f"share_{name}"]
            for name in ("name", "age", "sex", "village")
            if f"share_{name}" in self.fields
        ]

    def _offer(self, name: str, value: str) -> None:
        """A box that says what will be shared; none where nothing is known."""
        if value:
            self.fields[f"share_{name}"].label = f"{_SHARED[name]}: {value}"
        else:
            del self.fields[f"share_{name}"]

    def summary_values(self) -> dict[str, Any]:
        """The summary as typed and ticked."""
        data = self.cleaned_data
        columns = {"name": "child_name", "age": "age_text", "sex": "sex", "village": "village"}
        chosen = {
            column: self.shared[name] if data.get(f"share_{name}") else "" for name, column in columns.items()
        }
        as_typed = (
            "request facts safety_note is_interview_done interview_note"
            " contact_name contact_phone is_contact_safe contact_note"
        )
        flags = tuple(SafetyFlag(flag) for flag in data["safety_flags"])
        return {**chosen, **{name: data[name] for name in as_typed.split()}, "safety_flags": flags}


_SHARED = {"name": _("Name"), "age": _("Age"), "sex": _("Sex"), "village": _("Village")}


def promise_words(promise: PromiseRow) -> str:
    """'answer within 8 working hours'."""
    hours = promise.hours
    shown = number_format(hours.normalize() if hours != hours.to_integral() else hours.to_integral())
    if promise.counting is Counting.WORKING:
        words = ngettext(
            "answer within %(n)s working hour", "answer within %(n)s working hours", _plural(hours)
        )
    else:
        words = ngettext("answer within %(n)s hour", "answer within %(n)s hours", _plural(hours))
    return words % {"n": shown} if hours else say("answer at once")


def _plural(hours: Decimal) -> int:
    return 1 if hours == 1 else 2
