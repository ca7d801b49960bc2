"""Who may see and change users."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, Role, permissions_of
from anyam.foundation.access.guard import mark_asked
from anyam.foundation.core import clock

from .models import Assignment
from .rules import Duty, second_factor_duty


def is_training_district() -> bool:
    return bool(getattr(settings, "ANYAM_DEMO", False))


def require_training_district() -> None:
    """The list of sign-ins exists only where every person is invented."""
    mark_asked()
    if not is_training_district():
        raise NotFound("cast")


def require_own_account(actor: Actor) -> UUID:
    """Everybody who has signed in may see and keep their own account, whatever roles they hold or no longer hold."""
    mark_asked()
    if actor.user_id is None:
        raise NotAllowed("own account")
    return actor.user_id


def require_user(actor: Actor, user_id: UUID) -> None:
    """One's own account, or the administrator's permission."""
    mark_asked()
    if actor.user_id != user_id and not actor.may(Permission.MANAGE_USERS):
        raise NotFound("user")


def require_may_give_code(actor: Actor, user_id: UUID) -> None:
    """Any user for an administrator; for a supervisor, colleagues at the same agency who hold less power."""
    mark_asked()
    if actor.may(Permission.MANAGE_USERS):
        return
    if not actor.may(Permission.GIVE_SIGN_IN_CODES) or user_id not in colleagues_below(actor):
        raise NotFound("user")


def colleagues_below(actor: Actor) -> set[UUID]:
    """Those who work today at the actor's agency, and hold nowhere a role that could do harm to many children."""
    if actor.agency_id is None:
        return set()
    today = Assignment.objects.valid_on(clock.today()).filter(user__is_active=True)
    here = set(today.filter(agency_id=actor.agency_id).values_list("user_id", flat=True))
    mighty = {
        user_id
        for user_id, role in today.filter(user_id__in=here).values_list("user_id", "role")
        if role not in set(Role) or second_factor_duty(permissions_of(frozenset({Role(role)}))) is Duty.ALWAYS
    }
    return here - mighty


def may_change_user(actor: Actor) -> bool:
    return actor.may(Permission.MANAGE_USERS)
