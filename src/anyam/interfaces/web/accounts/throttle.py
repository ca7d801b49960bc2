"""Slowing down guessing without locking a worker out.

Counted in the database, for all processes together, before a password is looked at:

- on a device on which this user has signed in before (it holds a signed cookie): tries on that device alone;
- everywhere else: tries per user name, per network, and per password. The last one is how a few common passwords are
  tried on everybody: a password that was wrong for many users opens nothing from unknown devices for an hour.

A stranger who guesses all day therefore keeps nobody out of the device they use every day, and a passkey is not
counted at all: there is nothing to guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address
from secrets import token_urlsafe

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from anyam.foundation.entry.sealing import keyed_digest
from anyam.foundation.entry.tries import Limit, count, forget, give_back, is_over, take_all

COOKIE = f"{settings.COOKIE_PREFIX}anyam_device"
COOKIE_AGE = 180 * 24 * 60 * 60
_SALT = "anyam.known-device"

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

PER_DEVICE = 10
PER_USER = 10
PER_USER_A_DAY = 40
PER_NETWORK = 100
USERS_PER_PASSWORD = 10
PER_SECOND_FACTOR = 10
PER_PROOF = 5


@dataclass(frozen=True)
class Attempt:
    """One try that was let through to the password check, and what it was counted against."""

    limits: tuple[Limit, ...] = field(default=())


def admit(request: HttpRequest, username: str, password: str) -> Attempt | None:
    """Count one try with a password; None when there were too many. Right in the end: `was_right`."""
    nonce = _known_device(request, username)
    if nonce:
        limits: tuple[Limit, ...] = (_device_limit(nonce),)
        return Attempt(limits) if take_all(limits) else None
    quarter = (
        Limit("user", (username,), PER_USER, QUARTER),
        Limit("network", (network_of(request),), PER_NETWORK, QUARTER),
    )
    day = (Limit("user-day", (username,), PER_USER_A_DAY, DAY),)
    if not take_all(quarter) or not take_all(day):
        return None
    spray = _password_limits(username, password)
    return Attempt((*quarter, *day, *spray)) if spray else None


def was_right(attempt: Attempt) -> None:
    give_back(attempt.limits)


def _password_limits(username: str, password: str) -> tuple[Limit, ...]:
    """What a try with this password counts against; nothing when it was wrong for too many users already.

    The same user trying the same password again is one user, however often.
    """
    everybody = Limit("password", (password,), USERS_PER_PASSWORD, HOUR)
    this_user = Limit("password-of", (username, password), 1_000_000, HOUR)
    if is_over(everybody):
        return ()
    is_first = count(this_user) == 1
    if is_first and count(everybody) > everybody.most:
        return ()
    return (this_user, everybody) if is_first else (this_user,)


# --- after the password ---------------------------------------------------------------------------------------------


def second_factor_limits(request: HttpRequest, username: str) -> tuple[Limit, ...]:
    """Codes tried for one user, on a known device apart from all others."""
    nonce = _known_device(request, username)
    return (Limit("second-factor", (username, nonce), PER_SECOND_FACTOR, QUARTER),)


def proof_limits(session_id: str) -> tuple[Limit, ...]:
    """Proofs tried inside one session; used up, the session ends."""
    return (Limit("proof", (session_id,), PER_PROOF, QUARTER),)


def take(limits: Iterable[Limit]) -> bool:
    return take_all(limits)


def begin_anew(limits: Iterable[Limit]) -> None:
    forget(limits)


# --- the device -----------------------------------------------------------------------------------------------------


def remember_device(request: HttpRequest, response: HttpResponseBase, username: str) -> None:
    """Mark this device as one this user has signed in on, and forget the wrong tries made on it."""
    nonce = _known_device(request, username) or token_urlsafe(12)
    forget([_device_limit(nonce)])
    value = signing.dumps([_digest(username), nonce], salt=_SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure() or settings.BEHIND_HTTPS,
    )


def _device_limit(nonce: str) -> Limit:
    return Limit("device", (nonce,), PER_DEVICE, QUARTER)


def _known_device(request: HttpRequest, username: str) -> str:
    try:
        owner, nonce = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=COOKIE_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(nonce) if owner == _digest(username) else ""


def _digest(text: str) -> str:
    return keyed_digest("device-of", text)[:24]


# --- the network ----------------------------------------------------------------------------------------------------


def address_of(request: HttpRequest) -> str:
    """The address the request came from. What X-Forwarded-For says is believed as far as our own proxies wrote it."""
    direct = str(request.META.get("REMOTE_ADDR") or "")
    told = [
        part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if part.strip()
    ]
    proxies = settings.ANYAM_TRUSTED_PROXIES
    written = told[-proxies] if 0 < proxies <= len(told) else direct
    try:
        return str(ip_address(written))
    except ValueError:
        return direct or "0.0.0.0"  # noqa: S104  # nowhere, not everywhere


def network_of(request: HttpRequest) -> str:
    """One IPv4 address, or the /64 of an IPv6 address: one household has 18 trillion of those."""
    try:
        address = ip_address(address_of(request))
    except ValueError:
        return "nowhere"
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(IPv6Network((int(address) >> 64 << 64, 64)))
    return str(address)
