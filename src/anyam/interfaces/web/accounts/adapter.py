"""What we ask of allauth: passwords only, no sign-up, our own throttle, no messages of its own."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from anyam.registry.accounts.actions import note_sign_in
from anyam.registry.accounts.queries import actor_for

from . import throttle


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Set as ACCOUNT_ADAPTER."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Users are made by an administrator who knows them."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """The sign-in page has asked the throttle before; allauth's own count would lock the user name."""
        self._login_failed_rl_usage = None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        throttle.count_wrong(request, str(credentials.get("username", "")), self.get_client_ip(request))

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **more)
        note_sign_in(actor_for(user.pk))
        throttle.remember_device(request, response, user.username)
        return response

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nobody needs to be told that they are now signed in."""
