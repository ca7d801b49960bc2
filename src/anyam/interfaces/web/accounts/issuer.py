"""How we talk to the issuer: its signature is checked always, and nothing but the subject is kept."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.http import HttpRequest
from django.urls import reverse


class IssuerAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Allauth's OpenID Connect with our address, and less trust."""

    def get_provider(self) -> Any:
        """The library's provider, which makes its own adapter again: let it be this one."""
        provider = super().get_provider()
        provider.oauth2_adapter_class = IssuerAdapter
        return provider

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return str(build_absolute_uri(request, reverse("accounts:office_back")))

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Name, e-mail and whatever else the issuer tells is left where it is."""
        told = self._decode_id_token(app, kwargs["response"].get("id_token") or "")
        kept = {"id_token": {"sub": told["sub"]}}
        return self.get_provider().sociallogin_from_response(request, kept)

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        told: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return told
