"""People and places for the tests of this app."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from anyam.foundation.access import Actor, Permission, Role, action, require
from anyam.foundation.access.choices import Part, Reason
from anyam.foundation.access.granting import Given, Principal, grant_access
from anyam.registry.people.actions import register_person
from anyam.registry.people.results import PersonInput

AGENCY = uuid4()


@action()
def register(actor: Actor, person: PersonInput, *, is_child: bool = True) -> UUID:
    """What a report does around the step."""
    require(actor, Permission.REGISTER_PEOPLE)
    dossier_id = open_dossier(actor)
    return register_person(actor, person, is_child=is_child, dossier_id=dossier_id)


def open_dossier(actor: Actor) -> UUID:
    """A dossier that the actor may see: what a report is to the people in it."""
    dossier_id = uuid4()
    if actor.agency_id:
        own = Principal.seat(actor.person_id, actor.agency_id)
        grant_access(actor, dossier_id, Given(own, Reason.TOOK_REPORT, {Part.IDENTITY, Part.ADDRESS}))
    return dossier_id


@pytest.fixture
def front_office() -> Actor:
    """Somebody who takes reports."""
    return Actor(user_id=uuid4(), user_name="Ratna", agency_id=AGENCY, roles=frozenset({Role.FRONT_OFFICE}))


@pytest.fixture
def regent_office() -> Actor:
    """Somebody who sees counts and no child."""
    return Actor(user_id=uuid4(), user_name="Tamu", agency_id=AGENCY, roles=frozenset({Role.REGENT_OFFICE}))
