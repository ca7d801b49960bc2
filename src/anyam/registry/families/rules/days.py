"""Which days a statement about people can have, by what is known of their births and deaths. Pure.

A day is refused only where no reading of what is known allows it: an estimated age refuses little.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.refusals import Sentence


@dataclass(frozen=True)
class Span:
    """Between which days somebody was born, and when they died; None where it is not known."""

    earliest: date | None = None
    latest: date | None = None
    died_on: date | None = None
    is_unborn: bool = False


def days_problem(
    since: date | None, until: date | None, people: Iterable[Span], today: date
) -> tuple[str, Sentence] | None:
    """The field and the sentence of what is wrong with the days of a statement; None where nothing is."""
    if since and since > today:
        return "since", _("This day is in the future. Write since when it has been so.")
    if until and until > today:
        return "until", _("This day is in the future. Write it when the day has come.")
    if since and until and until < since:
        return "until", _("The end lies before the beginning. Check the two dates.")
    for one in people:
        for field, day in (("since", since), ("until", until)):
            if day and one.earliest and day < one.earliest:
                return field, _("This day lies before the birth of one of them. Check the date.")
        if since and one.died_on and since > one.died_on:
            return "since", _("This day lies after the death of one of them. Check the date.")
    return None


def older_problem(younger: Span, older: Span) -> Sentence | None:
    """Why the second cannot belong to an older generation than the first; None where it can be."""
    if older.is_unborn:
        return _("Somebody who is not yet born cannot be parent or grandparent. Check who is who.")
    if older.earliest and younger.latest and older.earliest >= younger.latest:
        return _(
            "By the dates of birth the parent or grandparent would be younger than the child."
            " Check who is who, and the dates of birth."
        )
    return None
