"""The forms of casework. They check what is typed; the actions change data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import choices
from anyam.casework.cases.results import AnswerInput, ManagerLoad, Question, Section
from anyam.foundation.core import clock

from ..components.forms import AnyamForm
from ..components.widgets import RadioCards
from ..reports.fields import Day, One, OneOfMany, Several

LEVELS = choices.Level.choices
MOST_CARDS = 6


class AssignForm(AnyamForm):
    """Who manages the case and who works with the child."""

    manager_id = One(
        label=_("Case manager"), css="two", error_messages={"required": _("Choose a case manager.")}
    )
    worker_id = OneOfMany(label=_("Case worker"), required=False, empty=_("Nobody yet"))

    def __init__(
        self, *args: Any, managers: Sequence[ManagerLoad], workers: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        manager, worker = self.fields["manager_id"], self.fields["worker_id"]
        assert isinstance(manager, One)
        assert isinstance(worker, OneOfMany)
        manager.choices = [(str(each.user_id), each.name) for each in managers]
        widget = manager.widget
        assert isinstance(widget, RadioCards)
        words = _("%(count)s open cases")
        widget.hints = {str(each.user_id): words % {"count": each.open_cases} for each in managers}
        worker.choices = [("", _("Nobody yet")), *((str(each.id), each.full_name) for each in workers)]


class ViewNameForm(AnyamForm):
    """The name of a view somebody keeps."""

    name = forms.CharField(
        label=_("Name of this view"),
        max_length=60,
        error_messages={"required": _("Give the view a name.")},
    )


class LinkForm(AnyamForm):
    """The number of a brother's or sister's case."""

    other_number = forms.CharField(
        label=_("Number of the other case"),
        max_length=40,
        help_text=_("For example K-3504-2026-0147. You will find it at the top of the case."),
        error_messages={"required": _("Write the number of the case.")},
    )


# --- assessment -----------------------------------------------------------------------------------------------------

KNOWN_ANSWERS = [("same", _("Still true")), ("changed", _("Changed")), ("later", _("Not asked this time"))]


class SectionForm(AnyamForm):
    """One section of the assessment.

    Who said it is asked once for the section and may differ for a single question. What is known already only asks
    whether it still holds.
    """

    source = OneOfMany(
        label=_("Who told you this?"),
        required=False,
        choices=choices.Source.choices,
        empty=_("Choose who said it"),
        help_text=_("For a question answered by somebody else, choose that below the question."),
    )

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        self.section = section
        usual = _commonest([question.source for question in section.questions if not question.is_prefilled])
        added: dict[str, forms.Field] = {}
        for question in section.questions:
            added |= _fields_for(question, usual)
        self.__dict__["base_fields"] = {
            **self.base_fields,
            **added,
        }  # so that they are prepared like all others
        super().__init__(*args, **kwargs)
        self.fields["source"].initial = usual

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each question with its fields, for the page."""
        return [
            {
                "question": question,
                "answer": self[question.code],
                "source": self[f"{question.code}-source"],
                "known": self[f"{question.code}-known"] if question.is_prefilled else None,
                "known_value": known_words(question),
            }
            for question in self.section.questions
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("source") and any(
            self._needs_source(question, given) for question in self.section.questions
        ):
            self.add_error(
                "source", _("Choose who told you this: the child, a caregiver, or what you saw yourself.")
            )
        return given

    def answers(self) -> dict[str, AnswerInput]:
        """What was answered here, by question; what is not right yet is left out."""
        given = ((question, self._answer(question)) for question in self.section.questions)
        return {question.code: answer for question, answer in given if answer is not None}

    def _needs_source(self, question: Question, given: Mapping[str, Any]) -> bool:
        is_same = given.get(f"{question.code}-known") == "same"
        is_told = given.get(question.code) not in (None, "", [])
        is_kept = question.is_prefilled and given.get(f"{question.code}-known") != "changed"
        return is_told and not is_same and not is_kept and not given.get(f"{question.code}-source")

    def _answer(self, question: Question) -> AnswerInput | None:
        given = self.cleaned_data
        known = given.get(f"{question.code}-known")
        if known == "same":
            return AnswerInput(question.value, question.source)
        if question.code not in given or (question.is_prefilled and known != "changed"):
            return None
        value = given[question.code]
        source = given.get(f"{question.code}-source") or given.get("source") or choices.Source.OBSERVED
        if value in (None, "", []) and question.value in (None, "", []):
            return None
        return AnswerInput(value.isoformat() if isinstance(value, date) else value, source)


class CompleteForm(AnyamForm):
    """What the assessment found that the child and family need."""

    needs = Several(
        label=_("What does the child need?"),
        choices=lambda: choices.needs().choices(),
        css="two",
        help_text=_("Choose all that apply. The plan will answer each of them."),
        error_messages={"required": _("Choose at least one need, or close the case if none is left.")},
    )


def known_words(question: Question) -> str:
    """A known answer in words."""
    labels = dict(question.choices)
    if question.kind == "yes_no":
        labels = {"yes": str(_("Yes")), "no": str(_("No"))}
    values = question.value if isinstance(question.value, list | tuple) else [question.value]
    return ", ".join(str(labels.get(str(value), value)) for value in values if value not in (None, ""))


def _commonest(sources: Sequence[str]) -> str:
    told = [source for source in sources if source]
    return max(told, key=told.count) if told else ""


def _fields_for(question: Question, usual: str) -> dict[str, forms.Field]:
    """The answer, who said it if not the `usual` source, and whether it still holds if it is known."""
    answer = _answer_field(question)
    answer.initial = question.value
    source = OneOfMany(
        label=_("Who said this?"),
        required=False,
        choices=choices.Source.choices,
        empty=_("As for the whole section"),
    )
    source.initial = question.source if not question.is_prefilled and question.source != usual else ""
    fields = {question.code: answer, f"{question.code}-source": source}
    if question.is_prefilled:
        fields[f"{question.code}-known"] = One(
            label=_("Is this still so?"), required=False, choices=KNOWN_ANSWERS
        )
    return fields


def _answer_field(question: Question) -> forms.Field:
    field = _kind_of_field(question)
    field.label, field.help_text, field.required = question.label, question.hint, False
    return field


def _kind_of_field(question: Question) -> forms.Field:
    if question.kind == "yes_no":
        return One(choices=[("yes", _("Yes")), ("no", _("No"))])
    if question.kind == "one":
        return (One if len(question.choices) <= MOST_CARDS else OneOfMany)(choices=question.choices)
    if question.kind == "several":
        return Several(choices=question.choices)
    if question.kind == "date":
        return Day(may_be_future=True)
    is_long = question.kind == "long_text"
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}) if is_long else forms.TextInput())


