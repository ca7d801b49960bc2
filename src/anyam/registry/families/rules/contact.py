"""Hours at which somebody can be reached. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyam.foundation.core.refusals import Sentence

from ..results import Window


def window_problem(window: Window) -> Sentence | None:
    """What is wrong with a window; None where nothing is."""
    if not window.days:
        return gettext_lazy("Choose at least one weekday for these hours.")
    if not set(window.days) <= set(range(7)):
        return gettext_lazy("Choose weekdays from the list.")
    if window.begin >= window.end:
        return gettext_lazy("The hours end before they begin. Hours after midnight belong to the next day.")
    return None


def is_within(windows: Iterable[Window], moment: datetime) -> bool | None:
    """Whether a local moment lies in one of the windows; None where there are none. The last minute is outside."""
    told = list(windows)
    if not told:
        return None
    return any(
        moment.weekday() in one.days and one.begin <= moment.time().replace(tzinfo=None) < one.end
        for one in told
    )


def window_words(window: Window) -> str:
    """A window as one reads it: Monday, Tuesday 08:00–11:00."""
    days = sorted(window.days)
    names = WEEKDAYS if len(days) <= 2 else WEEKDAYS_ABBR
    told = _("every day") if len(days) == 7 else ", ".join(str(names[day]) for day in days)
    return f"{told} {window.begin:%H:%M}–{window.end:%H:%M}"
