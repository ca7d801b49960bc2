"""How people sign in here."""

from __future__ import annotations

from anyam.foundation.access import Actor, Permission, query, require

from ..models import SignInRules
from ..results import SignInRulesRow


def rules_in_force() -> SignInRulesRow:
    """What the district has set, or the proposed values; asked before anybody has signed in, so nobody can ask."""
    kept = SignInRules.objects.filter(pk=1).first()
    rules = kept or SignInRules()
    return SignInRulesRow(
        is_second_factor_required=rules.is_second_factor_required,
        grace_days=rules.grace_days,
        idle_minutes=rules.idle_minutes,
        session_hours=rules.session_hours,
        is_confirmed=kept is not None,
    )


@query
def get_sign_in_rules(actor: Actor) -> SignInRulesRow:
    """The rules as an administrator sees them."""
    require(actor, Permission.MANAGE_USERS)
    return rules_in_force()
