"""Passwords: one's own, and a temporary one told in person."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..events import PasswordSet
from ..models import User
from ..policies import is_training_district, require_own_account
from ..rules import temporary_password


class WrongPassword(Refusal):
    sentence = _("The present password is not right.")


class PasswordTooWeak(Refusal):
    sentence = _("Choose a longer password.")


class PasswordStays(Refusal):
    sentence = _("In a training district the passwords stay as they are, so that everybody can sign in.")


@action()
def set_password(actor: Actor, *, present_password: str, new_password: str) -> None:
    """One's own new password. All other places where one is signed in are signed out."""
    user = User.objects.select_for_update().get(pk=require_own_account(actor))
    if user.cast_order is not None and is_training_district():
        raise PasswordStays
    if not user.check_password(present_password):
        raise WrongPassword(field="present_password")
    try:
        validate_password(new_password, user)
    except ValidationError as problem:
        raise PasswordTooWeak(" ".join(problem.messages), field="new_password") from None
    _set(actor, user, new_password, is_temporary=False)


@action()
def set_temporary_password(actor: Actor, *, user_id: UUID) -> str:
    """A new password for somebody who lost theirs, returned once to be told in person.

    At the next sign-in it must be changed.
    """
    require(actor, Permission.MANAGE_USERS)
    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("user")
    if user.cast_order is not None and is_training_district():
        raise PasswordStays
    password = temporary_password()
    _set(actor, user, password, is_temporary=True)
    return password


def _set(actor: Actor, user: User, password: str, *, is_temporary: bool) -> None:
    user.set_password(password)
    user.has_temporary_password = is_temporary
    user.save(update_fields=["password", "has_temporary_password"])
    record(actor, PasswordSet(subject_id=user.pk, is_temporary=is_temporary))
