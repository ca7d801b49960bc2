"""Days and times as numbers and texts, as XForms counts them: days since 1 January 1970, times as parts of a day.

An offset written behind a time ("+07:00") is not counted: the clock on the wall of the office is what a form means.
"""

from __future__ import annotations

import math
import re
from datetime import date, timedelta

_DAY = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)
_TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII)
_EPOCH = date(1970, 1, 1)
_FIRST, _LAST = -719162, 2932896
_NAMES = {
    "id": (
        [
            "Januari",
            "Februari",
            "Maret",
            "April",
            "Mei",
            "Juni",
            "Juli",
            "Agustus",
            "September",
            "Oktober",
            "November",
            "Desember",
        ],
        ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
    ),
    "en": (
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ),
}


def moment_of(text: str) -> float | None:
    """Days since 1970 of a day or a moment, the part of a day of a time; None for anything else."""
    if found := _DAY.fullmatch(text):
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
        days = (day - _EPOCH).days
        if found[4] is None:
            return float(days)
        seconds = _seconds(found[4], found[5], found[6], found[7])
        return None if seconds is None else days + seconds / 86400
    if found := _TIME.fullmatch(text):
        seconds = _seconds(found[1], found[2], found[3], found[4])
        return None if seconds is None else seconds / 86400
    return None


def day_of(days: float) -> str:
    """The day so many days after 1 January 1970, "" where the calendar ends."""
    if not _FIRST <= days < _LAST + 1:
        return ""
    return (_EPOCH + timedelta(days=math.floor(days))).isoformat()


def moment_text(days: float) -> str:
    """The day and time so many days after 1 January 1970, to the millisecond."""
    day = day_of(days)
    if not day:
        return ""
    milliseconds = math.floor((days - math.floor(days)) * 86_400_000 + 0.5)
    if milliseconds >= 86_400_000:
        day, milliseconds = day_of(math.floor(days) + 1), 0
    return f"{day}T{_clock(milliseconds)}" if day else ""


def shaped(text: str, shape: str, language: str) -> str:
    """A day or moment as `shape` tells it (format-date of the ODK specification); "" for what is no day."""
    moment = moment_of(text)
    if moment is None or not _DAY.fullmatch(text):
        return ""
    day = date.fromisoformat(day_of(moment))
    milliseconds = math.floor((moment - math.floor(moment)) * 86_400_000 + 0.5)
    seconds, thousandths = divmod(milliseconds, 1000)
    months, weekdays = _NAMES["en" if language.startswith("en") else "id"]
    marks = {
        "Y": f"{day.year:04}",
        "y": f"{day.year % 100:02}",
        "m": f"{day.month:02}",
        "n": str(day.month),
        "B": months[day.month - 1],
        "b": months[day.month - 1][:3],
        "d": f"{day.day:02}",
        "e": str(day.day),
        "H": f"{seconds // 3600:02}",
        "h": str(seconds // 3600),
        "M": f"{seconds // 60 % 60:02}",
        "S": f"{seconds % 60:02}",
        "3": f"{thousandths:03}",
        "A": weekdays[day.weekday()],
        "a": weekdays[day.weekday()][:3],
        "%": "%",
    }
    return re.sub(r"%(.)", lambda found: marks.get(found[1], ""), shape)


def _seconds(hours: str, minutes: str, seconds: str | None, part: str | None) -> float | None:
    whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)
    if int(hours) > 23 or int(minutes) > 59 or int(seconds or 0) > 59:
        return None
    return whole + float(part or 0)


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"
