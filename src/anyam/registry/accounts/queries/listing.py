"""The administrator's list of users, and one user."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Exists, OuterRef, Q, QuerySet

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.core import clock
from anyam.foundation.core.paging import page_of
from anyam.foundation.core.results import Page
from anyam.foundation.core.text import clean_line

from ..choices import Factor
from ..models import Assignment, User
from ..policies import may_change_user, require_user
from ..results import UserDetail, UserLine
from .rows import assignment_rows, with_assignments


@query
def find_users(
    actor: Actor,
    *,
    text: str = "",
    agency_id: UUID | None = None,
    role: str = "",
    is_active: bool | None = None,
    number: int = 1,
    size: int = 25,
) -> Page[UserLine]:
    """Users by name or user name; with an agency or role, those whose assignment there counts today."""
    require(actor, Permission.MANAGE_USERS)
    found = User.objects.order_by("full_name", "id").prefetch_related(with_assignments())
    if words := clean_line(text):
        found = found.filter(Q(full_name__icontains=words) | Q(username__icontains=words.lower()))
    if is_active is not None:
        found = found.filter(is_active=is_active)
    if agency_id or role:
        found = _assigned(found, agency_id, role)
    return page_of(found, number, size).with_rows(_line)


@query
def get_user(actor: Actor, user_id: UUID) -> UserDetail:
    """One's own account, or any for the administrator. Raises NotFound."""
    require_user(actor, user_id)
    user = User.objects.filter(pk=user_id).prefetch_related(with_assignments()).first()
    if user is None:
        raise NotFound("user")
    return UserDetail(
        id=user.pk,
        username=user.username,
        full_name=user.full_name,
        email=user.email,
        phone=user.phone,
        language=user.language,
        theme=user.theme,
        is_active=user.is_active,
        has_temporary_password=user.has_temporary_password,
        last_sign_in_at=user.last_login,
        assignments=assignment_rows(user, may_change=may_change_user(actor)),
        may_change=may_change_user(actor),
        may_give_codes=actor.may(Permission.GIVE_SIGN_IN_CODES) and not may_change_user(actor),
        has_second_factor=Authenticator.objects.filter(
            user=user, type__in=(Factor.APP, Factor.PASSKEY)
        ).exists(),
        has_office_account=SocialAccount.objects.filter(user=user).exists(),
    )


def _assigned(found: QuerySet[User], agency_id: UUID | None, role: str) -> QuerySet[User]:
    assignments = Assignment.objects.valid_on(clock.today()).filter(user=OuterRef("pk"))
    if agency_id:
        assignments = assignments.filter(agency_id=agency_id)
    if role:
        assignments = assignments.filter(role=role)
    return found.filter(Exists(assignments))


def _line(user: User) -> UserLine:
    return UserLine(
        id=user.pk,
        username=user.username,
        full_name=user.full_name,
        phone=user.phone,
        is_active=user.is_active,
        last_sign_in_at=user.last_login,
        assignments=tuple(row for row in assignment_rows(user, may_change=False) if row.is_valid),
    )
