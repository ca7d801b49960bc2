"""Splits and endings: new villages come, districts divide, codes change, and nothing that was is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, action, require
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record

from ..choices import Origin
from ..events import PlaceRetired, PlaceSplit
from ..models import Place
from ..policies import may_change_place
from ..rules import is_code, kind_fits, level_of, names_of, parent_of, place_id


class WrongCode(Refusal):
    sentence = _("Write the new place's code at the same level as the old one, for example 35.04.01.2001.")


class CodeTaken(Refusal):
    sentence = _("This code already belongs to another place.")


class AlreadyEnded(Refusal):
    sentence = _("This place is not in force on that day.")


class ChildrenRemain(Refusal):
    sentence = _("Places in force still lie in this one. Move or end them first.")


class WrongReplacement(Refusal):
    sentence = _("The replacing place must be another place of the same level, in force on that day.")


@dataclass(frozen=True)
class MovedPlace:
    """A place directly below the divided one that moves to a new parent and takes a new code there."""

    old_code: str
    new_code: str


@dataclass(frozen=True)
class NewPlace:
    """A place that comes out of a split, with what moves into it."""

    code: str
    name: str
    kind: str
    moved: tuple[MovedPlace, ...] = ()


@action()
def split_place(
    actor: Actor, *, code: str, into: tuple[NewPlace, ...], on: date, mother_stays: bool = True
) -> None:
    """Divide a place on a day: the new places begin, and the mother goes on or ends.

    What moves into a new place ends under its old code and begins under its new one, with all that lies in it.
    """
    require(actor, Permission.CHANGE_PLACES)
    for changed in (code, *(new.code for new in into)):
        _refuse_elsewhere(actor, changed)
    mother = _in_force(code, on)
    for new in into:
        _begin(new, mother, on)
    if not mother_stays:
        _end(mother, on)
    record(actor, PlaceSplit(place_id(code), code, tuple(new.code for new in into), on, mother_stays))


@action()
def retire_place(actor: Actor, *, code: str, on: date, replaced_by: str = "") -> None:
    """End a place on a day, because it was dissolved or joined to another (`replaced_by`)."""
    require(actor, Permission.CHANGE_PLACES)
    _refuse_elsewhere(actor, code)
    place = _in_force(code, on)
    if replaced_by:
        heir = (
            Place.objects.in_force_on(on)
            .filter(code=replaced_by, level=place.level)
            .exclude(code=code)
            .first()
        )
        if heir is None:
            raise WrongReplacement(field="replaced_by")
        place.replaced_by = heir
    _end(place, on)
    record(actor, PlaceRetired(place_id(code), code, on, replaced_by))


def _refuse_elsewhere(actor: Actor, code: str) -> None:
    """A code that is none is refused later, beside its field."""
    if is_code(code) and not may_change_place(actor, code):
        raise NotAllowed(code)


def _in_force(code: str, on: date) -> Place:
    place = Place.objects.select_for_update().filter(code=code).first()
    if place is None:
        raise NotFound(code)
    starts_too_late = place.valid_from is not None and place.valid_from >= on
    if starts_too_late or (place.valid_until is not None and place.valid_until <= on):
        raise AlreadyEnded(field="on")
    return place


def _begin(new: NewPlace, mother: Place, on: date) -> None:
    if not is_code(new.code) or level_of(new.code) != mother.level or not kind_fits(new.kind, mother.level):
        raise WrongCode(field="code")
    parent = Place.objects.filter(code=parent_of(new.code)).first()
    if parent is None and mother.parent_id is not None:
        raise WrongCode(field="code")
    child = _write(new.code, new.kind, new.name, parent, on, split_from=mother)
    for moved in new.moved:
        _move(_in_force(moved.old_code, on), moved.new_code, child, on)


def _move(old: Place, new_code: str, parent: Place, on: date) -> None:
    """Let `old` go on under `new_code` in `parent`, and everything in it with the same last digits."""
    is_right = is_code(new_code) and parent_of(new_code) == parent.code and level_of(new_code) == old.level
    if not is_right:
        raise WrongCode(field="code")
    heir = _write(new_code, old.kind, old.name, parent, on, split_from=old)
    for child in Place.objects.in_force_on(on).filter(parent=old):
        _move(child, new_code + child.code.removeprefix(old.code), heir, on)
    old.replaced_by = heir
    _end(old, on)


def _write(code: str, kind: str, name: str, parent: Place | None, on: date, split_from: Place) -> Place:
    if Place.objects.filter(code=code).exists():
        raise CodeTaken(field="code")
    names = names_of(clean_line(name))
    Place.objects.create(
        code=code,
        level=level_of(code),
        kind=kind,
        name=clean_line(name)[:120],
        parent=parent,
        valid_from=on,
        split_from=split_from,
        origin=Origin.DISTRICT,
        folded=names.folded[:120],
        own_words=_words(names.own),
        path_words=_words((*names.own, *_path_words(parent))),
    )
    return Place.objects.get(code=code)


def _path_words(parent: Place | None) -> tuple[str, ...]:
    words: tuple[str, ...] = ()
    while parent is not None:
        words, parent = (*words, *names_of(parent.name).own), parent.parent
    return words


def _words(words: tuple[str, ...]) -> Cast:
    return Cast(Value(" ".join(dict.fromkeys(words))), SearchVectorField())


def _end(place: Place, on: date) -> None:
    if Place.objects.in_force_on(on).filter(parent_id=place.code).exists():
        raise ChildrenRemain(field="code")
    place.valid_until = on
    place.save(update_fields=["valid_until", "replaced_by"])
