"""Who may change which part of the directory."""

from __future__ import annotations

from uuid import UUID

from anyam.foundation.access import Actor, Permission


def may_change_agency(actor: Actor, district_code: str) -> bool:
    """Administrators change every agency of their own district's network; the system any."""
    if not actor.may(Permission.CHANGE_ANY_AGENCY):
        return False
    return actor.is_system or actor.district_code == district_code


def may_ask_room(actor: Actor, agency_id: UUID) -> bool:
    """Whoever refers may ask another agency whether it has room."""
    return actor.may(Permission.SEND_REFERRAL) and actor.agency_id not in (None, agency_id)


def may_state_capacity(actor: Actor, agency_id: UUID, district_code: str) -> bool:
    """An agency's own officers say whether it can take children; administrators may for any."""
    if may_change_agency(actor, district_code):
        return True
    return actor.may(Permission.STATE_OWN_CAPACITY) and actor.agency_id == agency_id
