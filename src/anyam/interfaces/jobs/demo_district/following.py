"""Keeping in touch with a child of the demo district, and looking back at the plan."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from anyam.casework.cases import actions, queries
from anyam.casework.cases.choices import ContactKind, ReviewDecision
from anyam.foundation.core import clock

from . import words
from .ending import try_to_close
from .filling import after_visit, at_review
from .insisting import insisting

if TYPE_CHECKING:
    from .journey import CaseLife

DAYS_TO_REVIEW = {"high": 14, "medium": 30, "low": 60}
_DAYS_BETWEEN_CONTACTS = {"high": 14.0, "medium": 35.0, "low": 60.0}
_CALMER = {"high": "medium", "medium": "low", "low": "low"}


def begin_contacts(case: CaseLife) -> None:
    case.in_days(_DAYS_BETWEEN_CONTACTS[case.level], partial(keep_contact, case))


def keep_contact(case: CaseLife) -> None:
    kind = case.stage.chance.choices(
        ("home_visit", "phone", "office", "accompaniment", "service", "coordination"),
        (34, 24, 12, 10, 10, 10),
    )[0]
    record_contact(case, kind)
    if case.district.is_near_the_end():
        queries.get_case(case.carer, case.id)  # opening the case is kept as a look
    case.in_days(_DAYS_BETWEEN_CONTACTS[case.level], partial(keep_contact, case))


def record_contact(case: CaseLife, kind: str) -> None:
    chance = case.stage.chance
    is_service = kind == ContactKind.SERVICE
    next_visit = None
    if kind == ContactKind.HOME_VISIT and case.stage.is_so(0.5):
        next_visit = case.stage.on_day(case.stage.about(_DAYS_BETWEEN_CONTACTS[case.level], 0.3)).date()
    insisting(
        case.stage,
        actions.record_contact,
        case.carer,
        case_id=case.id,
        kind=kind,
        on=clock.today(),
        need=case.needs[0] if is_service else "",
        with_whom=chance.choice(words.WITH_WHOM) if kind != ContactKind.COORDINATION else "",
        was_child_seen=kind in {"home_visit", "office", "accompaniment", "service"}
        and case.stage.is_so(0.85),
        note=chance.choice(words.CONTACT_NOTES[kind]),
        next_visit_on=next_visit,
    )
    if kind == ContactKind.HOME_VISIT:
        after_visit(case)


def review_in(case: CaseLife, days: float) -> None:
    begun = case.reviews

    def review() -> None:
        if case.reviews == begun:
            _review(case)

    case.stage.at(
        case.stage.on_day(days + case.stage.chance.choice((-1, 0, 0, 1, 2, 5))), case.if_open(review)
    )


def _review(case: CaseLife) -> None:
    case.reviews += 1
    waiting = [r for r in case.referrals if not r.is_over]
    is_calmer = case.reviews >= 2 or not waiting or case.stage.is_so(0.4)
    case.level = _CALMER[case.level] if is_calmer else case.level
    is_ready = not waiting and case.reviews >= 2 and case.level != "high" and case.has_plan
    decision = ReviewDecision.CONTINUE
    if is_ready or case.reviews >= 7:
        decision = ReviewDecision.PREPARE_CLOSURE
        case.level = "low" if case.level == "high" else case.level
    elif case.stage.is_so(0.12):
        decision = ReviewDecision.CHANGE_PLAN
    at_review(case, decision)
    days = int(case.stage.about(DAYS_TO_REVIEW[case.level], 0.25))
    actions.record_review(
        case.manager if case.stage.is_so(0.6) else case.carer,
        case_id=case.id,
        held_on=clock.today(),
        decision=decision,
        level=case.level,
        child_took_part=case.child.age_on(clock.today()) >= 6 and case.stage.is_so(0.7),
        next_review_on=clock.today() + timedelta(days=max(days, 3)),
        note=words.REVIEW_NOTES[decision],
    )
    if decision == ReviewDecision.PREPARE_CLOSURE:
        case.soon(20, partial(try_to_close, case))
    else:
        review_in(case, max(days, 3))
    if decision == ReviewDecision.CHANGE_PLAN:
        case.soon(10, partial(_change_plan, case))


def _change_plan(case: CaseLife) -> None:
    """One need more: the open parts of the agreed plan are copied into a draft, which replaces it."""
    new = [n for n in case.story.concern.needs if n not in case.needs]
    if not new or not case.has_plan:
        return
    case.needs.append(case.stage.chance.choice(new))
    case.make_plan()
    find_actions_again(case)


def find_actions_again(case: CaseLife) -> None:
    """The open actions have other numbers in the new plan."""
    written = [a for goal in queries.get_plan(case.carer, case.id).goals for a in goal.actions]
    for item in [item for item in case.items if not item.is_over]:
        item.id = next((a.id for a in written if a.title == item.title and a.need == item.need), item.id)
