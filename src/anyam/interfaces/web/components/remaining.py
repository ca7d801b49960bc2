"""How long until something is due, in words, with the tone the words carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext, ngettext

from anyam.foundation.core import clock

Due = date | datetime


@dataclass(frozen=True, slots=True)
class Remaining:
    """`words` say it, `tone` colours it, `share` (0 to 100) is what is left of the promised time."""

    words: str
    tone: str
    share: int = 0


def remaining(due: Due, started: datetime | None = None) -> Remaining:
    """'1 day late', '6 hours left', 'Today', 'Tomorrow' or a date; never blame, always the fact."""
    if not isinstance(due, datetime):
        return _by_day(due)
    due = _aware(due)
    now = clock.now()
    left = due - now
    share = _share(left, due, started)
    if left < timedelta(0):
        return Remaining(_late(-left), "red")
    if left < timedelta(hours=24):
        return Remaining(_left(left), "orange", share)
    return Remaining(_later(clock.local(due).date()), "" if left > timedelta(hours=48) else "yellow", share)


def _aware(moment: datetime) -> datetime:
    return make_aware(moment) if is_naive(moment) else moment


def _by_day(due: date) -> Remaining:
    days = (due - clock.today()).days
    if days < 0:
        return Remaining(_late(timedelta(days=-days)), "red")
    if days == 0:
        return Remaining(gettext("Today"), "orange")
    return Remaining(_later(due), "yellow" if days == 1 else "", 100)


def _share(left: timedelta, due: datetime, started: datetime | None) -> int:
    if started is None:
        return max(4, min(100, round(left / timedelta(hours=24) * 100)))
    whole = due - _aware(started)
    return max(4, min(100, round(left / whole * 100))) if whole > timedelta(0) else 4


def _late(by: timedelta) -> str:
    if by >= timedelta(days=60):
        months = by.days // 30
        return ngettext("%(n)d month late", "%(n)d months late", months) % {"n": months}
    if by >= timedelta(days=1):
        return ngettext("%(n)d day late", "%(n)d days late", by.days) % {"n": by.days}
    hours = int(by.total_seconds() // 3600)
    if hours:
        return ngettext("%(n)d hour late", "%(n)d hours late", hours) % {"n": hours}
    minutes = max(1, int(by.total_seconds() // 60))
    return ngettext("%(n)d minute late", "%(n)d minutes late", minutes) % {"n": minutes}


def _left(left: timedelta) -> str:
    hours = int(left.total_seconds() // 3600)
    if hours:
        return ngettext("%(n)d hour left", "%(n)d hours left", hours) % {"n": hours}
    minutes = max(1, int(left.total_seconds() // 60))
    return ngettext("%(n)d minute left", "%(n)d minutes left", minutes) % {"n": minutes}


def _later(day: date) -> str:
    if day == clock.today() + timedelta(days=1):
        return gettext("Tomorrow")
    same_year = day.year == clock.today().year
    return date_format(day, "D, j M" if same_year else "j M Y")
