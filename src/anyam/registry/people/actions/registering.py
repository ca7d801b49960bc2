"""Making a person known."""

from __future__ import annotations

from uuid import UUID

from anyam.foundation.access import Actor, step
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..events import PersonRegistered
from ..models import Identity, Person, Presence, SafeAddress
from ..results import PersonInput
from .cleaning import clean_address, clean_identity, clean_sex, has_address, refuse_unless_child
from .name_keys import write_first_keys


@step
def involve_person(actor: Actor, person_id: UUID, dossier_id: UUID) -> None:
    """Note that a person appears in a report or case: whoever may see that, may see the person in it."""
    Presence.objects.get_or_create(person_id=person_id, dossier_id=dossier_id)


@step
def register_person(actor: Actor, person: PersonInput, *, is_child: bool, dossier_id: UUID) -> UUID:
    """A person nobody has written down before, who appears in this dossier; their number.

    Raises IdentityRefused with the field that is wrong; with `is_child` also for somebody of 18 or older.
    """
    columns = clean_identity(person)
    if is_child:
        refuse_unless_child(person)
    row = Person.objects.create(sex=clean_sex(person.sex), created_at=clock.now())
    involve_person(actor, row.pk, dossier_id)
    identity = Identity.objects.create(person=row, **columns)
    if has_address(person):
        SafeAddress.objects.create(person=row, **clean_address(actor, person))
    write_first_keys(identity)
    record(actor, PersonRegistered(subject_id=row.pk))
    return row.pk
