"""What is asked to keep the register of policies and to draft one together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.registry.agreements.actions import PolicyInput
from anyam.registry.agreements.choices import LOCAL_KINDS, PolicyKind, Resolution

from ..components import fields, widgets
from ..components.forms import AnyamForm

_LOCAL = [(kind.value, kind.label) for kind in LOCAL_KINDS]
_YEAR = widgets.NumberInput


class PolicyForm(AnyamForm):
    kind = forms.ChoiceField(label=_("What kind of rule?"), choices=PolicyKind.choices)
    number = forms.CharField(
        label=_("Number"), max_length=40, help_text=_("As it stands on the paper, without the year.")
    )
    year = forms.IntegerField(label=_("Year"), widget=_YEAR())
    title = forms.CharField(label=_("About what"), max_length=300)
    issuer = forms.CharField(label=_("Who issued it?"), max_length=160)
    in_force_from = fields.DateField(label=_("In force from"), required=False)
    in_force_until = fields.DateField(label=_("In force until"), required=False)
    review_on = fields.DateField(label=_("Look at it again on"), required=False)
    source = forms.CharField(
        label=_("Where was it read?"),
        required=False,
        max_length=300,
        help_text=_("The legal database (JDIH) or the file."),
    )
    is_confirmed = forms.BooleanField(label=_("Somebody has compared this with the paper."), required=False)

    @property
    def given(self) -> PolicyInput:
        return PolicyInput(
            **{name: value for name, value in self.cleaned_data.items() if name != "submission"}
        )


class SupersedeForm(AnyamForm):
    by_policy = forms.ChoiceField(label=_("Which rule took its place?"))
    until = fields.DateField(label=_("Until when was the old one in force?"))


class PolicyReviewForm(AnyamForm):
    found = forms.CharField(
        label=_("What did you find?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=600,
        help_text=_("Still right, to be changed, or replaced by a rule above it."),
    )
    next_review_on = fields.DateField(label=_("Look at it again on"), required=False)


class PolicyFilter(AnyamForm):
    q = forms.CharField(label=_("Words"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *PolicyKind.choices])
    part = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All")),
            ("ours", _("Of this district")),
            ("review", _("Past their review day")),
            ("gone", _("No longer in force")),
        ],
    )

    @property
    def wanted(self) -> dict[str, Any]:
        data = self.cleaned_data if self.is_valid() else {}
        return {"text": data.get("q", ""), "kind": data.get("kind", ""), "part": data.get("part", "")}


class DraftForm(AnyamForm):
    kind = forms.ChoiceField(label=_("What will it be?"), choices=_LOCAL, widget=widgets.RadioCards())
    title = forms.CharField(label=_("About what"), max_length=300)
    why = forms.CharField(
        label=_("Why is it needed?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    replaces = forms.ChoiceField(label=_("Which rule does it replace?"), required=False)

    @property
    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        replaces = UUID(data["replaces"]) if data["replaces"] else None
        return {"kind": data["kind"], "title": data["title"], "why": data["why"], "replaces_id": replaces}


class SectionForm(AnyamForm):
    heading = forms.CharField(label=_("Heading"), max_length=160)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 10}), max_length=12000)


class ConsultForm(AnyamForm):
    agencies = forms.MultipleChoiceField(label=_("Whom do you ask?"), widget=widgets.CheckboxCards())
    closes_on = fields.DateField(
        label=_("Comments until"), help_text=_("Until 16.00 of that day. The text stands still until then.")
    )


class CommentForm(AnyamForm):
    text = forms.CharField(
        label=_("Your agency's comment"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )
    proposal = forms.CharField(
        label=_("Words you propose instead"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class ResolveForm(AnyamForm):
    resolution = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[(one.value, one.label) for one in Resolution if one is not Resolution.OPEN],
        widget=widgets.RadioCards(css="inline"),
    )
    answer = forms.CharField(
        label=_("Your answer"),
        required=False,
        help_text=_("Needed unless it is taken over whole: the agency reads why."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
    )


class AdoptForm(AnyamForm):
    number = forms.CharField(label=_("Number"), max_length=40)
    year = forms.IntegerField(label=_("Year"), widget=_YEAR())
    issuer = forms.CharField(label=_("Who issued it?"), max_length=160)
    in_force_from = fields.DateField(label=_("In force from"))
    in_force_until = fields.DateField(label=_("In force until"), required=False)
    review_on = fields.DateField(label=_("Look at it again on"), required=False)


class PressForm(AnyamForm):
    """Nothing to fill in: a question and a button."""
