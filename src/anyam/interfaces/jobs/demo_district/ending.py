"""The end of a case of the demo district, and sometimes its second beginning."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from anyam.casework.cases import actions, queries
from anyam.casework.cases.choices import ActionState, Outcome
from anyam.casework.referrals.choices import WithdrawReason
from anyam.foundation.access import Role
from anyam.foundation.core import clock

from . import words
from .insisting import insisting

if TYPE_CHECKING:
    from .journey import CaseLife

_MOST_TRIES_TO_CLOSE = 6
_CLOSING_REASONS = {
    "goals_reached": 46,
    "safe_with_family": 34,
    "alternative_care": 5,
    "refused": 12,
    "other": 3,
}
_CLOSING_OUTCOMES = {"better": 66, "partly": 27, "unchanged": 7}


def try_to_close(case: CaseLife) -> None:
    case.tries_to_close += 1
    waiting = [r for r in case.referrals if not r.is_over]
    if waiting and case.tries_to_close < _MOST_TRIES_TO_CLOSE:
        case.in_days(8, partial(try_to_close, case))
        return
    for item in [i for i in case.items if not i.is_over]:
        case.progress(item, ActionState.DONE if case.stage.is_so(0.7) else ActionState.DROPPED)
    reason = case.drawn(_CLOSING_REASONS)
    outcome = case.drawn(_CLOSING_OUTCOMES)
    for referral in waiting:
        case.soon(0.2, partial(referral.withdraw_unless_over, WithdrawReason.NOT_NEEDED))
    case.soon(2, lambda: _close(case, reason, outcome, words.CLOSURE_NOTES))
    if case.tries_to_close < 3 * _MOST_TRIES_TO_CLOSE:
        case.in_days(8, partial(try_to_close, case))  # in case something still stood in the way


def end_as_it_stands(case: CaseLife, reason: str) -> None:
    if case.is_open:
        _close(case, reason, "unknown" if reason == "moved_away" else "partly", ("",))


def _close(case: CaseLife, reason: str, outcome: str, notes: tuple[str, ...]) -> None:
    needs_aftercare = reason in {"goals_reached", "safe_with_family", "alternative_care"}
    days = case.stage.chance.choice((30, 60, 90))
    actions.close_case(
        case.manager,
        case_id=case.id,
        reason=reason,
        outcome=Outcome(outcome),
        aftercare_on=clock.today() + timedelta(days=days) if needs_aftercare else None,
        note=case.stage.chance.choice(notes),
    )
    case.is_open, case.round = False, case.round + 1
    if needs_aftercare and case.stage.is_so(0.88):
        day = case.stage.on_day(days + case.stage.chance.choice((-4, -1, 0, 0, 3, 9)))
        case.stage.at(day, partial(_look_after, case, case.round))
    if needs_aftercare and case.stage.is_so(0.06):
        day = case.stage.on_day(case.stage.about(60, 0.4))
        case.stage.at(
            day, lambda: _reopen(case, "goals_lost" if case.stage.is_so(0.5) else "new_information")
        )


def _look_after(case: CaseLife, closed_in: int) -> None:
    """The aftercare contact: how is the child some weeks later?"""
    if case.is_open or case.round != closed_in:
        return
    insisting(
        case.stage,
        actions.record_contact,
        case.carer,
        case_id=case.id,
        kind=case.stage.chance.choice(("phone", "phone", "home_visit")),
        on=clock.today(),
        with_whom=case.stage.chance.choice(words.WITH_WHOM),
        note=case.stage.chance.choice(words.AFTERCARE_NOTES),
    )


def _reopen(case: CaseLife, reason: str) -> None:
    """The case begins anew with an assessment."""
    if case.is_open or birthday(case.child.born_on, 18) <= clock.today():
        return
    actions.reopen_case(
        case.manager, case_id=case.id, reason=reason, note=case.stage.chance.choice(words.REOPEN_NOTES)
    )
    case.is_open, case.round = True, case.round + 1
    case.reviews, case.tries_to_close, case.has_plan = 0, 0, False
    for item in case.items:
        item.is_over = True
    case.level = queries.case_ref(case.district.system, case.id).level
    case.needs = case.needs[:2]
    case.first_steps()


def reopen_for_new_report(case: CaseLife) -> None:
    """A new report about a child whose case is closed."""
    if not case.is_open:
        _reopen(case, "new_incident")


def link_to(case: CaseLife, older: CaseLife) -> None:
    """A brother or sister turned out to have a case as well."""
    supervisor = case.district.staff.of("ult_psai", Role.SUPERVISOR)[0]
    number = queries.case_ref(case.district.system, older.id).number
    actions.link_sibling(supervisor, case_id=case.id, other_number=number)


def birthday(born_on: date, years: int) -> date:
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)
