"""Who may change which part of the register."""

from __future__ import annotations

from anyam.foundation.access import Actor, Permission

from .rules import lies_within


def may_change_place(actor: Actor, code: str) -> bool:
    """Administrators change the places of their own district; the system any."""
    if not actor.may(Permission.CHANGE_PLACES):
        return False
    return actor.is_system or bool(actor.district_code and lies_within(code, actor.district_code))
