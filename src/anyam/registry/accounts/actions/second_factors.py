"""Second factors of one's own: an authenticator app, passkeys, recovery codes; and taking lost ones away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, action, require, require_fresh
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.entry.sessions import end_sessions
from anyam.foundation.events.recording import record

from ..choices import Factor
from ..events import RecoveryCodesRenewed, SecondFactorAdded, SecondFactorRemoved, SecondFactorsReset
from ..models import User
from ..policies import require_own_account
from .proving import WrongCode, counter_of_code

MOST_PASSKEYS = 10


class AppAlreadySet(Refusal):
    sentence = _("An authenticator app is set up already. Remove it first if you have a new phone.")


class TooManyPasskeys(Refusal):
    sentence = _("You have ten passkeys. Remove one that you no longer use.")


class NothingToRecover(Refusal):
    sentence = _("Set up an authenticator app or a passkey first; recovery codes stand in for these.")


@action()
def add_app(actor: Actor, *, secret: str, code: str) -> None:
    """Set up an authenticator app. `code` shows that the app has understood the secret."""
    user = _own(actor)
    if Authenticator.objects.filter(user=user, type=Factor.APP).exists():
        raise AppAlreadySet
    counter = counter_of_code(secret, code)
    if counter is None:
        raise WrongCode(field="code")
    kept = TOTP.activate(user, secret).instance
    kept.data["last_counter"] = counter
    kept.save(update_fields=["data"])
    record(actor, SecondFactorAdded(subject_id=user.pk, factor=Factor.APP))


@action()
def add_passkey(actor: Actor, *, name: str, credential: dict[str, Any], sign_count: int) -> None:
    """Keep a passkey whose ceremony has been checked."""
    user = _own(actor)
    if Authenticator.objects.filter(user=user, type=Factor.PASSKEY).count() >= MOST_PASSKEYS:
        raise TooManyPasskeys
    kept = WebAuthn.add(user, clean_line(name)[:60], credential).instance
    kept.data["sign_count"] = sign_count
    kept.save(update_fields=["data"])
    record(actor, SecondFactorAdded(subject_id=user.pk, factor=Factor.PASSKEY))


@action()
def remove_factor(actor: Actor, *, passkey_id: int | None = None) -> None:
    """Take one's own passkey, or without a number the app, away. With the last one the recovery codes go too."""
    user = _own(actor)
    mine = Authenticator.objects.filter(user=user)
    kept: Any = (
        mine.filter(type=Factor.PASSKEY, pk=passkey_id) if passkey_id else mine.filter(type=Factor.APP)
    ).first()
    if kept is None:
        raise NotFound("factor")
    kept.delete()
    if not Authenticator.objects.filter(user=user).exclude(type=Factor.RECOVERY_CODE).exists():
        Authenticator.objects.filter(user=user).delete()
    record(actor, SecondFactorRemoved(subject_id=user.pk, factor=kept.type))


@action()
def make_recovery_codes(actor: Actor) -> list[str]:
    """Ten new codes, each good for one sign-in; shown once. Those from before are worth nothing any more."""
    user = _own(actor)
    if not Authenticator.objects.filter(user=user).exclude(type=Factor.RECOVERY_CODE).exists():
        raise NothingToRecover
    Authenticator.objects.filter(user=user, type=Factor.RECOVERY_CODE).delete()
    codes: list[str] = RecoveryCodes.activate(user).generate_codes()
    record(actor, RecoveryCodesRenewed(subject_id=user.pk))
    return codes


@action()
def reset_second_factors(actor: Actor, *, user_id: UUID) -> int:
    """Take all second factors of somebody away who has lost them and stands in front of you. They are signed out.

    With a temporary password beside it they sign in and set up new ones.
    """
    require(actor, Permission.MANAGE_USERS)
    require_fresh(actor)
    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("user")
    count: int = Authenticator.objects.filter(user=user).exclude(type=Factor.RECOVERY_CODE).count()
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user_id)
    record(actor, SecondFactorsReset(subject_id=user_id, count=count))
    return count


def _own(actor: Actor) -> User:
    """One's own account, locked; whoever sits there has proven a short while ago that it is theirs."""
    user_id = require_own_account(actor)
    user = User.objects.select_for_update().get(pk=user_id)
    require_fresh(actor)
    return user
