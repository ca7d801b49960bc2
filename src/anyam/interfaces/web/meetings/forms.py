"""What is asked about meetings: when, who, what was said, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.choices import ActionDecline, needs
from anyam.casework.meetings.actions import (
    OFFERED,
    DecisionNeedsDay,
    DecisionNeedsEvidence,
    DecisionNeedsOwner,
    DecisionNeedsWords,
)
from anyam.casework.meetings.choices import (
    Answer,
    CancelReason,
    DecisionClass,
    DropReason,
    EvidenceKind,
    Mandate,
)
from anyam.foundation.core import clock

from ..components import fields, widgets
from ..components.forms import AnyamForm
from ..reports.fields import WholeNumber

Choices = Sequence[tuple[str, Any]]
_MISSING = {
    "words": DecisionNeedsWords,
    "agency": DecisionNeedsOwner,
    "due_on": DecisionNeedsDay,
    "evidence_kind": DecisionNeedsEvidence,
}
_CHOOSE = ("", _("Choose…"))


def _radio(choices: Any, **more: Any) -> dict[str, Any]:
    return {"choices": choices, "widget": widgets.RadioCards(**more)}


class ConferenceForm(AnyamForm):
    """When and where a meeting is held."""

    starts_at = fields.Moment(label=_("When?"))
    minutes_long = WholeNumber(label=_("How long, in minutes?"), lowest=10, highest=600, initial=90)
    venue = forms.CharField(
        label=_("Where?"), required=False, help_text=_("A room, or how to join from afar."), max_length=200
    )
    quorum = WholeNumber(
        label=_("How many agencies must be present to decide?"), lowest=1, highest=60, initial=2
    )

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "submission"}


class ForumForm(ConferenceForm):
    field_order = ("subject",)
    subject = forms.CharField(
        label=_("What is the forum about?"),
        help_text=_("Everybody invited reads this. Name no child and no case."),
        max_length=200,
    )


class CancelForm(AnyamForm):
    reason = forms.ChoiceField(label=_("Why is it cancelled?"), **_radio(CancelReason.choices))


class AgencyForm(AnyamForm):
    agency = forms.ChoiceField(label=_("Agency"), choices=[_CHOOSE])


class InviteForm(AnyamForm):
    """Who comes for the agency, and for a case conference what opens to them."""

    agency = forms.CharField(widget=forms.HiddenInput)
    person = forms.ChoiceField(label=_("Who comes for the agency?"), choices=[_CHOOSE])
    parts = forms.MultipleChoiceField(
        label=_("What of the case opens to this person until the meeting is over?"),
        help_text=_(
            "Proposed as the district shares with this kind of agency. Give only what the meeting needs."
        ),
        choices=[(part.value, part.label) for part in OFFERED],
        widget=widgets.CheckboxCards(css="two"),
        required=False,
    )


class ForumInviteForm(AnyamForm):
    """Anybody of the agency may come to a forum; a name helps to find them."""

    agency = forms.CharField(widget=forms.HiddenInput)
    person = forms.ChoiceField(
        label=_("Who is asked to answer for the agency?"),
        choices=[("", _("Whoever answers there"))],
        required=False,
    )


class AnswerForm(AnyamForm):
    answer = forms.ChoiceField(
        label=_("Does your agency come?"),
        **_radio([one for one in Answer.choices if one[0] != Answer.WAITING]),
    )
    delegate = forms.ChoiceField(label=_("Which colleague comes instead?"), choices=[_CHOOSE], required=False)
    mandate = forms.ChoiceField(
        label=_("May whoever comes commit your agency?"), required=False, **_radio(Mandate.choices)
    )
    limits = forms.CharField(label=_("Within which limits?"), required=False, max_length=300)

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        delegate = given["delegate"]
        return {
            "answer": given["answer"],
            "mandate": given["mandate"],
            "limits": given["limits"],
            "delegate_id": UUID(delegate) if delegate else None,
        }


class ItemForm(AnyamForm):
    title = forms.CharField(label=_("What do the agencies talk about?"), max_length=300)


class AttendanceForm(AnyamForm):
    """One line for each agency: is it there, and may its delegate commit it?"""

    ABSENT = "absent"

    def __init__(self, *args: Any, rows: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {f"mandate_{row.id.hex}": row.id for row in rows}
        choices = [*Mandate.choices, (self.ABSENT, _("Not present"))]
        for row in rows:
            label = f"{row.agency} · {row.person}" if row.person else row.agency
            self.fields[f"mandate_{row.id.hex}"] = forms.ChoiceField(
                label=label, required=False, **_radio(choices, css="inline")
            )

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        given = {self.names[name]: value for name, value in self.cleaned_data.items() if name in self.names}
        return {
            "present_with": {one: said for one, said in given.items() if said and said != self.ABSENT},
            "absent": tuple(one for one, said in given.items() if said == self.ABSENT),
        }


class MinutesForm(AnyamForm):
    """What was said under one item. `seen` is the version it was opened with."""

    text = forms.CharField(
        label=_("What was said"), widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000, initial=0)


class DissentForm(AnyamForm):
    words = forms.CharField(
        label=_("What does your agency see otherwise?"),
        help_text=_("In your agency's own words. It stands in the minutes as you write it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    decision = forms.ChoiceField(label=_("About which decision?"), required=False)
    invitation = forms.ChoiceField(label=_("Which agency says it?"), required=False)


class DecisionForm(AnyamForm):
    """A decision has an agency, a day, and what will show that it was done."""

    words = forms.CharField(
        label=_("What was decided?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500
    )
    agency = forms.ChoiceField(label=_("Which agency carries it out?"), choices=[_CHOOSE])
    due_on = fields.DateField(label=_("By which day?"))
    evidence_kind = forms.ChoiceField(
        label=_("What will show that it was done?"), **_radio(EvidenceKind.choices, css="two")
    )
    kind = forms.ChoiceField(
        label=_("What kind of decision is it?"),
        initial=DecisionClass.OPERATIONAL,
        **_radio(DecisionClass.choices, css="inline"),
    )
    rationale = forms.CharField(
        label=_("Why?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, refused in _MISSING.items():
            words: Any = refused.sentence
            self.fields[name].error_messages["required"] = words

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        given = {
            name: value for name, value in self.cleaned_data.items() if name not in {"submission", "agency"}
        }
        return {**given, "agency_id": UUID(self.cleaned_data["agency"])}


def _needs() -> Choices:
    return [("", _("Not an action of the plan")), *needs().choices()]


class ConferenceDecisionForm(DecisionForm):
    """One that names a need becomes an action of the child's plan."""

    field_order = ("words", "agency", "due_on", "need", "goal", "evidence_kind", "kind", "rationale")
    need = forms.ChoiceField(
        label=_("Which need of the child does it answer?"),
        help_text=_("With a need it becomes an action of the joint plan."),
        choices=_needs,
        required=False,
    )
    goal = forms.CharField(
        label=_("For which goal?"),
        help_text=_("What should become true for the child. Decisions with the same goal stand together."),
        max_length=500,
        required=False,
    )


