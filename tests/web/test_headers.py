"""Every answer carries exactly the headers of one table: pages, errors, the API and the files under /static/."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import include, path

from tests.architecture.addresses import addresses
from tests.cast import Cast
from tests.contracts.sweep import visit

DEVICES = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "midi=(), payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self), usb=()"
)
TABLE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
    "permissions-policy": DEVICES,
}
POLICY = {
    "default-src": "'none'",
    "script-src": "NONCE",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "default",
}
# Where an answer may differ, and how. Nothing else may.
WITH_CAMERA = {"files:add"}
# Nothing but these comes beside the table: a header that says more about the machine would be noticed here.
BESIDE = {
    "content-type", "content-length", "content-language", "vary", "location", "allow", "retry-after", "cache-control",
    "expires", "last-modified", "etag", "access-control-allow-origin", "content-disposition", "hx-redirect",
    "content-security-policy", "date", "accept-ranges", "clear-site-data", "x-robots-tag",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    what: str
    response: HttpResponseBase
    is_static: bool = False


def differences(answer: Answer, expected: dict[str, str] = TABLE) -> Iterator[str]:
    found = {name.lower(): value for name, value in answer.response.headers.items()}
    for name, value in expected.items():
        if found.get(name) != value:
            yield f"{answer.what}: {name} is {found.get(name)!r}"
    strange = set(found) - set(expected) - BESIDE
    if strange:
        yield f"{answer.what}: {', '.join(sorted(strange))}"
    if policy_of(found.get("content-security-policy", "")) != POLICY:
        yield f"{answer.what}: {found.get('content-security-policy')}"
    if not answer.is_static and found.get("cache-control") != "no-store":
        yield f"{answer.what}: cache-control is {found.get('cache-control')!r}"


def policy_of(header: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in header.split(";"))
    told = {name: value for name, _, value in parts}
    if re.fullmatch(r"('nonce-[A-Za-z0-9+/=]{20,}')?", told.get("script-src", "-")):
        told["script-src"] = "NONCE"  # an answer without a script has no number, and so runs none
    return told


@pytest.fixture
def answers(db: None, cast: Cast) -> Callable[[Client], Iterator[Answer]]:
    def walk(client: Client) -> Iterator[Answer]:
        for address in addresses():
            filled = address.filled({name: _filling(kind) for name, kind in address.parts.items()})
            for method in ("GET", "POST", "PUT"):
                yield Answer(f"{method} {address.name}", _asked(client, method, filled))

    return walk


def _filling(kind: str) -> Any:
    return uuid4() if kind == "uuid" else "x"


def _asked(client: Client, method: str, where: str) -> HttpResponseBase:
    kind = "application/json" if where.startswith("/api/") else "application/x-www-form-urlencoded"
    return client.generic(method, where, data=b"{}" if "api" in where else b"", content_type=kind)  # type: ignore[return-value]


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.mark.parametrize("who", ["nobody", "dewi", "agus", "siti"])
def test_every_address_answers_with_the_table(
    who: str, cast: Cast, answers: Callable[[Client], Iterator[Answer]]
) -> None:
    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    if who != "nobody":
        client.force_login(cast.user_of(getattr(cast, who)))
    seen = [
        answer for answer in answers(client) if answer.what.partition(" ")[2] not in {"accounts:sign_out"}
    ]
    assert len(seen) > 250
    found = [line for answer in seen for line in differences(answer, expected_for(answer))]
    assert not found, "\n".join(found[:20])


def expected_for(answer: Answer) -> dict[str, str]:
    has_camera = answer.what.partition(" ")[2] in WITH_CAMERA and answer.response.status_code in {200, 422}
    return (
        {**TABLE, "permissions-policy": DEVICES.replace("camera=()", "camera=(self)")}
        if has_camera
        else TABLE
    )


def test_what_goes_wrong_answers_with_the_table(db: None, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    strange = Client(HTTP_HOST="elsewhere.example", raise_request_exception=False)
    forged = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    seen = {
        404: client.get("/tidak-ada/"),
        500: client.get("/roboh/"),
        503: client.get("/tanpa-basis-data/"),
        400: strange.get("/masuk/"),
        403: forged.post("/masuk/", {"username": "x"}),
        405: client.put("/healthz"),
        301: client.get("/masuk"),
    }
    assert {status: response.status_code for status, response in seen.items()} == {s: s for s in seen}
    found = [line for status, response in seen.items() for line in differences(Answer(str(status), response))]
    assert not found, "\n".join(found)


def test_files_under_static_answer_with_the_table(db: None) -> None:
    for name in (
        "office.css",
        "office.js",
        "favicon.svg",
        "fonts/plus-jakarta-sans.woff2",
        "django_htmx/htmx-2.min.js",
    ):
        response = Client(HTTP_HOST="localhost").get(f"/static/{name}")
        assert response.status_code == 200, name
        assert not list(differences(Answer(name, response, is_static=True)))


def test_each_answer_has_a_number_of_its_own(db: None) -> None:
    client = Client(HTTP_HOST="localhost")
    numbers = []
    for _ in range(2):
        response = client.get("/masuk/")
        (number,) = re.findall(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"])
        tags = re.findall(r"<script[^>]*>", response.content.decode())
        assert tags
        assert all(f'nonce="{number}"' in tag for tag in tags)
        numbers.append(number)
    assert numbers[0] != numbers[1]


def test_a_form_from_here_comes_in_over_https_and_a_forged_one_does_not(db: None, settings: Any) -> None:
    """The proof is the Origin header; Referer is asked only where there is none."""
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    client = Client(HTTP_HOST="localhost", enforce_csrf_checks=True, headers={"x-forwarded-proto": "https"})
    page = client.get("/masuk/").content.decode()
    (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[:1])
    sent = {"username": "x", "password": "y", "csrfmiddlewaretoken": token}
    statuses = {
        origin: client.post("/masuk/", sent, headers={"origin": origin}).status_code
        for origin in ("https://localhost", "https://evil.example", "null")
    }
    assert statuses["https://evil.example"] == statuses["null"] == 403
    assert statuses["https://localhost"] != 403


# --- the table itself can fail ---------------------------------------------------------------------------------------


def collapses(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("seeded")


def without_database(request: HttpRequest) -> HttpResponse:
    from django.db import OperationalError

    raise OperationalError("seeded")


def careless(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        "x", headers={"X-Powered-By": "Anyam 0.1", "Cache-Control": "public", "X-Frame-Options": "SAMEORIGIN"}
    )


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    view.login_required = False  # type: ignore[attr-defined]
    return view


urlpatterns = [
    path("roboh/", public(collapses), name="collapses"),
    path("tanpa-basis-data/", public(without_database), name="without_database"),
    path("ceroboh/", public(careless), name="careless"),
    path("", include("anyam.config.urls")),
]
handler500 = "anyam.interfaces.web.health.views.server_error"


def test_seeded_careless_answer_is_caught(db: None, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    response = Client(HTTP_HOST="localhost").get("/ceroboh/")
    assert len(list(differences(Answer("careless", response)))) == 3
    assert visit  # the walk of strangers asks the same addresses


def test_seeded_loose_policy_is_caught() -> None:
    told = "; ".join(f"{name} {value}" for name, value in POLICY.items()).replace(
        "NONCE", "'self' 'unsafe-inline'"
    )
    assert policy_of(told) != POLICY
