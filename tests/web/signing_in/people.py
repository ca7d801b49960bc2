"""What people do at the door, in tests."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import hotp_value
from django.test import Client

from anyam.foundation.core import clock
from anyam.registry.accounts.models import User

from .soft_passkey import SoftPasskey

PASSWORD = "kambing-payung-sepeda"
START = datetime.fromisoformat("2026-11-22T03:00:00+00:00")


def a_browser(**more: Any) -> Client:
    return Client(HTTP_HOST="localhost", **more)


def enter(client: Client, user: User, password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/masuk/", {"username": user.username, "password": password}, **more)


def is_in(client: Client) -> bool:
    """Whether the client's session opens a page that only somebody signed in may see."""
    return client.get("/akun/").status_code == 200


def code_of(secret: str, *, later: int = 0) -> str:
    counter = int(clock.now().timestamp()) // 30 + later
    return f"{hotp_value(secret, counter):06}"


def set_up_app(client: Client) -> str:
    """Set up an authenticator app on the page; its secret."""
    page = client.get("/akun/keamanan/aplikasi/").content.decode()
    found = re.search(r'qr-secret">([A-Z2-7 ]+)<', page)
    assert found, "the key stands on the page as text"
    secret = found.group(1).replace(" ", "")
    answer = client.post("/akun/keamanan/aplikasi/", {"code": code_of(secret, later=-1)})
    assert answer.status_code == 303, answer.content.decode()
    return secret


def set_up_passkey(client: Client, passkey: SoftPasskey | None = None) -> SoftPasskey:
    made = passkey or SoftPasskey()
    question = client.get("/akun/keamanan/kunci-sandi/", headers={"Accept": "application/json"}).json()
    answer = client.post("/akun/keamanan/kunci-sandi/", {"name": "Ponsel", "credential": made.make(question)})
    assert answer.status_code == 303, answer.content.decode()
    return made


def question(client: Client) -> dict[str, Any]:
    asked: dict[str, Any] = client.get("/masuk/kunci-sandi/").json()
    return asked


def make_codes(client: Client) -> list[str]:
    page = client.post("/akun/keamanan/kode-pemulihan/").content.decode()
    return re.findall(r"<li>(\d{5} \d{5})</li>", page)


def later(**more: float) -> datetime:
    return clock.now() + timedelta(**more)
