"""Days as people write them, in the language of the moment."""

from datetime import date, datetime

from django.utils.formats import date_format

from anyam.foundation.core import clock


def day_in_words(day: date | datetime) -> str:
    """'19 November 2026'; of a moment, the day it is in the district."""
    return date_format(clock.local(day) if isinstance(day, datetime) else day, "j F Y")


def moment_in_words(moment: datetime) -> str:
    """'19 November 2026 10.42', in the district's own time."""
    return date_format(clock.local(moment), "j F Y H.i")
