"""The forms of the assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import choices
from anyam.casework.cases.results import AnswerInput, Question, Section

from ...components.forms import AnyamForm
from ...reports.fields import Day, One, OneOfMany, Several

MOST_CARDS = 6
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
