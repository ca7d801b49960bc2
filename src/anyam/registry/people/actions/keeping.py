"""Correcting what is known of a person. Steps: the case above has asked whether the actor may."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, step
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..events import AddressChanged, DeathNoted, IdentityChanged
from ..models import Identity, Person, SafeAddress
from ..results import AddressInput, IdentityInput
from .cleaning import IdentityRefused, clean_address, clean_identity, clean_sex, refuse_unless_child
from .name_keys import keep_keys


@step
def change_identity(actor: Actor, person_id: UUID, given: IdentityInput, *, is_child: bool) -> None:
    """New names, numbers, birth or sex. Raises NotFound, IdentityRefused."""
    person = _locked(person_id)
    identity, _is_new = Identity.objects.get_or_create(person=person)
    if is_child:
        refuse_unless_child(given)
    changed = _apply(person, {"sex": clean_sex(given.sex)}) + _apply(identity, clean_identity(given))
    if changed:
        keep_keys(identity)
        record(actor, IdentityChanged(subject_id=person_id, fields=changed))


@step
def change_address(actor: Actor, person_id: UUID, given: AddressInput) -> None:
    """Where the person is, and whether it is safe to go or call. Raises NotFound, IdentityRefused."""
    address, is_new = SafeAddress.objects.get_or_create(person=_locked(person_id))
    changed = _apply(address, clean_address(actor, given))
    if changed or is_new:
        keep_keys(Identity.objects.get_or_create(person_id=person_id)[0])
        record(actor, AddressChanged(subject_id=person_id, fields=changed))


@step
def note_death(actor: Actor, person_id: UUID, died_on: date) -> None:
    """Keep the day somebody died. Raises NotFound, IdentityRefused."""
    if died_on > clock.today():
        raise IdentityRefused(_("This day is in the future. Check the date."), field="died_on")
    if _apply(_locked(person_id), {"died_on": died_on}):
        record(actor, DeathNoted(subject_id=person_id, died_on=died_on))


def _locked(person_id: UUID) -> Person:
    person = Person.objects.select_for_update(no_key=True).filter(pk=person_id).first()
    if person is None:
        raise NotFound("person")
    return person


def _apply(row: Model, columns: dict[str, Any]) -> tuple[str, ...]:
    changed = tuple(name for name, value in columns.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, columns[name])
    if changed:
        row.save(update_fields=list(changed))
    return changed
