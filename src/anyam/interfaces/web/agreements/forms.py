"""What is asked to write, sign, keep and end an agreement."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.registry.agreements.actions import AgreementInput, ObligationInput, PartyInput
from anyam.registry.agreements.choices import AgreementKind, AgreementState, EndReason, Recurrence

from ..components import fields, widgets
from ..components.forms import AnyamForm
from ..components.formsets import rows_of
from .paper_forms import content_of, file_field

Choices = Sequence[tuple[str, str]]
_NO_CHILD = _("Write nothing about a child or a case here.")


def _text(label: Any, *, hint: Any = "", rows: int = 3, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=6000,
    )


class AgreementForm(AnyamForm):
    kind = forms.ChoiceField(
        label=_("What kind of agreement?"), choices=AgreementKind.choices, widget=widgets.RadioCards()
    )
    title = forms.CharField(label=_("What is it about, in one line?"), max_length=240)
    parent = forms.ChoiceField(
        label=_("Under which agreement does it stand?"),
        required=False,
        help_text=_("A cooperation agreement stands under a joint agreement; an action plan under either."),
    )
    purpose = _text(_("Purpose"), required=True)
    object = forms.CharField(
        label=_("Object"), max_length=400, help_text=_("What the parties work together on.")
    )
    scope = _text(_("Scope"))
    starts_on = fields.DateField(label=_("First day"))
    ends_on = fields.DateField(label=_("Last day"))
    review_on = fields.DateField(
        label=_("Review on"), required=False, help_text=_("When the parties look together how it goes.")
    )
    legal_basis = _text(
        _("Legal basis"), hint=_("Further grounds in words; choose known rules below."), rows=2
    )
    rests_on = forms.MultipleChoiceField(
        label=_("Rests on these rules"), required=False, widget=widgets.CheckboxCards()
    )
    financing = _text(_("Who pays what?"), rows=2)
    disputes = _text(_("How are disputes settled?"), rows=2)
    archive = forms.CharField(
        label=_("Where does the signed paper lie?"),
        required=False,
        max_length=200,
        help_text=_("Its place in the archive. Scans of it are added to the documents of the agreement."),
    )

    @property
    def given(self) -> AgreementInput:
        data = self.cleaned_data
        plain = {
            name: data[name]
            for name in (
                "kind",
                "title",
                "purpose",
                "object",
                "scope",
                "starts_on",
                "ends_on",
                "review_on",
                "legal_basis",
                "financing",
                "disputes",
                "archive",
            )
        }
        return AgreementInput(
            **plain,
            parent_id=UUID(data["parent"]) if data["parent"] else None,
            rests_on=tuple(UUID(one) for one in data["rests_on"]),
        )


class PartyForm(AnyamForm):
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    body_name = forms.CharField(label=_("Or a body outside the register"), required=False, max_length=160)
    official_name = forms.CharField(label=_("Who signs?"), max_length=120)
    official_office = forms.CharField(label=_("In which office?"), max_length=160)
    number = forms.CharField(label=_("This party's own number"), required=False, max_length=80)
    mandate = forms.CharField(
        label=_("Power of attorney"),
        required=False,
        max_length=160,
        help_text=_("When signing for somebody else."),
    )

    def __init__(self, *args: Any, agencies: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", [("", _("Not in the register")), *agencies])


PartyRows = rows_of(PartyForm, extra=2, max_num=40)
ChangedPartyRows = rows_of(PartyForm, extra=0, max_num=40)


def parties_of(rows: forms.BaseFormSet[Any]) -> list[PartyInput]:
    """The parties that are named and not taken off."""
    kept = [form.cleaned_data for form in rows.forms if form not in rows.deleted_forms and form.cleaned_data]
    return [
        PartyInput(
            agency_id=UUID(one["agency"]) if one["agency"] else None,
            **{
                name: one[name]
                for name in ("body_name", "official_name", "official_office", "number", "mandate")
            },
        )
        for one in kept
    ]


class ObligationForm(AnyamForm):
    debtor = forms.ChoiceField(label=_("Who owes it?"))
    creditor = forms.ChoiceField(
        label=_("To whom?"), help_text=_("This party says whether a delivery is accepted.")
    )
    what = forms.CharField(label=_("What?"), max_length=300)
    quantity = forms.DecimalField(
        label=_("How many?"),
        max_digits=11,
        decimal_places=2,
        widget=widgets.NumberInput(attrs={"step": "any"}),
    )
    unit = forms.CharField(
        label=_("Of what unit?"), max_length=40, help_text=_("For example reports, hours, beds.")
    )
    recurrence = forms.ChoiceField(
        label=_("How often?"), choices=Recurrence.choices, widget=widgets.RadioCards(css="inline")
    )
    first_due_on = fields.DateField(label=_("Due for the first time on"))
    budget_line = forms.CharField(label=_("Paid from which budget line?"), required=False, max_length=120)

    @property
    def given(self) -> ObligationInput:
        data = self.cleaned_data
        return ObligationInput(
            debtor_id=UUID(data["debtor"]),
            creditor_id=UUID(data["creditor"]),
            what=data["what"],
            quantity=Decimal(data["quantity"]),
            unit=data["unit"],
            first_due_on=data["first_due_on"],
            recurrence=data["recurrence"],
            budget_line=data["budget_line"],
        )


class PressForm(AnyamForm):
    """Nothing to fill in: a question and a button."""


class DigestForm(AnyamForm):
    """Signs exactly the text that stood on the page."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    has_read = forms.BooleanField(
        label=_("I have read the whole text and sign it for my agency in my office."),
    )