def _in_a_month() -> Any:
    return clock.today() + timedelta(days=30)


class JointPlanForm(AnyamForm):
    review_on = fields.DateField(label=_("When do you look at the plan again?"), initial=_in_a_month)
    child_took_part = forms.BooleanField(label=_("The child took part"), required=False)
    family_took_part = forms.BooleanField(label=_("The family took part"), required=False)

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "submission"}


class ObjectionForm(AnyamForm):
    reason = forms.CharField(
        label=_("What is not right in the minutes?"),
        help_text=_("It stands beside the minutes as you write it, and the chair is told."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )


class EvidenceForm(AnyamForm):
    evidence = forms.CharField(
        label=_("What was done, and where is what shows it?"),
        help_text=_("For example the number and day of a letter, or who can confirm it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )


class SendBackForm(AnyamForm):
    why = forms.CharField(
        label=_("What is still missing?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


class DropForm(AnyamForm):
    reason = forms.ChoiceField(label=_("Why is it dropped?"), **_radio(DropReason.choices))


class DeclineForm(AnyamForm):
    reason = forms.ChoiceField(
        label=_("Why does your agency not take it on?"), **_radio(ActionDecline.choices)
    )
    words = forms.CharField(
        label=_("Say more, if it helps to plan on"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )


class EmptyForm(AnyamForm):
    """Nothing is asked but the pressing of the button."""
