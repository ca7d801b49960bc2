"""The government's single sign-on: which subject of which issuer opens which account. Never by e-mail."""

from __future__ import annotations

from uuid import UUID

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, action, require, require_fresh
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record

from ..events import OfficeAccountLinked, OfficeAccountUnlinked
from ..models import User
from ..policies import require_own_account


class NoOfficeSignIn(Refusal):
    sentence = _("Signing in with a government account is not set up here.")


class SubjectTaken(Refusal):
    sentence = _("This government account opens another user’s account. Ask your administrator.")


class WithoutSubject(Refusal):
    sentence = _("Write the number (subject) that the issuer gave to this person.")


@action()
def link_own_office_account(actor: Actor, *, subject: str) -> None:
    """Open one's own account with this subject, after a fresh proof on both sides."""
    user_id = require_own_account(actor)
    require_fresh(actor)
    _link(actor, user_id, subject)


@action()
def link_office_account(actor: Actor, *, user_id: UUID, subject: str) -> None:
    """An administrator who knows both the person and the subject links them."""
    require(actor, Permission.MANAGE_USERS)
    require_fresh(actor)
    if not User.objects.filter(pk=user_id, is_active=True).exists():
        raise NotFound("user")
    _link(actor, user_id, subject)


@action()
def unlink_own_office_account(actor: Actor) -> None:
    """From now on one signs in with the password again."""
    user_id = require_own_account(actor)
    require_fresh(actor)
    SocialAccount.objects.filter(user_id=user_id).delete()
    record(actor, OfficeAccountUnlinked(subject_id=user_id))


@action()
def unlink_office_account(actor: Actor, *, user_id: UUID) -> None:
    """Take the link away from somebody, for example when they leave the office that gave it."""
    require(actor, Permission.MANAGE_USERS)
    require_fresh(actor)
    SocialAccount.objects.filter(user_id=user_id).delete()
    record(actor, OfficeAccountUnlinked(subject_id=user_id))


def _link(actor: Actor, user_id: UUID, subject: str) -> None:
    issuer = settings.ANYAM_OIDC_PROVIDER
    told = clean_line(subject)[:190]
    if not issuer:
        raise NoOfficeSignIn
    if not told:
        raise WithoutSubject(field="subject")
    kept = SocialAccount.objects.filter(provider=issuer, uid=told).first()
    if kept and kept.user_id != user_id:
        raise SubjectTaken(field="subject")
    if kept is None:
        SocialAccount.objects.filter(provider=issuer, user_id=user_id).delete()
        SocialAccount.objects.create(provider=issuer, uid=told, user_id=user_id, extra_data={})
    record(actor, OfficeAccountLinked(subject_id=user_id))
