"""The government's single sign-on, with an issuer of our own on this machine: real HTTP, real signatures."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client, override_settings

from anyam.foundation.core import clock
from anyam.registry.accounts.models import User

from .people import PASSWORD, a_browser, code_of, enter, is_in, set_up_app

pytestmark = pytest.mark.django_db
PROVIDER = "oidc-test"


@dataclass
class Issuer:
    """A stand-in for the government's issuer. What it says can be bent."""

    key: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    url: str = ""
    subject: str = "350400112233"
    claims: dict[str, Any] = field(default_factory=dict)
    signs_with: Any = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def answer(self, path: str, asked: dict[str, str]) -> tuple[int, Any]:
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys",
                "userinfo_endpoint": f"{self.url}/nobody-asks-this",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return 200, {"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]}
        if path == "/token" and asked.get("code") in self.codes and asked.get("client_secret") == "rahasia":
            return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self.token(asked["code"])}
        return 404, {}

    def token(self, code: str) -> str:
        now = int(clock.now().timestamp())
        told = {
            "iss": self.url,
            "aud": "anyam",
            "sub": self.subject,
            "iat": now,
            "exp": now + 300,
            "email": "sri@dinas.example",
            "email_verified": True,
            "name": "Sri Wahyuni",
            **self.claims,
        }
        return jwt.encode(told, self.signs_with or self.key, algorithm="RS256", headers={"kid": "1"})

    def let_in(self, address: str) -> str:
        """What happens in the browser at the issuer: the person signs in there and is sent back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["scope"] == "openid", "nothing but the subject is asked for"
        assert asked["code_challenge_method"] == "S256"
        code = f"code{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    made = Issuer()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(*made.answer(urlsplit(self.path).path, {}))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            self._say(*made.answer(urlsplit(self.path).path, asked))

        def _say(self, status: int, said: Any) -> None:
            text = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    made.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = {
        "provider_id": PROVIDER,
        "name": "Akun dinas",
        "client_id": "anyam",
        "secret": "rahasia",
        "settings": {"server_url": made.url, "oauth_pkce_enabled": True, "scope": ["openid"]},
    }
    configured = {"openid_connect": {"APPS": [app], "SCOPE": ["openid"], "OAUTH_PKCE_ENABLED": True}}
    with override_settings(ANYAM_OIDC_PROVIDER=PROVIDER, SOCIALACCOUNT_PROVIDERS=configured):
        yield made
    server.shutdown()
    server.server_close()


def go(client: Client, issuer: Issuer, **more: Any) -> Any:
    """From our button over the issuer back to us."""
    sent = client.post("/masuk/akun-dinas/", more)
    assert sent.status_code == 302, sent.content.decode()
    assert sent["Location"].startswith(f"{issuer.url}/authorize?")
    back = urlsplit(issuer.let_in(sent["Location"]))
    assert back.path == "/masuk/akun-dinas/kembali/"
    return client.get(f"{back.path}?{back.query}")


def linked(user: User, issuer: Issuer) -> SocialAccount:
    return SocialAccount.objects.create(user=user, provider=PROVIDER, uid=issuer.subject)


def test_a_linked_subject_opens_its_account(sri: User, issuer: Issuer) -> None:
    linked(sri, issuer)
    client = a_browser()
    assert go(client, issuer)["Location"] == "/"
    assert is_in(client)


def test_an_unknown_subject_gets_a_plain_page_and_no_account(sri: User, issuer: Issuer) -> None:
    before = User.objects.count()
    client = a_browser()
    answer = go(client, issuer)
    assert answer.status_code == 403
    assert "Tidak ada akun di sini" in answer.content.decode()
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)
    assert not is_in(client)


def test_the_same_e_mail_address_links_nothing(sri: User, issuer: Issuer) -> None:
    User.objects.filter(pk=sri.pk).update(email="sri@dinas.example")
    client = a_browser()
    assert go(client, issuer).status_code == 403
    assert not is_in(client)


def test_one_links_ones_own_account_after_a_fresh_proof(sri: User, issuer: Issuer) -> None:
    client = a_browser()
    enter(client, sri)
    assert go(client, issuer)["Location"] == "/akun/keamanan/"
    kept = SocialAccount.objects.get()
    assert (kept.user_id, kept.provider, kept.uid, kept.extra_data) == (sri.pk, PROVIDER, issuer.subject, {})
    other = a_browser()
    go(other, issuer)
    assert is_in(other)
    assert client.post("/akun/keamanan/akun-dinas/lepas/").status_code == 303
    assert SocialAccount.objects.count() == 0


def test_linking_without_a_fresh_proof_leads_to_the_proof(sri: User, issuer: Issuer) -> None:
    client = a_browser()
    client.force_login(sri)
    assert client.post("/masuk/akun-dinas/")["Location"].startswith("/masuk/pastikan/")
    assert SocialAccount.objects.count() == 0


def test_a_subject_that_opens_one_account_opens_no_second(sri: User, agus: User, issuer: Issuer) -> None:
    linked(sri, issuer)
    client = a_browser()
    enter(client, agus)
    assert go(client, issuer)["Location"] == "/akun/keamanan/"
    assert SocialAccount.objects.get().user_id == sri.pk
    assert "membuka akun pengguna lain" in client.get("/akun/keamanan/").content.decode()


def test_an_administrator_links_a_subject_they_know(sri: User, agus: User, issuer: Issuer) -> None:
    client = a_browser()
    enter(client, agus)
    address = f"/administrasi/pengguna/{sri.pk}/akun-dinas/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"subject": issuer.subject}).status_code == 302
    worker = a_browser()
    go(worker, issuer)
    assert is_in(worker)
    assert client.post(address, {"unlink": "1"}).status_code == 302
    assert go(a_browser(), issuer).status_code == 403


def test_single_sign_on_is_no_way_round_the_second_factor(sri: User, issuer: Issuer) -> None:
    """C04: the issuer's word stands for the password, not for the phone."""
    client = a_browser()
    enter(client, sri)
    secret = set_up_app(client)
    linked(sri, issuer)
    other = a_browser()
    assert go(other, issuer)["Location"] == "/masuk/kode/"
    assert not is_in(other)
    other.post("/masuk/kode/", {"code": code_of(secret)})
    assert is_in(other)


