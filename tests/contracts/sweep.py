"""Visiting every address as a stranger and reading what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client

from tests.architecture.addresses import Address, addresses
from tests.cast import MARKER, PHONE_MARKER

METHODS = ("GET", "POST")
FORM = "application/x-www-form-urlencoded"
# What every operation with a body accepts.
API_BODY = b'{"reason": "full", "note": "", "question": "Apa?", "state": "open", "text": "Melati"}'
# After these one is nobody, or sits before a locked screen.
LAST = {
    "accounts:lock",
    "accounts:make_sure",
    "accounts:unlock",
    "accounts:passkey",
    "accounts:sign_out",
    "account_logout",
}
HEALTH = "health:healthz"  # says 503 where no worker runs, as in a test


@dataclass(frozen=True)
class Visit:
    """One answer to one stranger."""

    who: str
    method: str
    name: str
    path: str
    status: int
    location: str
    text: str

    def __str__(self) -> str:
        return f"{self.who}: {self.method} {self.name} ({self.path}) → {self.status}"

    @property
    def is_shut(self) -> bool:
        """Not there, not this way, or to the sign-in."""
        return self.status in {401, 404, 405} or (self.status == 302 and self.location.startswith("/masuk/"))


@dataclass(frozen=True)
class Expectation:
    """What strangers may get: pages shared with everybody who has signed in, and those shared with everybody."""

    shared: dict[str, str]
    public: dict[str, str]
    secrets: tuple[str, ...]


def visit_all(
    who: str,
    client: Client,
    values: dict[str, Any],
    urlconf: str | None = None,
    areas: tuple[str, ...] = ("",),
) -> Iterator[Visit]:
    """GET and POST every address, its parts filled with what belongs to somebody else's child."""
    for address in sorted(addresses(urlconf), key=lambda address: address.name in LAST):
        if not address.name.startswith(areas):
            continue
        path = address.filled(filling(address, values))
        for method in METHODS:
            yield visit(who, client, method, address.name, path)


def visit(who: str, client: Client, method: str, name: str, path: str) -> Visit:
    sent, kind = (API_BODY, "application/json") if path.startswith("/api/") else (b"", FORM)
    answer = client.generic(method, path, data=sent, content_type=kind)
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return Visit(
        who, method, name, path, answer.status_code, answer.get("Location", ""), text.decode(errors="replace")
    )


def filling(address: Address, values: dict[str, Any]) -> dict[str, Any]:
    """Each part's value. A part nobody named is filled with the case's own id, the likeliest to open something."""
    missing = UUID(str(values["case_id"]))
    return {name: values.get(f"{address.name}:{name}", values.get(name, missing)) for name in address.parts}


def problems(visits: Iterator[Visit], expected: Expectation) -> Iterator[str]:
    """Sentences about every answer that a stranger should not have got."""
    for seen in visits:
        told = [secret for secret in expected.secrets if secret.lower() in seen.text.lower()]
        told += [secret for secret in (MARKER, PHONE_MARKER) if secret.lower() in seen.text.lower()]
        if told:
            yield f"{seen} tells {', '.join(sorted(set(told)))}"
        elif seen.status >= 500 and seen.name != HEALTH:
            yield f"{seen} fell over"
        elif not is_expected(seen, expected):
            yield f"{seen}, though it is on no list"


def is_expected(seen: Visit, expected: Expectation) -> bool:
    if seen.name in expected.public:
        return True
    if seen.who != "nobody" and seen.name in expected.shared:
        return True
    return seen.is_shut
