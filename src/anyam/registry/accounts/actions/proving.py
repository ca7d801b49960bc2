"""Proving who sits at the keyboard: at the door with the second factor, at the lock, and before great harm."""

from __future__ import annotations

import hmac
import re
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value
from allauth.mfa.utils import decrypt
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import Factor, Proof
from ..events import IdentityProven
from ..models import User
from ..policies import require_own_account

PERIOD = 30
DIGITS = 6
_NEIGHBOURS = (0, -1, 1)  # a phone's clock may be half a minute off


class WrongCode(Refusal):
    sentence = _("This code is not right, or was used already. Wait for the next one and try again.")


class WrongProof(Refusal):
    sentence = _("This password is not right.")


class ClonedPasskey(Refusal):
    sentence = _(
        "This passkey cannot be used: it looks as if it had been copied. Remove it under Account security and tell "
        "your administrator."
    )


@action()
def prove_by_password(actor: Actor, *, password: str) -> None:
    """One's own password once more."""
    user = User.objects.get(pk=require_own_account(actor))
    if not user.check_password(password):
        raise WrongProof(field="password")
    record(actor, IdentityProven(subject_id=user.pk, proof=Proof.PASSWORD))


@action()
def prove_by_code(actor: Actor, *, code: str) -> str:
    """A code from the app, or a recovery code; each opens once. Which of the two it was."""
    user_id = require_own_account(actor)
    typed = re.sub(r"\D", "", code)[:12]
    kept = Authenticator.objects.select_for_update().filter(user_id=user_id)
    app: Any = kept.filter(type=Factor.APP).first()
    if app is not None and len(typed) == DIGITS and _is_next(app, typed):
        record(actor, IdentityProven(subject_id=user_id, proof=Proof.APP))
        return Proof.APP.value
    codes: Any = kept.filter(type=Factor.RECOVERY_CODE).first()
    if codes is not None and len(typed) > DIGITS and codes.wrap().validate_code(typed):
        record(actor, IdentityProven(subject_id=user_id, proof=Proof.RECOVERY_CODE))
        return Proof.RECOVERY_CODE.value
    raise WrongCode(field="code")


@action()
def prove_by_passkey(actor: Actor, *, factor_id: int, sign_count: int) -> None:
    """A passkey whose ceremony has been checked. A counter that does not grow means there are two of it."""
    user_id = require_own_account(actor)
    kept: Any = (
        Authenticator.objects.select_for_update()
        .filter(user_id=user_id, pk=factor_id, type=Factor.PASSKEY)
        .first()
    )
    before = int(kept.data.get("sign_count", 0)) if kept else 0
    if kept is None or ((before or sign_count) and sign_count <= before):
        raise ClonedPasskey
    kept.data["sign_count"] = sign_count
    kept.last_used_at = clock.now()
    kept.save(update_fields=["data", "last_used_at"])
    record(actor, IdentityProven(subject_id=user_id, proof=Proof.PASSKEY))


def counter_of_code(secret: str, code: str, *, after: int = -1) -> int | None:
    """The half minute this code belongs to, when it is near now and later than `after`."""
    now = int(clock.now().timestamp()) // PERIOD
    for counter in (now + step for step in _NEIGHBOURS):
        expected = f"{hotp_value(secret, counter):0{DIGITS}}"
        if counter > after and hmac.compare_digest(
            expected.encode(), code.strip().encode("utf-8", "replace")
        ):
            return counter
    return None


def _is_next(app: Any, code: str) -> bool:
    """Whether the code is right and none from the same half minute, or a later one, was used before."""
    last = int(app.data.get("last_counter", -1))
    counter = counter_of_code(decrypt(app.data["secret"]), code, after=last)
    if counter is None:
        return False
    app.data["last_counter"] = counter
    app.last_used_at = clock.now()
    app.save(update_fields=["data", "last_used_at"])
    return True