@pytest.mark.parametrize(
    "bent",
    [{"aud": "another"}, {"iss": "http://127.0.0.1:1"}, {"exp": 1}, {"sub": None}],
    ids=["audience", "issuer", "ended", "no subject"],
)
def test_a_token_that_is_not_for_us_opens_nothing(sri: User, issuer: Issuer, bent: dict[str, Any]) -> None:
    linked(sri, issuer)
    issuer.claims = bent
    client = a_browser()
    assert go(client, issuer)["Location"] == "/masuk/"
    assert not is_in(client)


def test_a_token_signed_by_somebody_else_opens_nothing(sri: User, issuer: Issuer) -> None:
    linked(sri, issuer)
    issuer.signs_with = rsa.generate_private_key(65537, 2048)
    client = a_browser()
    assert go(client, issuer)["Location"] == "/masuk/"
    assert not is_in(client)


def test_a_way_back_that_was_begun_in_another_browser_opens_nothing(sri: User, issuer: Issuer) -> None:
    """C06: nobody is signed in as somebody else by a link."""
    linked(sri, issuer)
    attacker, victim = a_browser(), a_browser()
    sent = attacker.post("/masuk/akun-dinas/")
    back = urlsplit(issuer.let_in(sent["Location"]))
    victim.get(f"{back.path}?{back.query}")
    assert not is_in(victim)


def test_another_issuer_is_another_provider() -> None:
    from anyam.config import env

    names = set()
    for address in ("https://satu.example", "https://dua.example", ""):
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("ANYAM_OIDC_ISSUER", address)
            names.add(env.oidc_provider())
    assert len(names) == 3
    assert "" in names


def test_the_secret_may_stand_in_a_file(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from anyam.config import env

    (tmp_path / "secret").write_text("dari-berkas\n")
    monkeypatch.setenv("ANYAM_OIDC_ISSUER", "https://masuk.example/")
    monkeypatch.setenv("ANYAM_OIDC_CLIENT_SECRET_FILE", str(tmp_path / "secret"))
    app: Any = env.oidc_settings()
    assert app["openid_connect"]["APPS"][0]["secret"] == "dari-berkas"
    assert app["openid_connect"]["APPS"][0]["settings"]["server_url"] == "https://masuk.example"


def test_without_an_issuer_there_is_no_such_door(sri: User) -> None:
    client = a_browser()
    assert client.post("/masuk/akun-dinas/").status_code == 404
    assert client.get("/masuk/akun-dinas/kembali/?code=x&state=y").status_code == 404
    assert "akun dinas" not in client.get("/masuk/").content.decode()
    enter(client, sri, PASSWORD)
    assert client.post("/masuk/akun-dinas/").status_code == 404
