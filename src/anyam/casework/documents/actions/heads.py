"""The head of an agency keeps its letterhead and how it numbers what it issues."""

from dataclasses import asdict
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record

from ..choices import Register
from ..events import LetterheadChanged, NumberingChanged
from ..models import Letterhead, Numbering
from ..queries.heads import pattern_of
from ..results import LetterheadInput
from ..rules import fault_of, fault_of_unit

_NEEDED: Final = ("name", "unit")
_LONGEST_LINE: Final = 120
_LONGEST: Final = {
    "name": 160,
    "address": 200,
    "contact": 160,
    "town": 60,
    "unit": 20,
    "signer_number": 30,
}


class PatternIsWrong(Refusal):
    """The sentence says what mends the pattern."""


class PatternTwice(Refusal):
    sentence = _("Another register uses this pattern already. Two documents would get the same number.")


class LineIsMissing(Refusal):
    sentence = _("Write a few words here.")


class LineIsTooLong(Refusal):
    sentence = _("Shorten this line.")


@action()
def keep_letterhead(actor: Actor, *, given: LetterheadInput) -> None:
    """Keep what stands above and below the own agency's documents. What was issued before stays as it was."""
    require(actor, Permission.KEEP_LETTERHEAD)
    agency_id = _own_agency(actor)
    lines = {name: clean_line(value) for name, value in asdict(given).items()}
    for name, value in lines.items():
        if name in _NEEDED and not value:
            raise LineIsMissing(field=name)
        if len(value) > _LONGEST.get(name, _LONGEST_LINE):
            raise LineIsTooLong(field=name)
    fault = fault_of_unit(lines["unit"])
    if fault:
        raise PatternIsWrong(fault, field="unit")
    made = {**lines, "changed_at": clock.now(), "changed_by_id": actor.user_id}
    Letterhead.objects.update_or_create(agency_id=agency_id, defaults=made)
    record(actor, LetterheadChanged(agency_id))


@action()
def change_numbering(actor: Actor, *, register: str, pattern: str) -> None:
    """Choose how the own agency numbers a register from now on; the count goes on."""
    require(actor, Permission.KEEP_LETTERHEAD)
    agency_id = _own_agency(actor)
    if register not in Register.values:
        raise NotFound("register")
    wanted = clean_line(pattern)
    fault = fault_of(wanted)
    if fault:
        raise PatternIsWrong(fault, field="pattern")
    others = {pattern_of(agency_id, other.value) for other in Register if other.value != register}
    if wanted in others:
        raise PatternTwice(field="pattern")
    made = {"pattern": wanted, "changed_at": clock.now(), "changed_by_id": actor.user_id}
    Numbering.objects.update_or_create(agency_id=agency_id, register=register, defaults=made)
    record(actor, NumberingChanged(agency_id, register))


def _own_agency(actor: Actor) -> UUID:
    if actor.agency_id is None:
        raise NotAllowed("an agency keeps its own letterhead")
    return actor.agency_id
