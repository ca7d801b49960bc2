"""Moments as somebody types them: not in the future, not absurdly long ago."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal

_LONGEST_BACK = timedelta(days=5 * 366)
# Clocks differ a little between desks.
_AHEAD = timedelta(minutes=5)


class MomentIsNotPossible(Refusal):
    sentence = _("Write the day and the time at which it was: now or earlier.")


def past_moment(moment: datetime, field: str, *, after: datetime | None = None) -> datetime:
    """The moment, at most now. Raises MomentIsNotPossible for the future, and for what lies before `after`."""
    now = clock.now()
    if not now - _LONGEST_BACK <= moment <= now + _AHEAD or (after is not None and moment < after):
        raise MomentIsNotPossible(field=field)
    return min(moment, now)
