"""What an assessment in the demo district finds: answers by their place, each with who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyam.casework.cases.results import AnswerInput
from anyam.foundation.core import clock

from . import words

if TYPE_CHECKING:
    from .journey import CaseLife

Answers = dict[str, AnswerInput]


def answers_for(case: CaseLife) -> tuple[Answers, Answers]:
    """The answers of the first conversation, and those of the second."""
    chance, concern = case.stage.chance, case.story.concern.code
    age = case.child.age_on(clock.today())
    is_at_risk = case.level == "high"

    def one(*shares: tuple[str, int]) -> str:
        return chance.choices([code for code, _ in shares], [weight for _, weight in shares])[0]

    def yes(share: float) -> str:
        return "yes" if chance.random() < share else "no"

    def said(value: object, by: str) -> AnswerInput:
        return AnswerInput(value, by)

    words_of_child = "child" if age >= 7 else "caregiver"
    first = {
        "safety/safe_tonight": said(
            one(("yes", 3 if is_at_risk else 8), ("with_help", 4), ("no", 1 if is_at_risk else 0)), "observed"
        ),
        "safety/safe_adult": said(chance.choice(words.SAFE_ADULTS), words_of_child),
        "safety/suspect_contact": said(
            one(("no", 5), ("sometimes", 3), ("daily", 2), ("unknown", 1)), "caregiver"
        ),
        "body/injury": said(one(("none", 7), ("light", 3), ("treat", 1)), "observed"),
        "body/sleep_food": said(one(("usual", 3), ("less", 5), ("bad", 2)), "caregiver"),
        "mind/mood": said(
            [one(("calm", 3), ("afraid", 4), ("sad", 4), ("angry", 1), ("numb", 1))], "observed"
        ),
        "family/lives_with": said([one(("mother", 6), ("grandparents", 3), ("relatives", 2))], "caregiver"),
        "school/attends": said(_attends(age, concern, one), "caregiver"),
        "school/education": said(_education(age, concern), "caregiver"),
    }
    rest = {
        "body/examined": said(yes(0.4), "caregiver"),
        "mind/self_harm_talk": said(yes(0.06), "child" if age >= 9 else "observed"),
        "family/carer_able": said(one(("yes", 4), ("with_support", 5), ("no", 1)), "observed"),
        "family/livelihood": said(one(("met", 3), ("barely", 5), ("unmet", 2)), "caregiver"),
        "family/papers": said(["kk"] if concern == "papers" else ["birth", "kk"], "document"),
        "school/works": said(yes(0.9 if concern == "child_labour" else 0.05), "caregiver"),
        "law/legal_position": said(_legal_position(concern, one), "agency"),
        "strengths/good_at": said(chance.choice(words.LIKES), words_of_child),
        "strengths/family_strength": said(chance.choice(words.STRENGTHS), "observed"),
    }
    if age >= 7:
        rest["mind/child_words"] = said(chance.choice(words.WISHES), "child")
    if is_at_risk:
        first["safety/safety_plan"] = said(chance.choice(words.SAFETY_PLANS), "caregiver")
    if chance.random() < 0.4:
        rest["family/neighbourhood"] = said(chance.choice(words.SURROUNDINGS), "observed")
    if concern == "disability":
        first["body/disability"] = said(
            [one(("hearing", 3), ("intellectual", 3), ("physical", 2))], "caregiver"
        )
    return first, rest


def _attends(age: int, concern: str, one: object) -> str:
    if age < 7:
        return "not_yet"
    if concern in {"child_labour", "street"}:
        return "no"
    return one(("yes", 7), ("irregular", 3), ("no", 1))  # type: ignore[operator, no-any-return]


def _education(age: int, concern: str) -> str:
    if age < 7:
        return "paud" if age >= 4 else "none"
    if concern == "disability":
        return "slb"
    if concern in {"child_labour", "street"}:
        return "dropped_out"
    return "sd" if age < 13 else "smp" if age < 16 else "sma"


def _legal_position(concern: str, one: object) -> str:
    if concern == "conflict_with_law":
        return "conflict"
    if concern.startswith("sexual") or concern == "trafficking":
        return "victim"
    return one(("none", 8), ("victim", 2), ("witness", 1))  # type: ignore[operator, no-any-return]
