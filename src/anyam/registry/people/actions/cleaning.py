"""Cleaning what was typed about a person, and refusing what cannot be kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal, Sentence
from anyam.foundation.core.text import clean_line
from anyam.registry.places.queries import place_names

from ..choices import BirthPrecision, Sex
from ..models import Identity, SafeAddress
from ..results import AddressInput, IdentityInput
from ..rules import birth_of_age, birth_problem, child_age_problem, digits_of, number_problem

_IDENTITY_LINES = ("full_name", "nickname", "other_names", "birth_place", "mother_name")
_ADDRESS_LINES = ("address", "rt", "rw", "landmark", "phone", "contact_note")
_ADDRESS_MARKS = ("is_secret", "is_unsafe_to_visit", "is_safe_to_call")


class IdentityRefused(Refusal):
    """Something about a person cannot be kept as it was typed; `field` says which."""

    sentence = _("Check what you wrote about this person.")


def clean_identity(given: IdentityInput) -> dict[str, Any]:
    """The columns of Identity from what was typed. Raises IdentityRefused."""
    kept: dict[str, Any] = {field: _line(Identity, field, getattr(given, field)) for field in _IDENTITY_LINES}
    for field in ("nik", "kk"):
        kept[field] = _number(field, getattr(given, field))
    kept["birth_on"], kept["birth_precision"] = _birth(given)
    _refuse(birth_problem(kept["birth_on"], kept["birth_precision"], clock.today()), "birth_on")
    return kept


def clean_sex(sex: str) -> str:
    if sex and sex not in set(Sex):
        raise IdentityRefused(_("Choose from the list."), field="sex")
    return sex or Sex.UNKNOWN


def clean_address(actor: Actor, given: AddressInput) -> dict[str, Any]:
    """The columns of SafeAddress from what was typed. Raises IdentityRefused."""
    kept = {field: _line(SafeAddress, field, getattr(given, field)) for field in _ADDRESS_LINES}
    kept |= {field: getattr(given, field) for field in _ADDRESS_MARKS}
    code = given.place_code
    if code and code not in place_names(actor, [code]):
        raise IdentityRefused(_("Choose the village from the list."), field="place_code")
    return kept | {"place_code": code or ""}


def has_address(given: AddressInput) -> bool:
    """Whether anything at all was said about where the person is."""
    told = (*_ADDRESS_LINES, *_ADDRESS_MARKS, "place_code")
    return any(getattr(given, field) not in ("", None, False) for field in told)


def _birth(given: IdentityInput) -> tuple[date | None, str]:
    """The birth date to keep and how well it is known: a date that was given goes before a stated age."""
    if given.birth_precision not in set(BirthPrecision):
        raise IdentityRefused(_("Choose from the list."), field="birth_precision")
    if given.birth_precision == BirthPrecision.UNBORN:
        return given.birth_on, given.birth_precision
    if given.birth_on:
        is_told = given.birth_precision != BirthPrecision.UNKNOWN
        return given.birth_on, given.birth_precision if is_told else BirthPrecision.EXACT
    if given.age_years is None:
        return None, BirthPrecision.UNKNOWN
    try:
        return birth_of_age(given.age_years, clock.today()), BirthPrecision.ESTIMATE
    except ValueError:
        raise IdentityRefused(_("Write an age between 0 and 120 years."), field="age_years") from None


def _line(model: type[Identity | SafeAddress], field: str, typed: str) -> str:
    line = clean_line(typed)
    longest = getattr(model._meta.get_field(field), "max_length", None) or 0
    if len(line) > longest:
        sentence = _("This is too long. Write at most %(count)d characters.") % {"count": longest}
        raise IdentityRefused(sentence, field=field)
    return line


def _number(field: str, typed: str) -> str:
    _refuse(number_problem(typed), field)
    return digits_of(typed)


def _refuse(problem: Sentence | None, field: str) -> None:
    if problem:
        raise IdentityRefused(problem, field=field)


def refuse_unless_child(given: IdentityInput) -> None:
    """Raise IdentityRefused when somebody is surely 18 or older today.

    Who is not yet born is a child; where nothing is known, nothing is refused.
    """
    is_only_age = given.birth_on is None and given.age_years is not None
    _refuse(child_age_problem(*_birth(given), clock.today()), "age_years" if is_only_age else "birth_on")
