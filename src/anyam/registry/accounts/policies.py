"""Who may see and change users."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission
from anyam.foundation.access.guard import mark_asked


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


def may_change_user(actor: Actor) -> bool:
    return actor.may(Permission.MANAGE_USERS)
