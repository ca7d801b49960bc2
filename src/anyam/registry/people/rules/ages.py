"""Ages when a birth date is known to the day, the month, the year, or only by guess. Pure."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from anyam.foundation.core.refusals import Sentence

from ..choices import BirthPrecision

ADULT_AT = 18  # UU 35/2014 art. 1: a child is younger than 18 years, and one not yet born
OLDEST = 120
LONGEST_WAIT = timedelta(days=300)  # from today to the birth of an unborn child
OVERDUE = timedelta(days=45)
ESTIMATE_ERRS_BY = timedelta(
    days=5 * 365
)  # an age somebody guessed refuses no relation that five years allow


@dataclass(frozen=True)
class AgeRange:
    """The youngest and oldest age in full years that fits what is known."""

    youngest: int
    oldest: int

    def overlaps(self, other: AgeRange, *, within: int = 0) -> bool:
        return self.youngest - within <= other.oldest and other.youngest - within <= self.oldest


def full_years(born_on: date, on: date) -> int:
    """Full years; who was born on 29 February grows a year older on 1 March of other years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def full_months(born_on: date, on: date) -> int:
    return (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)


def birth_of_age(years: int, on: date) -> date:
    """A birth date to keep for somebody said to be about `years` old on a day: so many years and a half before it.

    Raises ValueError for an age no person has.
    """
    if not 0 <= years <= OLDEST:
        raise ValueError("an age is between 0 and 120 years")
    months = on.year * 12 + on.month - 1 - years * 12 - 6
    return date(months // 12, months % 12 + 1, 1)


def age_range(born_on: date | None, precision: str, on: date) -> AgeRange | None:
    """The ages that fit; None when nothing is known."""
    if precision == BirthPrecision.UNBORN:
        return AgeRange(0, 0)
    if born_on is None or precision == BirthPrecision.UNKNOWN:
        return None
    years = full_years(born_on, on)
    if precision == BirthPrecision.MONTH:
        months = full_months(born_on.replace(day=1), on)
        return AgeRange(max(0, (months - 1) // 12), max(0, months // 12))
    if precision == BirthPrecision.YEAR:
        return AgeRange(max(0, on.year - born_on.year - 1), max(0, on.year - born_on.year))
    if precision == BirthPrecision.ESTIMATE:
        return AgeRange(max(0, years - 1), max(0, years + 1))
    return AgeRange(max(0, years), max(0, years))


def birth_span(born_on: date | None, precision: str) -> tuple[date | None, date | None]:
    """The first and the last day on which somebody can have been born; None where nothing is known."""
    if born_on is None or precision in {BirthPrecision.UNKNOWN, BirthPrecision.UNBORN}:
        return None, None
    if precision == BirthPrecision.MONTH:
        return born_on.replace(day=1), born_on.replace(day=monthrange(born_on.year, born_on.month)[1])
    if precision == BirthPrecision.YEAR:
        return date(born_on.year, 1, 1), date(born_on.year, 12, 31)
    if precision == BirthPrecision.ESTIMATE:
        return born_on - ESTIMATE_ERRS_BY, born_on + ESTIMATE_ERRS_BY
    return born_on, born_on


def is_child(born_on: date | None, precision: str, on: date) -> bool | None:
    """Whether somebody is a child on a day. True where a younger reading fits; None when nothing is known."""
    ages = age_range(born_on, precision, on)
    return None if ages is None else ages.youngest < ADULT_AT


def child_age_problem(born_on: date | None, precision: str, on: date) -> Sentence | None:
    """Why somebody cannot be recorded as a child on a day, as a sentence; None when nothing speaks against it."""
    problem = birth_problem(born_on, precision, on)
    if problem is None and is_child(born_on, precision, on) is False:
        return gettext_lazy(
            "This person is 18 or older; a child is younger. Check the year of birth or the age."
        )
    return problem


def birth_problem(born_on: date | None, precision: str, on: date) -> Sentence | None:
    """What is wrong with a birth date of anybody, child or grown-up; None when nothing is."""
    if precision == BirthPrecision.UNBORN:
        if born_on and not on - OVERDUE <= born_on <= on + LONGEST_WAIT:
            return gettext_lazy("The expected day of birth is too far away. Check the date.")
        return None
    if born_on is None:
        return None
    if born_on > on:
        return gettext_lazy("The day of birth is in the future. Check the date, or choose “not yet born”.")
    if full_years(born_on, on) > OLDEST:
        return gettext_lazy("This year of birth is too long ago. Check the year.")
    return None


def age_text(born_on: date | None, precision: str, on: date) -> str:
    """The age in words as precise as the knowledge: "9 years 3 months", "about 9 years", "not yet born"."""
    if precision == BirthPrecision.UNBORN:
        return _("not yet born")
    if born_on is None or precision == BirthPrecision.UNKNOWN or born_on > on:
        return _("age not known")
    if precision == BirthPrecision.EXACT:
        return _exact_text(born_on, on)
    if precision == BirthPrecision.MONTH:
        months = max(0, full_months(born_on.replace(day=1), on))
        return _years_text(months // 12) if months >= 24 else _months_text(months)
    if precision == BirthPrecision.YEAR:
        return _("about %(age)s") % {"age": _years_text(on.year - born_on.year)}
    return _("about %(age)s (estimate)") % {"age": _years_text(full_years(born_on, on))}


def _exact_text(born_on: date, on: date) -> str:
    months = full_months(born_on, on)
    if months < 1:
        days = (on - born_on).days
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    if months < 24:
        return _months_text(months)
    years, rest = divmod(months, 12)
    if years >= ADULT_AT or not rest:
        return _years_text(years)
    return f"{_years_text(years)} {_months_text(rest)}"


def _years_text(years: int) -> str:
    return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}


def _months_text(months: int) -> str:
    return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
