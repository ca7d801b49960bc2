"""What protects one's own account, and where one is signed in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from anyam.foundation.access import Actor, query
from anyam.foundation.entry import sessions
from anyam.foundation.entry.sessions import SessionRow

from ..choices import Factor
from ..policies import require_own_account
from ..results import OwnSecurity, PasskeyRow
from .signed_in import signed_in


@query
def own_security(actor: Actor) -> OwnSecurity:
    """Factors, recovery codes and the linked office account of the one who asks."""
    user_id = require_own_account(actor)
    kept: Iterable[Any] = Authenticator.objects.filter(user_id=user_id).order_by("created_at", "pk")
    rows = list(kept)
    app = next((row for row in rows if row.type == Factor.APP), None)
    codes = next((row for row in rows if row.type == Factor.RECOVERY_CODE), None)
    linked = SocialAccount.objects.filter(user_id=user_id).order_by("date_joined").first()
    someone = signed_in(user_id, actor.agency_id)
    return OwnSecurity(
        app_since=app.created_at if app else None,
        passkeys=tuple(_passkey(row) for row in rows if row.type == Factor.PASSKEY),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
        office_account_since=linked.date_joined if linked else None,
        has_second_factor=someone.has_second_factor,
        due_at=someone.second_factor_due_at,
    )


@query
def own_sessions(actor: Actor, this_key: str | None = None) -> list[SessionRow]:
    """Where the one who asks is signed in; the session with this key is marked."""
    return sessions.sessions_of(require_own_account(actor), this_key)


def _passkey(row: Any) -> PasskeyRow:
    return PasskeyRow(row.pk, str(row.data.get("name", "")), row.created_at, row.last_used_at)
