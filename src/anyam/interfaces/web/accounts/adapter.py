"""What we ask of allauth: no sign-up, our own throttle, our own words, sealed secrets, no e-mail as identity."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.entry.engine import DEVICE, HOURS, IDLE_MINUTES, STARTED_AT
from anyam.foundation.entry.sealing import seal, unseal
from anyam.registry.accounts import actions
from anyam.registry.accounts.queries import rules_in_force, signed_in

from . import throttle
from .devices import device_code
from .proof import note_proof

_SEALED_FOR = "second factor"
# Whoever ends in one of these has no account here: allauth's own ways of making one stay shut.
UNKNOWN_SUBJECT = "accounts/unknown_subject.html"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Set as ACCOUNT_ADAPTER."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Users are made by an administrator who knows them."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """The sign-in page has asked the throttle before; allauth's own count would lock the user name."""
        self._login_failed_rl_usage = None

    def get_client_ip(self, request: HttpRequest) -> str:
        return throttle.address_of(request)

    def is_reauthentication_required(self, app: str) -> bool:
        """Our actions ask for a fresh proof themselves."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """A new key for the session, and its times; whatever was known under the old key opens nothing."""
        super().login(request, user)
        rules = rules_in_force()
        request.session[STARTED_AT] = clock.now().isoformat()
        request.session[HOURS] = rules.session_hours
        request.session[IDLE_MINUTES] = rules.idle_minutes
        request.session[DEVICE] = device_code(request.headers.get("User-Agent", ""))

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **more)
        someone = signed_in(user.pk)
        is_missing = someone.second_factor_due_at is not None
        actions.note_sign_in(someone.actor, is_second_factor_missing=is_missing)
        note_proof(request)
        throttle.remember_device(request, response, user.username)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A closed account answers as one that never was."""
        messages.error(request, _("This sign-in opens no account here."))
        return HttpResponseRedirect(reverse("accounts:sign_in"))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened in their own words."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing about accounts goes out by mail."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Set as MFA_ADAPTER: secrets lie sealed in the database; the key does not."""

    def encrypt(self, text: str) -> str:
        return seal(text, _SEALED_FOR)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, _SEALED_FOR)

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def _get_site_name(self) -> str:
        return "Anyam"

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """What the device shows when it asks which passkey; the user name, not the full name."""
        given: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**given, "name": user.username, "display_name": user.username}


class OfficeAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Set as SOCIALACCOUNT_ADAPTER: a subject opens the account it was linked to, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Only the issuer that the environment names; rows of the database configure nothing."""
        from allauth.socialaccount.adapter import _build_apps_from_settings

        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Known: in. Wanted by somebody who is signed in: linked. Unknown: a plain page."""
        sociallogin.email_addresses = []
        if sociallogin.state.get("process") == "connect":
            raise ImmediateHttpResponse(_link(request, sociallogin.account.uid))
        if not sociallogin.is_existing or not sociallogin.user.is_active:
            raise ImmediateHttpResponse(render(request, UNKNOWN_SUBJECT, status=403))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **more: Any) -> None:
        messages.error(
            request, _("The government account did not answer as it should. Try again, or use your password.")
        )
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("accounts:sign_in")))


def _link(request: Any, subject: str) -> HttpResponse:
    back = HttpResponseRedirect(reverse("accounts:security"))
    if not request.actor.user_id:
        return HttpResponseRedirect(settings.LOGIN_URL)
    try:
        actions.link_own_office_account(request.actor, subject=subject)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return back
    messages.success(request, _("You can sign in with your government account from now on."))
    return back
