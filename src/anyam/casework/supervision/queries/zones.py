"""How far the sub-districts of the district are from one's agency."""

from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require
from anyam.registry.places.queries import list_districts

from ..choices import Zone
from ..models import TravelZone
from ..results import ZoneRow


@query
def list_zones(actor: Actor) -> tuple[ZoneRow, ...]:
    """Every sub-district of the district with its zone, by name; near where nobody has said."""
    require(actor, Permission.SEE_WORKLOAD)
    said = newest_zones(actor.agency_id)
    rows = []
    for place in list_districts(actor, actor.district_code):
        one = said.get(place.code)
        zone = Zone(one.zone) if one else Zone.NEAR
        rows.append(ZoneRow(place.code, place.label, zone, str(zone.label), one.source if one else ""))
    return tuple(rows)


def newest_zones(agency_id: UUID | None) -> dict[str, TravelZone]:
    """The zone of each sub-district that somebody has spoken of."""
    if agency_id is None:
        return {}
    found = TravelZone.objects.filter(agency_id=agency_id).order_by("place_id", "-since", "-id")
    return {one.place_id: one for one in found.distinct("place_id")}
