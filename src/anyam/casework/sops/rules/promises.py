"""Promised times and due groups, without a database.

The figures are starting points from published procedures; each says where it comes from, and what no document
confirms waits for the district's word.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from anyam.foundation.core import clock
from anyam.foundation.core.working_time import Counting

from ..choices import DueGroup, EndReason, PromiseKey, PromiseSource, WorkState

LONGEST_PROMISE_HOURS = 24 * 366


@dataclass(frozen=True)
class Promise:
    """So many hours, counted so, known from there."""

    hours: Decimal
    counting: Counting
    source: PromiseSource
    is_confirmed: bool


def _clock(hours: str, source: PromiseSource, *, is_confirmed: bool = False) -> Promise:
    return Promise(Decimal(hours), Counting.CLOCK, source, is_confirmed)


def _working(hours: str, source: PromiseSource = PromiseSource.EXAMPLE) -> Promise:
    return Promise(Decimal(hours), Counting.WORKING, source, is_confirmed=False)


STARTING_PROMISES: dict[PromiseKey, Promise] = {
    PromiseKey.REPORT_TRIAGE: _clock("2", PromiseSource.BARITO_UTARA),
    PromiseKey.TRIAGE_HIGH: _clock("0", PromiseSource.UPTD_COMPLAINTS, is_confirmed=True),
    PromiseKey.TRIAGE_MEDIUM: _clock("6", PromiseSource.UPTD_COMPLAINTS, is_confirmed=True),
    PromiseKey.TRIAGE_LOW: _clock("24", PromiseSource.FROM_MEMORY),
    PromiseKey.CASE_ASSIGN: _working("8"),
    PromiseKey.OUTREACH: _clock("12", PromiseSource.ACEH_UTARA),
    PromiseKey.ASSESSMENT_HIGH: _working("24", PromiseSource.PROBOLINGGO),
    PromiseKey.ASSESSMENT_MEDIUM: _working("40"),
    PromiseKey.ASSESSMENT_LOW: _working("80"),
    PromiseKey.PLAN_HIGH: _working("24"),
    PromiseKey.PLAN_MEDIUM: _working("40"),
    PromiseKey.PLAN_LOW: _working("80"),
    PromiseKey.REVIEW_HIGH: _clock("336", PromiseSource.EXAMPLE),
    PromiseKey.REVIEW_MEDIUM: _clock("720", PromiseSource.EXAMPLE),
    PromiseKey.REVIEW_LOW: _clock("2160", PromiseSource.EXAMPLE),
    PromiseKey.REFERRAL_EMERGENCY: _clock("2", PromiseSource.EXAMPLE),
    PromiseKey.REFERRAL_URGENT: _working("8"),
    PromiseKey.REFERRAL_NORMAL: _working("24"),
    PromiseKey.REFERRAL_INFORMATION: _working("8"),
    PromiseKey.REFERRAL_NEXT: _working("8"),
    PromiseKey.REFERRAL_SCHEDULE: _working("24"),
    PromiseKey.REFERRAL_OUTCOME: _working("40"),
    PromiseKey.REFERRAL_ESCALATION: _working("8"),
    PromiseKey.GLASS_REVIEW: _working("24"),
    PromiseKey.LOOK_REVIEW: _working("80"),
    PromiseKey.SEAL_KEPT: _clock("168", PromiseSource.EXAMPLE),
    # Correction and notice are confirmed (art. 30, 46); access from memory (art. 32).
    PromiseKey.RIGHTS_ANSWER: _clock("72", PromiseSource.PDP_LAW),
    PromiseKey.SOP_SIGNING: _working("56"),
    PromiseKey.BREACH_NOTICE: _clock("72", PromiseSource.PDP_LAW, is_confirmed=True),
    PromiseKey.LATE_COORDINATOR: _working("16"),
    PromiseKey.LATE_LEADER: _working("24"),
    PromiseKey.AGREEMENT_SIGNED: _working("80"),
    PromiseKey.DELIVERY_ANSWERED: _working("40"),
    PromiseKey.DELIVERY_AGAIN: _working("80"),
    PromiseKey.COMMENTS_RESOLVED: _working("80"),
    PromiseKey.MEETING_ANSWER: _working("16"),
    PromiseKey.MEETING_SIGN: _clock("168", PromiseSource.EXAMPLE),
    PromiseKey.DECISION_ACCEPT: _working("24"),
    PromiseKey.DECISION_CONFIRM: _working("40"),
    PromiseKey.READINESS_VERIFIED: _working("80"),
    PromiseKey.CAPACITY_STATED: _working("8"),
    PromiseKey.ACTING_JOIN: _working("16"),
    PromiseKey.ACTING_WINDOW: _clock("720", PromiseSource.EXAMPLE),
    PromiseKey.FACTS_SETTLED: _working("40"),
    PromiseKey.INTERVIEW_WINDOW: _clock("4320", PromiseSource.EXAMPLE),
    PromiseKey.MESSAGE_ACKNOWLEDGED: _working("8"),
    PromiseKey.CIRCULAR_IN_USE: _working("56"),
    PromiseKey.TERM_DISCUSSED: _working("80"),
    PromiseKey.RATING_SECOND: _working("24"),
    PromiseKey.CUSTODY_WARNING: _clock("24", PromiseSource.EXAMPLE),
}


def state_after(reason: EndReason) -> WorkState:
    """The state in which work ends for `reason`."""
    if reason is EndReason.TIME_RAN_OUT:
        return WorkState.EXPIRED
    is_done = reason in {EndReason.DONE, EndReason.ASKED_BACK, EndReason.HANDED_OVER}
    return WorkState.DONE if is_done else WorkState.CANCELLED


def due_group(due_at: datetime, now: datetime) -> DueGroup:
    """The group of a work list in which something due at `due_at` stands when it is `now`."""
    if due_at < now:
        return DueGroup.OVERDUE
    day, today = clock.local(due_at).date(), clock.local(now).date()
    if day == today:
        return DueGroup.TODAY
    if day == today + timedelta(days=1):
        return DueGroup.TOMORROW
    return DueGroup.THIS_WEEK if day <= end_of_week(today) else DueGroup.LATER


def end_of_week(day: date) -> date:
    """The Sunday of the week of `day`: weeks begin on Monday."""
    return day + timedelta(days=6 - day.weekday())


def group_limits(now: datetime) -> dict[DueGroup, datetime]:
    """The first moment after each group, so that the database can count the groups in one pass."""
    today = clock.local(now).date()
    midnight = clock.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    after_week = (end_of_week(today) - today).days + 1
    return {
        DueGroup.OVERDUE: now,
        DueGroup.TODAY: midnight + timedelta(days=1),
        DueGroup.TOMORROW: midnight + timedelta(days=2),
        DueGroup.THIS_WEEK: midnight + timedelta(days=max(after_week, 2)),
    }