class PaperForm(AnyamForm):
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    signed_on = fields.DateField(label=_("On which day did they sign on paper?"))


class ReasonForm(AnyamForm):
    reason = forms.CharField(
        label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=400, help_text=_NO_CHILD
    )


class EndForm(AnyamForm):
    reason = forms.ChoiceField(
        label=_("Why does it end?"), choices=EndReason.choices, widget=widgets.RadioCards()
    )
    explanation = forms.CharField(
        label=_("In a few words"), widget=forms.Textarea(attrs={"rows": 3}), max_length=400
    )


class RenewForm(AnyamForm):
    ends_on = fields.DateField(label=_("Last day of the new term"))


class ReviewForm(AnyamForm):
    found = forms.CharField(
        label=_("What did the parties find?"),
        help_text=_("What is kept, what is not, what should change."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
    )
    next_review_on = fields.DateField(label=_("Look again on"), required=False)


class AddendumForm(AnyamForm):
    title = forms.CharField(label=_("What changes, in one line?"), max_length=240)
    text = _text(_("The text of the addendum"), required=True, rows=6)
    ends_on = fields.DateField(label=_("New last day"), required=False)
    review_on = fields.DateField(label=_("New review day"), required=False)


class DeliverForm(AnyamForm):
    delivered_on = fields.DateField(label=_("Delivered on"))
    evidence = forms.CharField(
        label=_("What shows it?"),
        help_text=_(
            "For example the letter's number, who received it, where it lies. Write nothing about a child."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    content = file_field(
        _("A file that shows it"),
        hint=_(
            "If there is one: picture, PDF, Word, Excel or plain text, up to 20 MB. Nothing about a child."
        ),
        required=False,
    )

    def clean_content(self) -> bytes | None:
        return content_of(self.cleaned_data["content"])


class MissingForm(AnyamForm):
    reason = forms.CharField(
        label=_("What is missing?"),
        help_text=_("The other agency reads this and delivers again."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
    )


class FeedForm(AnyamForm):
    label = forms.CharField(
        label=_("Where will it be read?"),
        max_length=80,
        help_text=_("For example: calendar of the head's office."),
    )


class AgreementFilter(AnyamForm):
    q = forms.CharField(label=_("Words"), required=False, max_length=80)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *AgreementState.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *AgreementKind.choices]
    )
    ours = forms.BooleanField(label=_("Only ours"), required=False)

    @property
    def wanted(self) -> dict[str, Any]:
        """What to look for; nothing where the address holds something strange."""
        data = self.cleaned_data if self.is_valid() else {}
        return {
            "text": data.get("q", ""),
            "state": data.get("state", ""),
            "kind": data.get("kind", ""),
            "is_ours": data.get("ours", False),
        }
