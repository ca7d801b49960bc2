"""Users: creating them and keeping their details."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.entry.sessions import end_sessions
from anyam.foundation.events.recording import record

from ..choices import Language
from ..events import UserChanged, UserCreated
from ..models import User
from ..policies import require_own_account
from ..rules import fold_username, is_username
from .guards import keep_an_administrator


class NotAUserName(Refusal):
    sentence = _("A user name has 3 to 60 small letters, digits, dots or dashes.")


class UserNameTaken(Refusal):
    sentence = _("Somebody has this user name already. Choose another one.")


class WithoutName(Refusal):
    sentence = _("Write the full name.")


@action(is_once=True)
def create_user(
    actor: Actor,
    *,
    username: str,
    full_name: str,
    email: str = "",
    phone: str = "",
    language: str = Language.INDONESIAN,
    encoded_password: str = "",
    cast_order: int | None = None,
    once: UUID | None = None,
) -> UUID:
    """A new user without roles, who cannot sign in before a temporary password is set.

    `encoded_password` (Django's hashed form) and `cast_order` are for imports and training districts.
    """
    require(actor, Permission.MANAGE_USERS)
    user = User(
        username=_free_username(username),
        full_name=_full_name(full_name),
        email=clean_line(email)[:254],
        phone=clean_line(phone)[:30],
        language=Language(language),
        password=encoded_password or make_password(None),
        cast_order=cast_order,
    )
    user.save(force_insert=True)
    record(actor, UserCreated(subject_id=user.pk))
    return user.pk


@action()
def change_user(
    actor: Actor, *, user_id: UUID, full_name: str, email: str = "", phone: str = "", is_active: bool = True
) -> None:
    """New details for a user. One who is not active cannot sign in, and is signed out everywhere at once."""
    require(actor, Permission.MANAGE_USERS)
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound("user")
    if user.is_active and not is_active:
        keep_an_administrator(without_user=user_id)
    _change(actor, user, full_name=_full_name(full_name), email=email, phone=phone, is_active=is_active)
    if not is_active:
        end_sessions(user_id)


@action()
def change_own_details(actor: Actor, *, full_name: str, email: str = "", phone: str = "") -> None:
    """One's own name, e-mail and phone."""
    user = User.objects.select_for_update().get(pk=require_own_account(actor))
    _change(actor, user, full_name=_full_name(full_name), email=email, phone=phone, is_active=user.is_active)


def _change(actor: Actor, user: User, *, full_name: str, email: str, phone: str, is_active: bool) -> None:
    new = {
        "full_name": full_name,
        "email": clean_line(email)[:254],
        "phone": clean_line(phone)[:30],
        "is_active": is_active,
    }
    changed = tuple(field for field, value in new.items() if getattr(user, field) != value)
    if not changed:
        return
    for field in changed:
        setattr(user, field, new[field])
    user.save(update_fields=list(changed))
    record(actor, UserChanged(subject_id=user.pk, fields=changed))


def _full_name(text: str) -> str:
    name = clean_line(text)[:150]
    if not name:
        raise WithoutName(field="full_name")
    return name


def _free_username(text: str) -> str:
    username = fold_username(text)
    if not is_username(username):
        raise NotAUserName(field="username")
    if User.objects.filter(username=username).exists():
        raise UserNameTaken(field="username")
    return username
