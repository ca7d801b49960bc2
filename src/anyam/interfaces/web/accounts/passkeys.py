"""The passkey ceremony: a question to the browser, and checking its answer. The library does the cryptography."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import Any

from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError

# Whatever a made-up answer can make the parsers say.
_REFUSED = (ValidationError, ValueError, TypeError, KeyError, AttributeError, InvalidSignature, struct.error)


class PasskeyRefused(Exception):
    """Not an answer to our question: wrong place, wrong key, used before, or made up."""


@dataclass(frozen=True)
class Shown:
    """A passkey that answered rightly."""

    user: Any
    factor_id: int
    sign_count: int


def question(user: Any = None) -> dict[str, Any]:
    """What the browser needs to sign. Without a user any passkey of this site may answer."""
    asked: dict[str, Any] = auth.begin_authentication(user)
    return asked


def question_for_new(user: Any) -> dict[str, Any]:
    """What the browser needs to make a passkey: kept on the device, opened by finger, face or PIN."""
    asked: dict[str, Any] = auth.begin_registration(user, True)
    return asked


def check(answer: str, user: Any = None) -> Shown:
    """The passkey that gave this answer. Raises PasskeyRefused. A question is good for one answer."""
    try:
        credential = json.loads(answer)
        parsed = auth.parse_authentication_response(credential)
        person = user or auth.extract_user_from_response(credential)
        if not person.is_active:
            raise PasskeyRefused
        found = auth.complete_authentication(person, credential)
        return Shown(person, found.pk, parsed.response.authenticator_data.counter)
    except _REFUSED:
        raise PasskeyRefused from None
    finally:
        auth.clear_state()


def check_new(answer: str) -> tuple[dict[str, Any], int]:
    """A new passkey, to be kept, and where its counter stands. Raises PasskeyRefused."""
    try:
        credential: dict[str, Any] = json.loads(answer)
        auth.parse_registration_response(credential)
        made = auth.complete_registration(credential)
    except _REFUSED:
        raise PasskeyRefused from None
    finally:
        auth.clear_state()
    if not made.is_user_verified():
        raise PasskeyRefused
    return credential, made.counter
