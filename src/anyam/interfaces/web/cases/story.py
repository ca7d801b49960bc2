"""How the story of a case is drawn: what was a milestone, what should be noticed."""

from __future__ import annotations

from dataclasses import replace

from anyam.casework.cases.results import TimelineEntry

MILESTONES = frozenset({"case_opened", "assessment_completed", "plan_agreed", "case_closed", "case_reopened"})
ALARMS = frozenset({"referral_expired", "referral_failed", "work_escalated"})
MESSAGES = frozenset({"referral_information_asked", "referral_information_answered", "referral_reminded"})


def drawn(entries: tuple[TimelineEntry, ...]) -> list[TimelineEntry]:
    """The entries with the mark each is drawn with in place of its event's name."""
    return [replace(entry, kind=_mark(entry.kind)) for entry in entries]


def _mark(kind: str) -> str:
    marks = (("milestone", MILESTONES), ("alarm", ALARMS), ("message", MESSAGES))
    return next((mark for mark, kinds in marks if kind in kinds), "")
