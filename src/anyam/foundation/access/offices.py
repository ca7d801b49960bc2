"""Who a grant can be given to, besides naming a person: a seat and an office.

A *seat* is one person at one agency: what somebody was given there counts only while they act for that agency. An
*office* is everybody who holds one role at one agency, or one role in a whole district. A *house* is everybody who acts
for one agency, in whatever role. All are made from what they name, so that nothing has to be kept or looked up.
"""

from uuid import UUID, uuid5

from anyam.foundation.access.roles import Role

_SEATS = UUID("5ea7f0a5-0000-4000-8000-000000000001")
_OFFICES = UUID("0ff1ce00-0000-4000-8000-000000000002")
_HOUSES = UUID("40a5e000-0000-4000-8000-000000000003")


def seat_of(user_id: UUID, agency_id: UUID) -> UUID:
    """The person, as long as they act for this agency."""
    return uuid5(_SEATS, f"{user_id}:{agency_id}")


def office_of(agency_id: UUID, role: Role) -> UUID:
    """Everybody who holds `role` at the agency."""
    return uuid5(_OFFICES, f"{agency_id}:{role}")


def district_office_of(district_code: str, role: Role) -> UUID:
    """Everybody who holds `role` anywhere in the district."""
    return uuid5(_OFFICES, f"{district_code}:{role}")


def house_of(agency_id: UUID) -> UUID:
    """Everybody who acts for the agency, in whatever role."""
    return uuid5(_HOUSES, str(agency_id))
