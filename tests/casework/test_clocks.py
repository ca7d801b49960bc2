"""Clocks and work lists."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from anyam.casework.sops.choices import DueGroup, PromiseKey
from anyam.casework.sops.rules import STARTING_PROMISES, due_group, end_of_week, group_limits
from anyam.foundation.core import clock
from anyam.foundation.core.working_time import Counting, deadline

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


def test_every_promise_has_a_starting_figure_with_its_source():
    assert set(STARTING_PROMISES) == set(PromiseKey)
    assert STARTING_PROMISES[PromiseKey.TRIAGE_HIGH].hours == 0
    assert STARTING_PROMISES[PromiseKey.TRIAGE_MEDIUM].hours == Decimal(6)
    assert not STARTING_PROMISES[PromiseKey.TRIAGE_LOW].is_confirmed


def test_an_emergency_referral_runs_through_the_night_and_a_normal_one_does_not():
    friday_afternoon = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)  # 15.30 WIB
    assert deadline(friday_afternoon, 2, Counting.CLOCK) == friday_afternoon + timedelta(hours=2)
    monday_morning = deadline(friday_afternoon, 8, Counting.WORKING)
    assert clock.local(monday_morning).isoformat()[:16] == "2026-11-23T15:30"


@given(MOMENTS, st.timedeltas(timedelta(days=-30), timedelta(days=60)))
def test_the_group_counted_by_limits_is_the_group_of_the_row(now, distance):
    due_at = now + distance
    limits = group_limits(now)
    counted = next((group for group, limit in limits.items() if due_at < limit), DueGroup.LATER)
    assert counted is due_group(due_at, now)


@given(st.dates(datetime(2026, 1, 1).date(), datetime(2030, 1, 1).date()))
def test_the_week_ends_on_sunday(day):
    assert end_of_week(day).weekday() == 6
    assert 0 <= (end_of_week(day) - day).days <= 6
