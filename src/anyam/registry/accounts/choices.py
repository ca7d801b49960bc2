"""The choices a user makes for themselves, and the names of the roles."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Role


class Language(models.TextChoices):
    INDONESIAN = "id", "Bahasa Indonesia"
    ENGLISH = "en", "English"


class Theme(models.TextChoices):
    AUTO = "auto", _("As on my device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Factor(models.TextChoices):
    """A second thing beside the password. The values are those of the library that keeps them."""

    APP = "totp", _("Code from an authenticator app")
    PASSKEY = "webauthn", _("Passkey")
    RECOVERY_CODE = "recovery_codes", _("Recovery code")


class Proof(models.TextChoices):
    """With what somebody has proven that it is they."""

    PASSWORD = "password", _("Password")
    APP = "totp", _("Code from an authenticator app")
    PASSKEY = "webauthn", _("Passkey")
    RECOVERY_CODE = "recovery_codes", _("Recovery code")


ROLE_NAMES = {
    Role.FRONT_OFFICE: _("Front office"),
    Role.CASE_WORKER: _("Case worker"),
    Role.CASE_MANAGER: _("Case manager"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.COORDINATOR: _("Coordinator (secretariat)"),
    Role.PARTNER_OFFICER: _("Partner officer"),
    Role.AGENCY_HEAD: _("Head of agency"),
    Role.REGENT_OFFICE: _("Regent’s office"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.DATA_PROTECTION_OFFICER: _("Data protection officer"),
    Role.REVIEWER: _("Reviewer of another agency"),
}


def role_name(role: str) -> str:
    """A role in the reader's language; an unknown one as it is."""
    return str(ROLE_NAMES.get(Role(role), role)) if role in set(Role) else role
