"""Forms filled in after the first assessment: home visits, monitoring, the child's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyam.casework.cases import actions
from anyam.casework.cases.choices import ReviewDecision
from anyam.casework.cases.results import AnswerInput
from anyam.foundation.core import clock

from . import words

if TYPE_CHECKING:
    from .journey import CaseLife

_SHARE_OF_VISITS = 0.3
_SHARE_OF_REVIEWS = 0.5
_SHARE_OF_CHILDREN_ASKED = 0.3
_OLD_ENOUGH_TO_BE_ASKED = 7


def after_visit(case: CaseLife) -> None:
    """Some visits are written down on their form."""
    if not case.stage.is_so(_SHARE_OF_VISITS):
        return
    fill(
        case,
        "home_visit",
        "observed",
        {
            "visit/visited_on": clock.today().isoformat(),
            "visit/met": ["child", "carer"],
            "visit/child_alone": case.drawn({"yes": 3, "no": 1}),
            "home/safe_tonight": _safe(case),
            "home/home_seen": ["bed", "water", "food"],
            "home/sleep_food": case.drawn({"usual": 5, "less": 3, "bad": 1}),
            "agreed/agreed": case.stage.chance.choice(words.SAFETY_PLANS),
        },
    )


def at_review(case: CaseLife, decision: ReviewDecision) -> None:
    """Some reviews are prepared with the monitoring form, and by asking the child."""
    if case.stage.is_so(_SHARE_OF_REVIEWS):
        next_step = {ReviewDecision.CHANGE_PLAN: "change", ReviewDecision.PREPARE_CLOSURE: "close"}
        fill(
            case,
            "monitoring",
            "observed",
            {
                "child/seen_on": clock.today().isoformat(),
                "child/safe_tonight": _safe(case),
                "child/change": case.drawn({"better": 5, "same": 3}),
                "help/received": case.drawn({"all": 4, "some": 4}),
                "help/next_step": next_step.get(decision, "go_on"),
            },
        )
    is_old_enough = case.child.age_on(clock.today()) >= _OLD_ENOUGH_TO_BE_ASKED
    if is_old_enough and case.stage.is_so(_SHARE_OF_CHILDREN_ASKED):
        fill(
            case,
            "child_feedback",
            "child",
            {
                "feeling/listened": case.drawn({"yes": 5, "a_little": 2}),
                "feeling/explained": case.drawn({"yes": 4, "a_little": 3, "no": 1}),
                "feeling/feels_safe": case.drawn({"yes": 4, "a_little": 3, "no": 1}),
                "wishes/helped": case.stage.chance.choice(words.SAFE_ADULTS),
                "wishes/wants_talk": "no",
            },
        )


def fill(case: CaseLife, instrument: str, said_by: str, answers: dict[str, object]) -> None:
    """Fill in and complete one form in one sitting."""
    given = {place: AnswerInput(value, said_by) for place, value in answers.items()}
    actions.save_answers(case.carer, case_id=case.id, instrument=instrument, answers=given)
    actions.complete_assessment(case.carer, case_id=case.id, instrument=instrument)


def _safe(case: CaseLife) -> str:
    return case.drawn({"yes": 8, "with_help": 3 if case.level == "high" else 1})
