"""Passwords: one's own, and a temporary one told in person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.entry.sessions import end_sessions
from anyam.foundation.events.recording import record

from ..events import PasswordSet
from ..models import User
from ..policies import is_training_district, require_may_give_code, require_own_account
from ..rules import CODE_HOLDS_FOR, temporary_password


class WrongPassword(Refusal):
    sentence = _("The present password is not right.")


class PasswordTooWeak(Refusal):
    sentence = _("Choose a longer password.")


class PasswordStays(Refusal):
    sentence = _("In a training district the passwords stay as they are, so that everybody can sign in.")


@action()
def set_password(
    actor: Actor, *, present_password: str, new_password: str, this_session: str | None = None
) -> None:
    """One's own new password. All places where one is signed in are signed out, but `this_session`."""
    user = User.objects.select_for_update().get(pk=require_own_account(actor))
    if user.cast_order is not None and is_training_district():
        raise PasswordStays
    if not user.check_password(present_password):
        raise WrongPassword(field="present_password")
    try:
        validate_password(new_password, user)
    except ValidationError as problem:
        raise PasswordTooWeak(" ".join(problem.messages), field="new_password") from None
    _set(actor, user, new_password, until=None)
    end_sessions(user.pk, but_key=this_session)


@action()
def set_temporary_password(actor: Actor, *, user_id: UUID) -> str:
    """A one-time code for somebody new or who lost their password, returned once to be told in person.

    It opens one page for a day: the one where they choose a password that nobody else knows. They are signed out
    everywhere, and a second factor they have is asked all the same.
    """
    require_may_give_code(actor, user_id)
    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("user")
    if user.cast_order is not None and is_training_district():
        raise PasswordStays
    password = temporary_password()
    _set(actor, user, password, until=clock.now() + CODE_HOLDS_FOR)
    end_sessions(user_id)
    return password


def _set(actor: Actor, user: User, password: str, *, until: datetime | None) -> None:
    user.set_password(password)
    user.has_temporary_password = until is not None
    user.temporary_until = until
    user.save(update_fields=["password", "has_temporary_password", "temporary_until"])
    record(actor, PasswordSet(subject_id=user.pk, is_temporary=until is not None))
