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
# Signed in or not: to the sign-in, nothing there, not this way. A form sent empty by somebody who may see the page
# answers 422; whether it may be seen at all is what the shared list says.
SHUT = {302, 401, 404, 405}
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


@dataclass(frozen=True)
class Expectation:
    """What strangers may get: pages shared with everybody who has signed in, and those shared with everybody."""

    shared: dict[str, str]
    public: dict[str, str]
    secrets: tuple[str, ...]


def visit_all(
    who: str, client: Client, values: dict[str, Any], urlconf: str | None = None
) -> Iterator[Visit]:
    """GET and POST every address, its parts filled with what belongs to somebody else's child."""
    for address in addresses(urlconf):
        path = address.filled(filling(address, values))
        for method in METHODS:
            yield visit(who, client, method, address.name, path)


def visit(who: str, client: Client, method: str, name: str, path: str) -> Visit:
    answer = client.generic(method, path, data=b"", content_type="application/x-www-form-urlencoded")
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
    if seen.who == "nobody":
        return seen.status in SHUT and (seen.status != 302 or seen.location.startswith("/masuk/"))
    if seen.name in expected.shared:
        return True
    return seen.status in {401, 404, 405} or (seen.status == 302 and seen.location.startswith("/masuk/"))
