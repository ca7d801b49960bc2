"""The built-in assessment form, read from `data/instruments/`."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from anyam.casework.cases.choices import Compartment
from anyam.foundation.core.text import clean_text
from anyam.foundation.core.vocabularies import data_folder, vocabulary

LONGEST_ANSWER = 5000


@dataclass(frozen=True)
class Wording:
    """The same words in both languages."""

    indonesian: str
    english: str

    def __str__(self) -> str:
        return self.english if (get_language() or "id").startswith("en") else self.indonesian


@dataclass(frozen=True)
class FormQuestion:
    code: str
    kind: str
    compartment: str
    label: Wording
    hint: Wording
    listed: tuple[tuple[str, Wording], ...]
    vocabulary: str

    def choices(self) -> tuple[tuple[str, str], ...]:
        if self.vocabulary:
            return tuple(vocabulary(self.vocabulary).choices())
        return tuple((code, str(words)) for code, words in self.listed)


@dataclass(frozen=True)
class FormSection:
    code: str
    title: Wording
    intro: Wording
    questions: tuple[FormQuestion, ...]


@dataclass(frozen=True)
class AssessmentForm:
    code: str
    version: str
    sections: tuple[FormSection, ...]

    def questions(self) -> dict[str, FormQuestion]:
        return {question.code: question for section in self.sections for question in section.questions}


@lru_cache
def assessment_form(name: str = "biopsychosocial") -> AssessmentForm:
    """The form kept under `name`. Raises FileNotFoundError for an unknown one."""
    kept = json.loads((data_folder() / "instruments" / f"{name}.json").read_text(encoding="utf-8"))
    return AssessmentForm(kept["code"], kept["version"], tuple(_section(s) for s in kept["sections"]))


def accepted_value(question: FormQuestion, given: Any) -> Any:
    """`given` as it may be kept, or None for no answer. Raises ValueError when it is not an answer to the question."""
    if given in (None, "", [], ()):
        return None
    if question.kind == "several":
        return _among_choices(question, [str(code) for code in given])
    if question.kind in {"one", "yes_no"}:
        return _among_choices(question, [str(given)])[0]
    text = clean_text(str(given))
    if len(text) > LONGEST_ANSWER:
        raise ValueError("too long")
    return text or None


def _among_choices(question: FormQuestion, given: list[str]) -> list[str]:
    allowed = {"yes", "no"} if question.kind == "yes_no" else {code for code, _label in question.choices()}
    if not allowed.issuperset(given):
        raise ValueError("not one of the choices")
    return given


def _section(kept: dict[str, Any]) -> FormSection:
    return FormSection(
        kept["code"],
        Wording(kept["title"]["id"], kept["title"]["en"]),
        Wording(kept["intro"]["id"], kept["intro"]["en"]),
        tuple(_question(question) for question in kept["questions"]),
    )


def _question(kept: dict[str, Any]) -> FormQuestion:
    return FormQuestion(
        kept["code"],
        kept["kind"],
        Compartment(kept["compartment"]),
        Wording(kept["id"], kept["en"]),
        Wording(kept.get("hint_id", ""), kept.get("hint_en", "")),
        tuple((code, Wording(indonesian, english)) for code, indonesian, english in kept.get("choices", ())),
        kept.get("vocabulary", ""),
    )
