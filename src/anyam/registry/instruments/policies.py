"""Who may do what with instruments."""

from __future__ import annotations

from anyam.foundation.access import Actor, Permission

from .models import InstrumentVersion


def may_keep(actor: Actor) -> bool:
    return actor.may(Permission.KEEP_INSTRUMENTS) and (actor.is_system or bool(actor.district_code))


def may_change(actor: Actor, version: InstrumentVersion) -> bool:
    """The district's own; what the program brings, only the program."""
    return may_keep(actor) and (actor.is_system or version.district_code == actor.district_code)
