"""Filters that write dates, ages, phones and names the way people here write them. They never raise."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import get_language, gettext, ngettext

from anyam.foundation.core import clock

from ..phones import written
from ..remaining import remaining

register = template.Library()

_ZONE_NAMES = {7: "WIB", 8: "WITA", 9: "WIT"}


@register.filter
def when(value: Any) -> str:
    """'Kamis, 19 November 2026, 10.42 WIB' for a moment; the long date for a day."""
    if not isinstance(value, datetime):
        return day(value)
    local = _local(value)
    return f"{date_format(local, 'l, j F Y')}, {_time(local)} {_zone(local)}".rstrip()


@register.filter
def when_short(value: Any) -> str:
    """'19 Nov, 10.42', with the year when it is not this year."""
    if not isinstance(value, datetime):
        return day_short(value)
    local = _local(value)
    return f"{date_format(local, _short_pattern(local.date()))}, {_time(local)}"


@register.filter
def day(value: Any) -> str:
    """'19 November 2026'."""
    moment = _local(value) if isinstance(value, datetime) else value
    return date_format(moment, "j F Y") if isinstance(moment, date) else ""


@register.filter
def day_short(value: Any) -> str:
    """'19 Nov', with the year when it is not this year."""
    moment = _local(value).date() if isinstance(value, datetime) else value
    return date_format(moment, _short_pattern(moment)) if isinstance(moment, date) else ""


@register.filter
def clock_time(value: Any) -> str:
    """'10.42' (Indonesian) or '10:42' (English)."""
    return _time(_local(value)) if isinstance(value, datetime) else ""


@register.filter
def iso(value: Any) -> str:
    """For the `datetime` attribute of <time>."""
    return value.isoformat() if isinstance(value, date) else ""


@register.filter
def due_tag(value: Any) -> SafeString | str:
    """A tag in words: '1 day late', '6 hours left', 'Today', 'Mon, 23 Nov'."""
    if not isinstance(value, date):
        return ""
    left = remaining(value)
    return format_html(
        '<time class="tag {}" datetime="{}" title="{}">{}</time>',
        left.tone,
        iso(value),
        when(value),
        left.words,
    )


@register.filter
def due_words(value: Any) -> str:
    return remaining(value).words if isinstance(value, date) else ""


@register.filter
def age(born: Any) -> str:
    """'9 tahun 3 bulan' from a date of birth; under one year in months; a number is taken as whole years."""
    if isinstance(born, int) and not isinstance(born, bool):
        return ngettext("%(n)d year", "%(n)d years", born) % {"n": born}
    if not isinstance(born, date):
        return ""
    months = _months(born.date() if isinstance(born, datetime) else born)
    if months < 0:
        return ""
    years, rest = divmod(months, 12)
    parts = []
    if years:
        parts.append(ngettext("%(n)d year", "%(n)d years", years) % {"n": years})
    if rest or not years:
        parts.append(ngettext("%(n)d month", "%(n)d months", rest) % {"n": rest})
    return " ".join(parts)


@register.filter
def age_years(born: Any) -> str:
    """'9 tahun', for lists and the identity bar."""
    if isinstance(born, date):
        months = _months(born.date() if isinstance(born, datetime) else born)
        return age(months // 12) if months >= 12 else age(born)
    return age(born)


@register.filter
def phone(value: Any) -> str:
    """'0812-3456-7890' from the stored '+6281234567890'."""
    return written(value)


@register.filter
def tel(value: Any) -> str:
    """For `href="tel:…"`."""
    return "".join(c for c in str(value or "") if c in "+0123456789")


@register.filter
def phone_masked(value: Any) -> str:
    """'0812-••••-789': enough to recognise, not to call."""
    shown = "".join(c for c in phone(value) if c in "0123456789")
    return f"{shown[:4]}-••••-{shown[-3:]}" if len(shown) >= 9 else "••••"


@register.filter
def initials(name: Any) -> str:
    """'SA' from 'Siti Aminah'; masked names keep their first letters."""
    words = [word for word in str(name or "").split() if word[:1].isalnum()]
    return "".join(word[0] for word in words[:2]).upper()


@register.filter
def monogram(name: Any) -> str:
    """The two letters on an agency's sign: 'DP' for Dinas Pendidikan, 'RS' for RSUD."""
    words = [word for word in str(name or "").split() if word[:1].isalnum()]
    return (words[0][:2] if len(words) == 1 else initials(name)).upper() if words else ""


@register.filter
def few(count: Any) -> str:
    """Counts in badges: '99+' beyond 99."""
    try:
        return "99+" if int(count) > 99 else str(int(count))
    except (TypeError, ValueError, OverflowError):
        return ""


@register.filter
def or_dash(value: Any) -> Any:
    """'Not recorded yet' in place of nothing."""
    return value if value not in (None, "", [], ()) else gettext("Not recorded yet")


def _local(moment: datetime) -> datetime:
    return clock.local(make_aware(moment) if is_naive(moment) else moment)


def _time(local: datetime) -> str:
    return local.strftime("%H:%M" if (get_language() or "id").startswith("en") else "%H.%M")


def _zone(local: datetime) -> str:
    offset = local.utcoffset()
    return _ZONE_NAMES.get(int(offset.total_seconds() // 3600), "") if offset is not None else ""


def _short_pattern(moment: date) -> str:
    return "j M" if moment.year == clock.today().year else "j M Y"


def _months(born: date) -> int:
    today = clock.today()
    return (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
