"""Which cases a session should talk about, and which days make sense."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from ..choices import WhyDiscuss
from ..results import CaseToDiscuss

LONG_AGO = timedelta(days=60)
"""So long without a word about it a case is proposed, whatever its level."""
LONGEST_ABSENCE = timedelta(days=366)
LONGEST_AHEAD = timedelta(days=366)


def to_discuss(cases: Iterable[CaseToDiscuss], today: date) -> tuple[CaseToDiscuss, ...]:
    """Those with most reasons first, then the longest not talked about; the same order however they are given."""
    found = [replace(one, reasons=_reasons(one, today)) for one in cases]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                -len(one.reasons),
                WhyDiscuss.HIGH_RISK not in one.reasons,
                one.last_discussed or date.min,
                one.number,
            ),
        )
    )


def _reasons(one: CaseToDiscuss, today: date) -> tuple[WhyDiscuss, ...]:
    said = {
        WhyDiscuss.HIGH_RISK: one.level == "high",
        WhyDiscuss.HELD_UP: one.is_held_up,
        WhyDiscuss.LATE: one.is_late,
        WhyDiscuss.LONG_AGO: one.last_discussed is None or today - one.last_discussed >= LONG_AGO,
    }
    return tuple(reason for reason, is_so in said.items() if is_so)


def is_sensible_day(day: date, today: date) -> bool:
    """A day from today on, within a year."""
    return today <= day <= today + LONGEST_AHEAD


def is_sensible_absence(first_on: date, last_on: date | None, today: date) -> bool:
    """It begins within a year and lasts at most one; it may have begun this week, when somebody fell ill."""
    if not today - timedelta(days=7) <= first_on <= today + LONGEST_AHEAD:
        return False
    return last_on is None or (first_on <= last_on <= first_on + LONGEST_ABSENCE and last_on >= today)
