"""What is typed about workload, hand-overs and supervision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.supervision.choices import (
    FamilyTold,
    ShareReason,
    Zone,
    skills,
    worker_languages,
)
from anyam.casework.supervision.results import AbsenceInput, CaseToDiscuss, PersonChoice, TermsInput, ZoneRow

from ..components import widgets
from ..components.forms import AnyamForm
from ..reports.fields import Day, OneOfMany, Several, WholeNumber

Pairs = Sequence[tuple[str, str]]


def pairs(people: Sequence[PersonChoice]) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in people]


class TermsForm(AnyamForm):
    reason = forms.ChoiceField(
        label=_("How does this person work on cases?"),
        choices=ShareReason,
        widget=widgets.RadioCards(css="two"),
    )
    share = WholeNumber(
        label=_("Which share of a full load can they carry?"),
        highest=100,
        help_text=_("In hundredths: 100 is a full load, 50 half of one."),
    )
    place_code = OneOfMany(label=_("In which sub-district do they work?"), required=False)
    skills = Several(label=_("What do they know well?"), choices=skills().choices, css="two", required=False)
    languages = Several(
        label=_("Which languages do they speak?"),
        choices=worker_languages().choices,
        css="two",
        required=False,
    )

    def __init__(self, *args: Any, zones: Sequence[ZoneRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place_code", [("", _("Not said")), *((row.place_code, row.name) for row in zones)])

    def terms(self) -> TermsInput:
        data = self.cleaned_data
        return TermsInput(
            share=data["share"],
            reason=data["reason"],
            place_code=data["place_code"],
            skills=tuple(data["skills"]),
            languages=tuple(data["languages"]),
        )


class ZoneForm(AnyamForm):
    place_code = OneOfMany(label=_("Sub-district"))
    zone = forms.ChoiceField(label=_("How far is it?"), choices=Zone, widget=widgets.RadioCards)
    source = forms.CharField(
        label=_("Who decided it?"),
        max_length=200,
        help_text=_("For example: team meeting of 3 November. It is shown beside the zone."),
        error_messages={"required": _("Write who decided it.")},
    )

    def __init__(self, *args: Any, zones: Sequence[ZoneRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place_code", [("", _("Choose…")), *((row.place_code, row.name) for row in zones)])


class AbsenceForm(AnyamForm):
    person_id = OneOfMany(label=_("Who is away?"))
    kind = forms.ChoiceField(
        label=_("Do they come back?"),
        choices=[("leave", _("Yes, away for a time")), ("leaving", _("No, they leave the post"))],
        initial="leave",
        widget=widgets.RadioCards(css="two"),
    )
    first_on = Day(label=_("First day"), may_be_future=True)
    last_on = Day(
        label=_("Last day"),
        may_be_future=True,
        required=False,
        help_text=_("Only for somebody who comes back. The reason is not asked."),
    )
    stand_in_id = OneOfMany(
        label=_("Who stands in?"),
        help_text=_("For single cases you can ask somebody else on the next page."),
    )

    def __init__(self, *args: Any, people: Pairs, stand_ins: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person_id", list(people))
        self.offer("stand_in_id", [("", _("Choose…")), *stand_ins])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kind") == "leave" and not data.get("last_on") and "last_on" not in self.errors:
            self.add_error("last_on", _("Write the last day away."))
        return data

    def absence(self) -> AbsenceInput:
        data = self.cleaned_data
        return AbsenceInput(
            person_id=UUID(data["person_id"]),
            stand_in_id=UUID(data["stand_in_id"]),
            first_on=data["first_on"],
            last_on=data["last_on"] if data["kind"] == "leave" else None,
        )


class PrepareForm(AnyamForm):
    safety_note = forms.CharField(
        label=_("What must be known for the child’s safety?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Who is a danger, how contact is safe, what was promised to the child."),
        error_messages={"required": _("Write what the stand-in must know.")},
    )
    family_told = forms.ChoiceField(
        label=_("Do the child and family know who comes now?"),
        choices=FamilyTold,
        widget=widgets.RadioCards,
        error_messages={"required": _("Say whether the family knows.")},
    )
    to_id = OneOfMany(
        label=_("Who takes this case?"), error_messages={"required": _("Choose who takes this case.")}
    )

    def __init__(self, *args: Any, people: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to_id", [("", _("Choose…")), *people])


class AnswerForm(AnyamForm):
    takes = forms.ChoiceField(
        label=_("Do you take this case for this time?"),
        choices=[("yes", _("Yes, I take it")), ("no", _("No, I cannot; please ask somebody else"))],
        widget=widgets.RadioCards,
    )


class GiveBackForm(AnyamForm):
    happened = forms.CharField(
        label=_("What happened in the meantime?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What changed for the child, what you promised, what comes next. “Nothing new” is fine."),
        error_messages={"required": _("Write what happened; “nothing new” is fine.")},
    )


class PlanSessionForm(AnyamForm):
    on = Day(label=_("On which day do you meet?"), may_be_future=True, may_be_past=False)


class WishesForm(AnyamForm):
    wishes = forms.CharField(
        label=_("What do you want to talk about?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    wellbeing = forms.CharField(
        label=_("How are you, with this work?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Only if you want to. The two of you read it, nobody else: it is not counted and goes to no head."
        ),
    )


class HoldForm(AnyamForm):
    case_ids = Several(label=_("Which cases did you talk about?"), choices=(), required=False)
    notes = forms.CharField(
        label=_("What do the two of you want to remember?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Read by the two of you only. What is decided for a child belongs into its case."),
    )
    next_on = Day(label=_("When do you meet next?"), may_be_future=True, may_be_past=False, required=False)

    def __init__(self, *args: Any, cases: Sequence[CaseToDiscuss], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("case_ids", [(str(one.case_id), one.number) for one in cases])


class DecideForm(AnyamForm):
    words = forms.CharField(
        label=_("What was decided?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It becomes a note in the case, read by those at work with the child."),
        error_messages={"required": _("Write what was decided.")},
    )
    owner_id = OneOfMany(label=_("Who does it?"), error_messages={"required": _("Choose who does it.")})
    due_on = Day(label=_("By when?"), may_be_future=True, may_be_past=False)

    def __init__(self, *args: Any, people: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("owner_id", [("", _("Choose…")), *people])


class DoneForm(AnyamForm):
    words = forms.CharField(
        label=_("What was done?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what was done.")},
    )


class PressForm(AnyamForm):
    """A button and nothing to fill in."""
