"""How long a term may be, what a quantity is, and when somebody is warned of an end."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from .dates import add_months

LONGEST_TERM_YEARS = 30
MOST_QUANTITY = Decimal("999999999.99")
STAGES = (180, 90, 30)
"""So many days before its end the parties are warned, once at each."""


def days_left(ends_on: date, today: date) -> int:
    """Days until the last day of a term; 0 on the last day itself, negative when it is over."""
    return (ends_on - today).days


def warning_stage(ends_on: date, today: date) -> int | None:
    """The stage that has been reached on `today`; None before the first one and after the end."""
    left = days_left(ends_on, today)
    if left < 0:
        return None
    return min((stage for stage in STAGES if left <= stage), default=None)


def next_stage_day(ends_on: date, stage: int) -> date:
    """Until when the work of this stage is due: the day of the next warning, or the last day of the term."""
    later = [one for one in STAGES if one < stage]
    return ends_on - timedelta(days=max(later)) if later else ends_on


def term_is_too_long(starts_on: date, ends_on: date) -> bool:
    return ends_on >= add_months(starts_on, 12 * LONGEST_TERM_YEARS)


def is_quantity(quantity: Decimal) -> bool:
    """Whether this many of something can be owed: more than nothing, with at most two decimals, and sayable."""
    if not quantity.is_finite() or not 0 < quantity <= MOST_QUANTITY:
        return False
    return quantity == quantity.quantize(Decimal("0.01"))
