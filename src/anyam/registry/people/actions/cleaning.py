"""Cleaning what was typed about a person, and refusing what cannot be kept."""

from __future__ import annotations

from dataclasses import asdict
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
from ..rules import birth_problem, child_age_problem, digits_of, number_problem

_IDENTITY_LINES = ("full_name", "nickname", "other_names", "birth_place", "mother_name")
_ADDRESS_LINES = ("address", "rt", "rw", "landmark", "phone", "contact_note")


class IdentityRefused(Refusal):
    """Something about a person cannot be kept as it was typed; `field` says which."""

    sentence = _("Check what you wrote about this person.")


def clean_identity(given: IdentityInput) -> dict[str, Any]:
    """The columns of Identity from what was typed. Raises IdentityRefused."""
    kept = {field: _line(Identity, field, getattr(given, field)) for field in _IDENTITY_LINES}
    for field in ("nik", "kk"):
        kept[field] = _number(field, getattr(given, field))
    _refuse(birth_problem(given.birth_on, given.birth_precision, clock.today()), "birth_on")
    return {**kept, "birth_on": given.birth_on, "birth_precision": _precision(given)}


def clean_sex(sex: str) -> str:
    if sex not in set(Sex):
        raise IdentityRefused(field="sex")
    return sex


def clean_address(actor: Actor, given: AddressInput) -> dict[str, Any]:
    """The columns of SafeAddress from what was typed. Raises IdentityRefused."""
    kept = asdict(given) | {field: _line(SafeAddress, field, getattr(given, field)) for field in _ADDRESS_LINES}
    code = kept.pop("place_code")
    if code and code not in place_names(actor, [code]):
        raise IdentityRefused(_("Choose the village from the list."), field="place_code")
    return kept | {"place_id": code or None}


def _precision(given: IdentityInput) -> str:
    if given.birth_precision not in set(BirthPrecision):
        raise IdentityRefused(field="birth_precision")
    if given.birth_on is None and given.birth_precision != BirthPrecision.UNBORN:
        return BirthPrecision.UNKNOWN
    if given.birth_on and given.birth_precision == BirthPrecision.UNKNOWN:
        return BirthPrecision.EXACT
    return given.birth_precision


def _line(model: type[Identity | SafeAddress], field: str, typed: str) -> str:
    line = clean_line(typed)
    longest = model._meta.get_field(field).max_length or 0
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


def refuse_unless_child(
    birth_on: date | None, birth_precision: str, on: date | None = None, *, field: str = "birth_on"
) -> None:
    """Raise IdentityRefused when somebody is surely 18 or older on a day, or the birth date cannot be.

    For casework, before a person is written down as the child of a report. Who is not yet born is a child; where
    nothing is known, nothing is refused.
    """
    _refuse(child_age_problem(birth_on, birth_precision, on or clock.today()), field)
