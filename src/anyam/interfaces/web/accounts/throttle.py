"""Slowing down guessing without locking a worker out.

Wrong passwords are counted per known device where there is one: a device on which this user has signed in before
holds a signed cookie. Everybody else's guesses share one count per user name and one per network address, so that a
stranger who guesses all day cannot keep a worker out of the device they use every day.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from secrets import token_urlsafe

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

COOKIE = "anyam_device"
COOKIE_AGE = 180 * 24 * 60 * 60
WAIT = 15 * 60
_SALT = "anyam.known-device"


@dataclass(frozen=True)
class Limit:
    key: str
    most: int


def has_guessed_too_often(request: HttpRequest, username: str, address: str) -> bool:
    return any(cache.get(limit.key, 0) >= limit.most for limit in _limits(request, username, address))


def count_wrong(request: HttpRequest, username: str, address: str) -> None:
    for limit in _limits(request, username, address):
        cache.add(limit.key, 0, WAIT)
        try:
            cache.incr(limit.key)
        except ValueError:  # it ended between the two lines
            cache.set(limit.key, 1, WAIT)


def remember_device(request: HttpRequest, response: HttpResponseBase, username: str) -> None:
    """Mark this device as one this user has signed in on, and forget the wrong tries made on it."""
    nonce = _known_device(request, username) or token_urlsafe(12)
    cache.delete(_device_limit(nonce).key)
    value = signing.dumps([_digest(username), nonce], salt=_SALT)
    response.set_cookie(
        COOKIE, value, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=request.is_secure()
    )


def _limits(request: HttpRequest, username: str, address: str) -> list[Limit]:
    nonce = _known_device(request, username)
    if nonce:
        return [_device_limit(nonce)]
    return [Limit(f"sign-in:user:{_digest(username)}", 30), Limit(f"sign-in:address:{_digest(address)}", 200)]


def _device_limit(nonce: str) -> Limit:
    return Limit(f"sign-in:device:{nonce}", 10)


def _known_device(request: HttpRequest, username: str) -> str:
    try:
        owner, nonce = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=COOKIE_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(nonce) if owner == _digest(username) else ""


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()
