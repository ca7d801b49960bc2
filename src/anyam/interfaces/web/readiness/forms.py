"""What is asked about readiness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor
from anyam.registry.agencies.choices import CapacityState, Need
from anyam.registry.readiness.actions import (
    AnswerInput,
    BudgetInput,
    CertificateInput,
    ChecklistInput,
    PaperInput,
    StaffInput,
)
from anyam.registry.readiness.choices import Funding, Grade, PaperKind, Position, Said
from anyam.registry.readiness.results import PointAnswer

from ..components import fields, widgets
from ..components.forms import AnyamForm

_TONES: dict[str, str] = {Said.YES: "green", Said.PARTLY: "yellow", Said.NO: "red"}


def _point(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=Said.choices, widget=widgets.RadioCards(tones=_TONES, css="inline")
    )


class FillForm(AnyamForm):
    """One question for each point, a word beside it where needed, and whom to ask to look."""

    verifier = forms.ChoiceField(
        label=_("Which agency do you ask to see for itself?"),
        help_text=_("It gets this as work. Until it has looked, everybody reads: stated, not verified."),
    )

    def __init__(
        self, data: Any, *, actor: Actor, points: Sequence[PointAnswer], agencies: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(data, actor=actor, initial=_answers(points))
        self.points = points
        for point in points:
            self.fields[f"point_{point.number}"] = _point(f"{point.number}. {point.words}")
            self.fields[f"note_{point.number}"] = forms.CharField(
                label=_("What must others know?"), required=False, max_length=200
            )
        self.order_fields([name for name in self.fields if name != "verifier"] + ["verifier"])
        self.offer("verifier", [("", _("Choose an agency")), *agencies])

    @property
    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        answers = {
            point.number: AnswerInput(data[f"point_{point.number}"], data[f"note_{point.number}"])
            for point in self.points
        }
        return {"answers": answers, "verifier_id": UUID(data["verifier"])}


class VerifyForm(AnyamForm):
    """What was seen, point by point; nothing stands ready to be clicked through."""

    seen_on = fields.DateField(label=_("When did you look?"))
    words = forms.CharField(
        label=_("What did you see?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where you saw something else. Facts only; no names of children or staff."),
    )

    def __init__(
        self, data: Any, *, actor: Actor, points: Sequence[PointAnswer], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, actor=actor, initial=initial)
        self.points = points
        for point in points:
            field = _point(f"{point.number}. {point.words}")
            said = _("The agency says: %(said)s") % {"said": point.said_label}
            # Help is shown as it stands; the note is somebody's own words.
            field.help_text = format_html("{}. {}", said, point.note) if point.note else said
            self.fields[f"point_{point.number}"] = field
        self.order_fields(
            ["seen_on", *(name for name in self.fields if name.startswith("point_")), "words", "submission"]
        )

    @property
    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        seen = {point.number: data[f"point_{point.number}"] for point in self.points}
        return {"seen": seen, "seen_on": data["seen_on"], "words": data["words"]}


class ChecklistForm(AnyamForm):
    title = forms.CharField(label=_("Title in Indonesian"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=120)
    needs = forms.MultipleChoiceField(
        label=_("For services that meet which needs?"),
        required=False,
        choices=Need.choices,
        widget=widgets.CheckboxCards(),
        help_text=_("None chosen means every service."),
    )
    points = forms.CharField(
        label=_("Points in Indonesian, one on each line"),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=12000,
    )
    points_en = forms.CharField(
        label=_("The same points in English, in the same order"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=12000,
    )
    source = forms.CharField(
        label=_("On what does it rest?"), max_length=300, help_text=_("A rule, a standard, minutes.")
    )
    is_confirmed = forms.BooleanField(label=_("The district has confirmed this list."), required=False)
    is_used = forms.BooleanField(label=_("Agencies are asked to fill it in."), required=False)

    @property
    def given(self) -> ChecklistInput:
        data = self.cleaned_data
        words, english = data["points"].splitlines(), data["points_en"].splitlines()
        english += [""] * (len(words) - len(english))
        return ChecklistInput(
            items=tuple(zip(words, english, strict=False)),
            needs=tuple(data["needs"]),
            **{name: data[name] for name in ("title", "title_en", "source", "is_confirmed", "is_used")},
        )


class StandardForm(AnyamForm):
    value = forms.DecimalField(label=_("Figure"), max_digits=7, decimal_places=2, localize=True)
    source = forms.CharField(
        label=_("On what does it rest?"), max_length=200, help_text=_("A rule, a standard, minutes.")
    )


class PaperForm(AnyamForm):
    kind = forms.ChoiceField(label=_("Which paper?"), choices=PaperKind.choices, widget=widgets.RadioCards())
    grade = forms.ChoiceField(
        label=_("Grade of accreditation"),
        required=False,
        choices=[("", _("None: a registration")), *Grade.choices],
    )
    number = forms.CharField(label=_("Number"), max_length=80)
    issuer = forms.CharField(label=_("Who issued it?"), max_length=160)
    issued_on = fields.DateField(label=_("Issued on"))
    runs_until = fields.DateField(
        label=_("Valid until"),
        required=False,
        help_text=_("Left empty, the years of the district's figures count from the day of issue."),
    )

    @property
    def given(self) -> PaperInput:
        return PaperInput(
            **{name: value for name, value in self.cleaned_data.items() if name != "submission"}
        )


class StepForm(AnyamForm):
    step = forms.CharField(widget=forms.HiddenInput, max_length=12)
    done_on = fields.DateField(label=_("Done on"))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class StaffForm(AnyamForm):
    full_name = forms.CharField(label=_("Name"), max_length=120)
    position = forms.ChoiceField(label=_("What do they do?"), choices=Position.choices)
    since = fields.DateField(label=_("Since when?"))
    is_full_time = forms.BooleanField(label=_("Full time"), required=False, initial=True)
    is_with_children = forms.BooleanField(label=_("Works with children"), required=False, initial=True)

    @property
    def given(self) -> StaffInput:
        return StaffInput(
            **{name: value for name, value in self.cleaned_data.items() if name != "submission"}
        )


class CertificateForm(AnyamForm):
    title = forms.CharField(label=_("Which training?"), max_length=160)
    held_by = forms.CharField(label=_("Who held it?"), max_length=160)
    number = forms.CharField(label=_("Number of the certificate"), required=False, max_length=80)
    finished_on = fields.DateField(label=_("Finished on"))
    runs_until = fields.DateField(
        label=_("Valid until"), required=False, help_text=_("Left empty, it has no end.")
    )
    replaces = forms.ChoiceField(label=_("Which certificate does it renew?"), required=False)

    @property
    def given(self) -> dict[str, Any]:
        data = {name: value for name, value in self.cleaned_data.items() if name != "submission"}
        replaces = data.pop("replaces")
        return {"given": CertificateInput(**data), "replaces_id": UUID(replaces) if replaces else None}


class EndForm(AnyamForm):
    until = fields.DateField(label=_("Last day at work"))


class BudgetForm(AnyamForm):
    year = forms.IntegerField(label=_("Year"), widget=widgets.NumberInput())
    code = forms.CharField(label=_("Code in the budget"), required=False, max_length=40)
    title = forms.CharField(label=_("For what?"), max_length=200)
    funding = forms.ChoiceField(label=_("From which budget?"), choices=Funding.choices)
    planned = forms.DecimalField(label=_("Planned, in rupiah"), max_digits=16, decimal_places=2)

    @property
    def given(self) -> BudgetInput:
        return BudgetInput(
            **{name: value for name, value in self.cleaned_data.items() if name != "submission"}
        )


class RealiseForm(AnyamForm):
    on = fields.DateField(label=_("When?"))
    amount = forms.DecimalField(
        label=_("Spent, in rupiah"),
        max_digits=16,
        decimal_places=2,
        help_text=_("With a minus before it, it sets an earlier entry right."),
    )
    words = forms.CharField(
        label=_("For what?"), max_length=200, help_text=_("No names of children or families.")
    )

    @property
    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("on", "amount", "words")}


class LinkForm(AnyamForm):
    label = forms.CharField(
        label=_("Who will use it?"), max_length=80, help_text=_("For example: telephone at the reception.")
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        choices=[(30, _("30 days")), (90, _("90 days")), (180, _("180 days"))],
        coerce=int,
        initial=90,
        widget=widgets.RadioCards(css="inline"),
    )


class SayForm(AnyamForm):
    """One tap: which service, and which of the three answers."""

    service = forms.UUIDField()
    state = forms.ChoiceField(choices=CapacityState.choices)


class PressForm(AnyamForm):
    """Nothing to fill in: a question and a button."""


def _answers(points: Sequence[PointAnswer]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for point in points:
        if point.said:
            answers[f"point_{point.number}"] = point.said
        answers[f"note_{point.number}"] = point.note
    return answers
