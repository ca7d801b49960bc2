"""From a signed-in user to the Actor of a request. Built anew each time, so an ended assignment ends at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from anyam.foundation.access import Actor, Role, permissions_of
from anyam.foundation.core import clock

from ..choices import Factor, role_name
from ..models import User
from ..results import AgencyChoice, SignedIn
from ..rules import Duty, second_factor_due_at, second_factor_duty
from .sign_in_rules import rules_in_force

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
    actor = _actor(user_id, first["full_name"], [row for row in assigned if row["agency_id"] == chosen])
    return SignedIn(
        actor=actor,
        language=first["language"],
        theme=first["theme"],
        has_temporary_password=first["has_temporary_password"],
        agencies=tuple(
            _choice([row for row in assigned if row["agency_id"] == agency]) for agency in agencies
        ),
        has_second_factor=first["has_second_factor"],
        second_factor_due_at=_due_at(first, assigned),
    )


def _due_at(user: dict[str, Any], assigned: list[dict[str, Any]]) -> datetime | None:
    """By all roles at all agencies: switching the agency is no way round. In training it is offered, not forced."""
    if user["has_second_factor"] or not settings.ANYAM_SECOND_FACTOR_REQUIRED:
        return None
    duty = second_factor_duty(permissions_of(frozenset(Role(row["role"]) for row in assigned)))
    if duty is Duty.NONE:
        return None
    rules = rules_in_force()
    return second_factor_due_at(
        duty,
        is_required=rules.is_second_factor_required,
        grace_days=rules.grace_days,
        asked_at=user["second_factor_asked_at"],
        now=clock.now(),
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
    factors = Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=(Factor.APP, Factor.PASSKEY))
    rows: Iterable[Any] = found.values(
        "full_name",
        "language",
        "theme",
        "has_temporary_password",
        "second_factor_asked_at",
        has_second_factor=Exists(factors),
        **named,
    )
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
