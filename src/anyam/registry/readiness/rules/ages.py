"""How words grow old: checklists decay, papers and certificates run out."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Collection
from datetime import date, timedelta

from ..choices import AssessmentStep, FillingState, PaperStanding, Standing

PAPER_ASKED_BEFORE = 180
"""Days before its end a registration or accreditation becomes work: the way to a new one is long."""
CERTIFICATE_ASKED_BEFORE = 60

_STANDINGS = {
    FillingState.STATED: Standing.STATED,
    FillingState.VERIFIED: Standing.VERIFIED,
    FillingState.DIFFERS: Standing.DIFFERS,
}


def decays_on(filled_on: date, verified_on: date | None, days: int) -> date:
    """The last day it counts: so many days after somebody last looked, the agency itself or another."""
    return (verified_on or filled_on) + timedelta(days=days)


def standing_of(
    state: FillingState | None, filled_on: date | None, verified_on: date | None, today: date, days: int
) -> Standing:
    """How far a checklist can be relied on today. Too old is not updated, whatever was once verified."""
    if state is None or filled_on is None:
        return Standing.NEVER
    if today > decays_on(filled_on, verified_on, days):
        return Standing.NOT_UPDATED
    return _STANDINGS.get(state, Standing.NOT_UPDATED)


def years_on(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes the 28th where there is none."""
    if day.month == 2 and day.day == 29 and not isleap(day.year + years):
        return date(day.year + years, 2, 28)
    return day.replace(year=day.year + years)


def paper_standing(runs_until: date, today: date, before: int = PAPER_ASKED_BEFORE) -> PaperStanding:
    """Whether a paper holds; the last day belongs to it."""
    if today > runs_until:
        return PaperStanding.ENDED
    return PaperStanding.ENDS_SOON if (runs_until - today).days <= before else PaperStanding.VALID


def is_certificate_near(runs_until: date | None, today: date) -> bool:
    """Whether a certificate has run out or will soon; one without an end never does."""
    if runs_until is None:
        return False
    return paper_standing(runs_until, today, CERTIFICATE_ASKED_BEFORE) is not PaperStanding.VALID


def next_step(done: Collection[str]) -> AssessmentStep | None:
    """The first step that is not done; None when all are."""
    return next((step for step in AssessmentStep if step not in done), None)
