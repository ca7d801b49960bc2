"""Who may do what with readiness."""

from __future__ import annotations

from uuid import UUID

from anyam.foundation.access import Actor, Permission

from .choices import FillingState
from .models import Filling


def may_keep(actor: Actor, agency_id: UUID) -> bool:
    """An agency keeps its own readiness: its checklists, papers, people and money."""
    if not actor.may(Permission.KEEP_READINESS):
        return False
    return actor.is_system or actor.agency_id == agency_id


def may_see_inside(actor: Actor, agency_id: UUID, district_code: str) -> bool:
    """Names of staff and single sums are for the agency itself; the district's secretariat sees sums too."""
    if may_keep(actor, agency_id):
        return True
    return actor.may(Permission.KEEP_STANDARDS) and actor.district_code == district_code


def may_verify(actor: Actor, filling: Filling) -> bool:
    """Only the agency that was asked, never the service's own."""
    if filling.state != FillingState.STATED or not actor.may(Permission.KEEP_READINESS):
        return False
    if filling.service.agency_id == filling.verifier_id:
        return False
    return actor.is_system or actor.agency_id == filling.verifier_id


def may_keep_standards(actor: Actor) -> bool:
    return actor.may(Permission.KEEP_STANDARDS) and bool(actor.district_code)