# --- plan -----------------------------------------------------------------------------------------------------------


class GoalForm(AnyamForm):
    """What shall be better for the child."""

    text = forms.CharField(
        label=_("Goal"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        help_text=_("What will be better for the child? For example: Rani goes to school every day again."),
        error_messages={"required": _("Write what will be better for the child.")},
    )


class PlanActionForm(AnyamForm):
    """Who does what, until when."""

    title = forms.CharField(
        label=_("What will be done?"),
        max_length=300,
        help_text=_("Write it so that the family understands it."),
        error_messages={"required": _("Write what will be done.")},
    )
    need = OneOfMany(label=_("Which need does it answer?"), choices=lambda: choices.needs().choices())
    agency_id = OneOfMany(
        label=_("Which agency does it?"), error_messages={"required": _("Choose the agency that will do it.")}
    )
    due_on = Day(
        label=_("By when?"),
        may_be_future=True,
        may_be_past=False,
        initial=lambda: clock.today() + timedelta(days=14),
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency_id"]
        assert isinstance(field, OneOfMany)
        field.choices = [("", _("Choose…")), *agencies]

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "need": given["need"],
            "agency_id": UUID(given["agency_id"]),
            "due_on": given["due_on"],
        }


class ProgressForm(AnyamForm):
    """How far an action has come."""

    state = One(
        label=_("How far is it?"),
        choices=choices.ActionState.choices,
        css="two",
        hints={
            "stuck": _("Write in the note what holds it up."),
            "dropped": _("Write in the note why it is not needed any more."),
        },
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("state") in {choices.ActionState.STUCK, choices.ActionState.DROPPED} and not given.get(
            "note"
        ):
            self.add_error("note", _("Write what holds it up, or why it is dropped."))
        return given


class AgreeForm(AnyamForm):
    """That the plan was agreed, with whom, and when it will be looked at again."""

    agreed_on = Day(label=_("Agreed on"), initial=clock.today)
    review_on = Day(
        label=_("Look at it again on"),
        may_be_future=True,
        may_be_past=False,
        initial=lambda: clock.today() + timedelta(days=90),
    )
    child_took_part = forms.BooleanField(
        label=_("The child took part and was heard"),
        required=False,
        help_text=_("In a way that fits the child’s age."),
    )
    family_took_part = forms.BooleanField(label=_("The family took part"), required=False)


# --- services, reviews, closing -------------------------------------------------------------------------------------


class ContactForm(AnyamForm):
    """A contact, a visit or a service: four things to fill in, and more only when there is more to say."""

    kind = One(label=_("What was it?"), choices=choices.ContactKind.choices, css="two")
    on = Day(label=_("When?"), initial=clock.today)
    was_child_seen = forms.BooleanField(label=_("I saw the child"), required=False)
    note = forms.CharField(
        label=_("What happened, what was agreed?"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    next_visit_on = Day(label=_("Next visit"), required=False, may_be_future=True, may_be_past=False)

    with_whom = forms.CharField(label=_("With whom?"), required=False, max_length=120)
    agency_id = OneOfMany(label=_("By which agency?"), required=False, empty=_("Our own agency"))
    need = OneOfMany(
        label=_("For which need?"),
        required=False,
        choices=lambda: choices.needs().choices(),
        empty=_("No particular one"),
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency_id"]
        assert isinstance(field, OneOfMany)
        field.choices = [("", _("Our own agency")), *agencies]

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        given.pop("submission")
        return {**given, "agency_id": UUID(given["agency_id"]) if given["agency_id"] else None}


class ReviewForm(AnyamForm):
    """What was found when the case was looked at again."""

    held_on = Day(label=_("Held on"), initial=clock.today)
    decision = One(label=_("What was decided?"), choices=choices.ReviewDecision.choices, css="two")
    level = One(label=_("Level of risk now"), choices=LEVELS)
    child_took_part = forms.BooleanField(label=_("The child took part and was heard"), required=False)
    next_review_on = Day(
        label=_("Next review"),
        may_be_future=True,
        may_be_past=False,
        required=False,
        initial=lambda: clock.today() + timedelta(days=90),
    )
    note = forms.CharField(
        label=_("What has changed, and why this decision?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what has changed. A short text will do.")},
    )

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        return without_submission(self.cleaned_data)


class CloseForm(AnyamForm):
    """Why the case ends, with what outcome."""

    reason = OneOfMany(
        label=_("Why is the case closed?"), choices=lambda: choices.closure_reasons().choices()
    )
    outcome = One(label=_("How does it end for the child?"), choices=choices.Outcome.choices, css="two")
    aftercare_on = Day(
        label=_("Ask again how the child is on"),
        required=False,
        may_be_future=True,
        may_be_past=False,
        initial=lambda: clock.today() + timedelta(days=90),
        help_text=_("Leave it empty when there is nobody to ask."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was said to the child and family? Where can they turn to?"),
    )

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        return without_submission(self.cleaned_data)


class ReopenForm(AnyamForm):
    """Why the case begins again."""

    reason = OneOfMany(
        label=_("Why is the case opened again?"), choices=lambda: choices.reopening_reasons().choices()
    )
    note = forms.CharField(
        label=_("What happened?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        return without_submission(self.cleaned_data)


def without_submission(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != "submission"}
