"""Who may do what with the facts and interviews of a dossier. What may be seen is said by the access table."""

from uuid import UUID

from anyam.foundation.access import Actor, NotFound, Permission
from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.visibility import grants_for, may_read, may_write

from .choices import PART_OF, Compartment
from .models import FactBase
from .results import Dossier


def refuse_unless_in_sight(actor: Actor, dossier_id: UUID) -> None:
    """Raise NotFound unless the course of this dossier is open to the actor."""
    if not may_read(actor, dossier_id, Part.WORK):
        raise NotFound("dossier")


def open_to_write(actor: Actor, dossier_id: UUID) -> frozenset[Compartment]:
    """The compartments in which the actor may note facts."""
    if actor.is_system:
        return frozenset(Compartment)
    if not actor.may(Permission.NOTE_FACTS) or not may_write(actor, dossier_id):
        return frozenset()
    return frozenset(
        one
        for one, part in PART_OF.items()
        if grants_for(actor, part, Level.WRITE).filter(dossier_id=dossier_id).exists()
    )


def may_withdraw(actor: Actor, fact: FactBase) -> bool:
    """Whoever wrote it down, and whoever settles facts."""
    return actor.may(Permission.SETTLE_FACTS) or (
        actor.may(Permission.NOTE_FACTS) and fact.noted_by_id == actor.user_id
    )


def may_register(actor: Actor, dossier: Dossier) -> bool:
    """Those at work on an open dossier to whom its words are open."""
    return dossier.is_open and Compartment.GENERAL in open_to_write(actor, dossier.id)
