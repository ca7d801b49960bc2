"""Whom to choose: one's own agencies, colleagues in a role, names for ids, and the parts of a training district."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from anyam.foundation.access import Actor, Permission, Role, query, require
from anyam.foundation.core import clock
from anyam.foundation.core.remembering import remembered

from ..choices import role_name
from ..models import Assignment, User
from ..policies import colleagues_below, require_own_account, require_training_district
from ..results import AgencyChoice, CastRow, UserRow
from .signed_in import signed_in


@query
def agencies_of(actor: Actor) -> tuple[AgencyChoice, ...]:
    """The agencies this user works for today."""
    return signed_in(require_own_account(actor)).agencies


@query
def people_with_role(actor: Actor, agency_id: UUID, role: str | Iterable[str]) -> list[UserRow]:
    """The active users who hold a role, or one of several, in an agency today; by name."""
    require(actor, Permission.SEE_COLLEAGUES)
    roles = (role,) if isinstance(role, str) else tuple(role)
    return list(_holders(agency_id, roles))


@remembered
def _holders(agency_id: UUID, roles: tuple[str, ...]) -> list[UserRow]:
    found = (
        Assignment.objects.valid_on(clock.today())
        .filter(agency_id=agency_id, role__in=roles, user__is_active=True)
        .order_by("user__full_name", "user_id")
        .values_list("user_id", "user__full_name", "user__phone")
        .distinct()
    )
    return [UserRow(user_id, full_name, phone, agency_id) for user_id, full_name, phone in found]


@query
def people_at(actor: Actor, agency_id: UUID) -> list[UserRow]:
    """The active users who hold any role in an agency today; by name."""
    require(actor, Permission.SEE_COLLEAGUES)
    return list(_holders(agency_id, tuple(Role)))


@query
def people_of_district(actor: Actor, district_code: str) -> list[UserRow]:
    """Everybody who works at an agency of the district today, once for each agency; by name."""
    require(actor, Permission.SEE_COLLEAGUES)
    found = (
        Assignment.objects.valid_on(clock.today())
        .filter(agency__district_code=district_code, user__is_active=True)
        .order_by("user__full_name", "user_id", "agency_id")
        .values_list("user_id", "user__full_name", "user__phone", "agency_id")
        .distinct()
    )
    return [UserRow(*row) for row in found]


@query
def coordinators_of(actor: Actor, district_code: str) -> list[UserRow]:
    """The active coordinators of a district today, whichever agency they sit in; by name."""
    require(actor, Permission.SEE_COLLEAGUES)
    found = (
        Assignment.objects.valid_on(clock.today())
        .filter(agency__district_code=district_code, role=Role.COORDINATOR, user__is_active=True)
        .order_by("user__full_name", "user_id")
        .values_list("user_id", "user__full_name", "user__phone", "agency_id")
        .distinct()
    )
    return [UserRow(*row) for row in found]


@query
def keepers_of_backups(actor: Actor) -> list[tuple[UUID, UUID]]:
    """Active administrators and data protection officers, with the agency they act for."""
    require(actor, Permission.SEE_COLLEAGUES)
    found = Assignment.objects.valid_on(clock.today()).filter(
        role__in=(Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER), user__is_active=True
    )
    return list(found.order_by("user_id").values_list("user_id", "agency_id").distinct())


@query
def agencies_with_role(actor: Actor, role: str) -> list[tuple[UUID, str]]:
    """The agencies where somebody holds the role today, each with its district's code."""
    require(actor, Permission.SEE_COLLEAGUES)
    found = (
        Assignment.objects.valid_on(clock.today())
        .filter(role=role, user__is_active=True)
        .order_by("agency_id")
        .values_list("agency_id", "agency__district_code")
        .distinct()
    )
    return list(found)


@query
def last_days_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, date]:
    """For those of these people whose every assignment has an end: the last day of the last one."""
    require(actor, Permission.SEE_COLLEAGUES)
    last: dict[UUID, date | None] = {}
    found = Assignment.objects.valid_on(clock.today()).filter(user_id__in=set(ids))
    for user_id, ends_on in found.values_list("user_id", "ends_on"):
        known = last.get(user_id, date.min)
        last[user_id] = None if known is None or ends_on is None else max(known, ends_on)
    return {user_id: day for user_id, day in last.items() if day}


@query
def colleagues_for_codes(actor: Actor) -> list[UserRow]:
    """The colleagues to whom this supervisor may give a code for the sign-in; by name."""
    require(actor, Permission.GIVE_SIGN_IN_CODES)
    found = User.objects.filter(pk__in=colleagues_below(actor)).order_by("full_name", "id")
    agency_id = actor.agency_id or UUID(int=0)
    return [UserRow(user.pk, user.full_name, user.phone, agency_id) for user in found]


@query
def officers_of(actor: Actor, district_code: str, role: Role) -> list[UserRow]:
    """The active users of a district who hold a role today, whichever agency they sit in; by name."""
    require(actor, Permission.SEE_COLLEAGUES)
    found = (
        Assignment.objects.valid_on(clock.today())
        .filter(agency__district_code=district_code, role=role, user__is_active=True)
        .order_by("user__full_name", "user_id")
        .values_list("user_id", "user__full_name", "user__phone", "agency_id")
        .distinct()
    )
    return [UserRow(*row) for row in found]


@query
def user_phones(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Phone numbers of colleagues by id."""
    require(actor, Permission.SEE_COLLEAGUES)
    wanted = {user_id for user_id in ids if user_id}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "phone")) if wanted else {}


@query
def user_names(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Full names by id; ids of nobody are left out."""
    require(actor, Permission.SEE_COLLEAGUES)
    wanted = {user_id for user_id in ids if user_id}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "full_name")) if wanted else {}


@query
def list_cast(actor: Actor) -> tuple[CastRow, ...]:
    """The people of a training district with whom one may sign in. Raises NotFound anywhere else."""
    require_training_district()
    rows = (
        Assignment.objects.valid_on(clock.today())
        .filter(user__is_active=True, user__cast_order__isnull=False)
        .order_by("user__cast_order", "user__full_name", "starts_on", "id")
        .values_list("user__username", "user__full_name", "role", "agency__short_name")
    )
    parts: dict[str, CastRow] = {}
    for username, full_name, role, agency_name in rows:
        parts.setdefault(username, CastRow(username, full_name, role_name(role), agency_name))
    return tuple(parts.values())
