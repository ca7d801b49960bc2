"""Making a person known."""

from __future__ import annotations

from uuid import UUID

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..events import PersonRegistered
from ..models import Identity, Person, SafeAddress
from ..results import PersonInput
from .cleaning import clean_address, clean_identity, clean_sex
from .name_keys import write_first_keys


@action()
def register_person(actor: Actor, given: PersonInput) -> UUID:
    """A person nobody has written down before; their number. Raises IdentityRefused."""
    require(actor, Permission.REGISTER_PEOPLE)
    columns = clean_identity(given)
    person = Person.objects.create(sex=clean_sex(given.sex), created_at=clock.now())
    write_first_keys(Identity.objects.create(person=person, **columns))
    if given.address is not None:
        SafeAddress.objects.create(person=person, **clean_address(actor, given.address))
    record(actor, PersonRegistered(subject_id=person.pk))
    return person.pk
