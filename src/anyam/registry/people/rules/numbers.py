"""Soft checks of NIK and family card numbers: a number on a worn paper may be wrong and still be what is written."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.refusals import Sentence

from ..choices import BirthPrecision, Sex

LENGTH = 16
WOMENS_DAY = 40  # women's day of birth is written 40 higher


def digits_of(text: str) -> str:
    """The plain digits of what was typed; spaces, dots and dashes between them are habits of writing."""
    return "".join(character for character in text if character in "0123456789")


def number_problem(typed: str) -> Sentence | None:
    """Why a NIK or family card number cannot be kept; None when it can, also when it is empty."""
    if not typed.strip():
        return None
    kept = typed
    for habit in " .-\u00a0":
        kept = kept.replace(habit, "")
    if kept != digits_of(typed) or len(kept) != LENGTH:
        return _("This number has 16 digits. Leave it empty if you do not have it.")
    return None


def nik_warnings(
    nik: str,
    *,
    born_on: date | None = None,
    precision: str = "",
    sex: str = "",
    known_districts: frozenset[str] = frozenset(),
) -> list[Sentence]:
    """What does not fit between a NIK and the rest. It is shown and never blocks: papers and memories differ."""
    if len(nik) != LENGTH:
        return []
    warnings: list[Sentence] = []
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    if known_districts and f"{nik[:2]}.{nik[2:4]}" not in known_districts:
        warnings.append(_("The first four digits of the NIK are not the code of a regency or city."))
    is_woman = day > WOMENS_DAY
    if (sex == Sex.MALE and is_woman) or (sex == Sex.FEMALE and not is_woman):
        warnings.append(_("The NIK does not fit the sex."))
    day -= WOMENS_DAY if is_woman else 0
    if not (1 <= day <= 31 and 1 <= month <= 12):
        warnings.append(_("The NIK holds no possible day of birth."))
    elif (
        born_on
        and precision == BirthPrecision.EXACT
        and (day, month, year) != (born_on.day, born_on.month, born_on.year % 100)
    ):
        warnings.append(_("The NIK does not fit the day of birth."))
    return warnings


def masked_number(number: str) -> str:
    """A number for pages: only its last four digits."""
    return f"••••{number[-4:]}" if number else ""
