"""Choosing an agency: those that serve the need first."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from anyam.foundation.access import Actor
from anyam.registry.agencies import queries as agencies


def agency_choices(actor: Actor, need: str = "") -> list[tuple[str, Any]]:
    """The agencies of the district; with a need, those that have a service for it in a group of their own."""
    rows = [(str(row.id), row.name) for row in agencies.find_agencies(actor)]
    serving = {str(row.agency_id) for row in agencies.find_services(actor, need=need)} if need else set()
    if not serving:
        return rows
    return [
        (_("Have a service for this need"), [row for row in rows if row[0] in serving]),
        (_("Other agencies"), [row for row in rows if row[0] not in serving]),
    ]
