"""From a signed-in user to the Actor of a request. Built anew each time, so an ended assignment ends at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock

from ..choices import role_name
from ..models import User
from ..results import AgencyChoice, SignedIn

_COLUMNS = {
    "role": "valid__role",
    "area_code": "valid__area_id",
    "agency_id": "valid__agency_id",
    "agency_name": "valid__agency__name",
    "agency_short": "valid__agency__short_name",
    "agency_kind": "valid__agency__kind_id",
    "district_code": "valid__agency__district_code",
}


def actor_for(user_id: UUID, agency_id: UUID | None = None) -> Actor:
    """The Actor of a user for one of their agencies; without a valid assignment it holds no role."""
    return signed_in(user_id, agency_id).actor


def signed_in(user_id: UUID, agency_id: UUID | None = None) -> SignedIn:
    """The user with all valid assignments in one query. An agency they do not work for is passed over."""
    rows = _rows(user_id)
    if not rows:
        return SignedIn(Actor.nobody(), "id", "auto", has_temporary_password=False, agencies=())
    assigned = [row for row in rows if row["role"] in set(Role)]
    agencies = list(dict.fromkeys(row["agency_id"] for row in assigned))
    chosen = agency_id if agency_id in agencies else next(iter(agencies), None)
    first = rows[0]
    return SignedIn(
        actor=_actor(user_id, first["full_name"], [row for row in assigned if row["agency_id"] == chosen]),
        language=first["language"],
        theme=first["theme"],
        has_temporary_password=first["has_temporary_password"],
        agencies=tuple(
            _choice([row for row in assigned if row["agency_id"] == agency]) for agency in agencies
        ),
    )


def _rows(user_id: UUID) -> list[dict[str, Any]]:
    today = clock.today()
    valid = FilteredRelation(
        "assignments",
        condition=Q(assignments__ended_at__isnull=True, assignments__starts_on__lte=today)
        & (Q(assignments__ends_on__isnull=True) | Q(assignments__ends_on__gte=today)),
    )
    found = (
        User.objects.filter(pk=user_id, is_active=True)
        .alias(valid=valid)
        .order_by("valid__starts_on", "valid__id")
    )
    named = {name: F(path) for name, path in _COLUMNS.items()}
    rows: Iterable[Any] = found.values("full_name", "language", "theme", "has_temporary_password", **named)
    return list(rows)


def _actor(user_id: UUID, full_name: str, rows: list[dict[str, Any]]) -> Actor:
    if not rows:
        return Actor(user_id=user_id, user_name=full_name)
    first = rows[0]
    return Actor(
        user_id=user_id,
        user_name=full_name,
        agency_id=first["agency_id"],
        agency_name=first["agency_name"],
        agency_kind=first["agency_kind"],
        district_code=first["district_code"],
        roles=frozenset(Role(row["role"]) for row in rows),
        area_code=_common_area([row["area_code"] or "" for row in rows]),
    )


def _common_area(codes: list[str]) -> str:
    """The smallest place that holds all areas of somebody's assignments: "35.04.01" for two of its villages."""
    common = []
    for parts in zip(*(code.split(".") for code in codes), strict=False):
        if len(set(parts)) > 1:
            break
        common.append(parts[0])
    return ".".join(common)


def _choice(rows: list[dict[str, Any]]) -> AgencyChoice:
    return AgencyChoice(
        id=rows[0]["agency_id"],
        name=rows[0]["agency_name"],
        short_name=rows[0]["agency_short"] or rows[0]["agency_name"],
        role_names=tuple(dict.fromkeys(role_name(row["role"]) for row in rows)),
    )
