"""A month as a sheet on a wide page, and as a list on a phone and on paper."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format

from anyam.foundation.core import clock

_EARLIEST, _LATEST = 2000, 2100
_LONGEST_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Entry:
    """Something on a day."""

    on: date
    title: str
    kind: str
    url: str
    state: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Box:
    """One day of the sheet."""

    on: date
    is_in_month: bool
    is_today: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Month:
    """A month with whole weeks around it."""

    first: date

    @classmethod
    def asked_for(cls, typed: str) -> Month:
        """The month typed as 2026-11; this month for anything that is no month."""
        try:
            found = date.fromisoformat(f"{typed}-01")
        except ValueError:
            found = clock.today()
        return cls((found if _EARLIEST <= found.year < _LATEST else clock.today()).replace(day=1))

    @property
    def days(self) -> list[date]:
        return list(Calendar().itermonthdates(self.first.year, self.first.month))

    def sheet(self, entries: Iterable[Entry]) -> dict[str, Any]:
        """What `components/month_sheet.html` shows."""
        by_day: dict[date, tuple[Entry, ...]] = {}
        for entry in entries:
            by_day[entry.on] = (*by_day.get(entry.on, ()), entry)
        today, days = clock.today(), self.days
        boxes = [Box(day, day.month == self.first.month, day == today, by_day.get(day, ())) for day in days]
        return {
            "month": self.first,
            "weeks": [boxes[at : at + 7] for at in range(0, len(boxes), 7)],
            "weekdays": [date_format(day, "D") for day in days[:7]],
            "listed": [box for box in boxes if box.is_in_month and box.entries],
            "before": (self.first - timedelta(days=1)).strftime("%Y-%m"),
            "after": (self.first + _LONGEST_MONTH).strftime("%Y-%m"),
        }
