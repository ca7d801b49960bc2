"""The forms of filling in an instrument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import choices
from anyam.casework.cases.choices import Source
from anyam.casework.cases.results import AnotherTurn, AnswerInput, Heading, Question, Section, Turn
from anyam.registry.instruments.choices import Type

from ...components.forms import AnyamForm
from ...reports.fields import Day, One, OneOfMany, Several
from .typed import MomentField, NumberField, RankField, TimeField

MOST_CARDS = 6
KNOWN_ANSWERS = [("same", _("Still true")), ("changed", _("Changed")), ("later", _("Not asked this time"))]
SAID_BY = [choice for choice in Source.choices if choice[0] != Source.CALCULATED]


class SectionForm(AnyamForm):
    """One section of an instrument.

    Who said it is asked once for the section and may differ for a single question. What is known already only asks
    whether it still holds. The server decides which questions apply; all are in the page, so that it can follow the
    answers while they are typed.
    """

    source = OneOfMany(
        label=_("Who told you this?"),
        required=False,
        choices=SAID_BY,
        empty=_("Choose who said it"),
        help_text=_("For a question answered by somebody else, choose that below the question."),
    )

    def __init__(self, *args: Any, section: Section, usual_source: str = "", **kwargs: Any) -> None:
        self.section = section
        self.asked = [question for question in section.questions if question.is_asked]
        usual = _commonest([one.source for one in self.asked if not one.is_prefilled]) or usual_source
        added: dict[str, forms.Field] = {}
        for question in self.asked:
            added |= _fields_for(question, usual)
        self.__dict__["base_fields"] = {
            **self.base_fields,
            **added,
        }  # so that they are prepared like all others
        super().__init__(*args, **kwargs)
        self.fields["source"].initial = usual

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each line of the section with its fields, for the page."""
        return [self._row(line) for line in self.section.lines]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("source") and any(self._needs_source(question, given) for question in self.asked):
            self.add_error(
                "source", _("Choose who told you this: the child, a caregiver, or what you saw yourself.")
            )
        return given

    def answers(self) -> dict[str, AnswerInput]:
        """What was answered here, by its place; what is not right yet is left out."""
        given = ((question, self._answer(question)) for question in self.asked)
        return {question.place: answer for question, answer in given if answer is not None}

    def _row(self, line: Any) -> dict[str, Any]:
        if isinstance(line, Heading):
            return {"kind": "heading", "line": line}
        if isinstance(line, Turn):
            return {"kind": "turn", "line": line}
        if isinstance(line, AnotherTurn):
            return {"kind": "more", "line": line}
        if not line.is_asked:
            return {"kind": "text", "line": line, "words": line.words}
        return {
            "kind": "question",
            "line": line,
            "answer": self[line.place],
            "source": self[f"{line.place}-source"],
            "known": self[f"{line.place}-known"] if line.is_prefilled else None,
            "known_value": line.words,
        }

    def _needs_source(self, question: Question, given: Mapping[str, Any]) -> bool:
        is_same = given.get(f"{question.place}-known") == "same"
        is_told = given.get(question.place) not in (None, "", [])
        is_kept = question.is_prefilled and given.get(f"{question.place}-known") != "changed"
        return is_told and not is_same and not is_kept and not given.get(f"{question.place}-source")

    def _answer(self, question: Question) -> AnswerInput | None:
        given = self.cleaned_data
        known = given.get(f"{question.place}-known")
        if known == "same":
            return AnswerInput(question.value, question.source)
        if question.place not in given or (question.is_prefilled and known != "changed"):
            return None
        value = _as_written(given[question.place])
        if not value and not question.value:
            return None
        source = given.get(f"{question.place}-source") or given.get("source") or Source.OBSERVED
        return AnswerInput(value, source)


class CompleteForm(AnyamForm):
    """Completing an instrument of which nothing more is asked."""


class CompleteWithNeedsForm(CompleteForm):
    """What the assessment found that the child and family need."""

    needs = Several(
        label=_("What does the child need?"),
        choices=lambda: choices.needs().choices(),
        css="two",
        help_text=_("Choose all that apply. The plan will answer each of them."),
        error_messages={"required": _("Choose at least one need, or close the case if none is left.")},
    )


def _as_written(value: Any) -> str:
    """A cleaned answer as the form writes it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    if isinstance(value, bool):
        return "OK" if value else ""
    return "" if value is None else str(value)


def _commonest(sources: Sequence[str]) -> str:
    told = [source for source in sources if source and source != Source.CALCULATED]
    return max(told, key=told.count) if told else ""


def _fields_for(question: Question, usual: str) -> dict[str, forms.Field]:
    """The answer, who said it if not the `usual` source, and whether it still holds if it is known."""
    answer = _kind_of_field(question)
    answer.label, answer.required = question.label, False
    told = (question.hint, answer.words if isinstance(answer, RankField) else "")
    answer.help_text = escape(" ".join(part for part in told if part))  # its template takes it as written
    answer.initial = question.values if isinstance(answer, Several) else question.value
    source = OneOfMany(
        label=_("Who said this?"), required=False, choices=SAID_BY, empty=_("As for the whole section")
    )
    source.initial = question.source if not question.is_prefilled and question.source != usual else ""
    fields = {question.place: answer, f"{question.place}-source": source}
    if question.is_prefilled:
        fields[f"{question.place}-known"] = One(
            label=_("Is this still so?"), required=False, choices=KNOWN_ANSWERS
        )
    return fields


def _kind_of_field(question: Question) -> forms.Field:
    match question.type:
        case Type.ONE:
            return (One if len(question.choices) <= MOST_CARDS else OneOfMany)(choices=question.choices)
        case Type.SEVERAL:
            return Several(choices=question.choices)
        case Type.RANK:
            return RankField(choices=question.choices)
        case Type.DATE:
            return Day(may_be_future=True)
        case Type.TIME:
            return TimeField()
        case Type.DATETIME:
            return MomentField()
        case Type.INTEGER | Type.DECIMAL | Type.RANGE:
            return NumberField(is_whole=question.type is Type.INTEGER)
        case Type.ACKNOWLEDGE:
            return forms.BooleanField()
    is_long = "multiline" in question.appearance
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}) if is_long else forms.TextInput())
