"""Answers about users."""

from .choosing import (
    agencies_of,
    agencies_with_role,
    colleagues_for_codes,
    coordinators_of,
    keepers_of_backups,
    last_days_of,
    list_cast,
    officers_of,
    people_at,
    people_of_district,
    people_with_role,
    user_names,
    user_phones,
)
from .listing import find_users, get_user
from .security import own_security, own_sessions
from .sign_in_rules import get_sign_in_rules, rules_in_force
from .signed_in import actor_for, signed_in

__all__ = [
    "actor_for",
    "agencies_of",
    "agencies_with_role",
    "colleagues_for_codes",
    "coordinators_of",
    "find_users",
    "get_sign_in_rules",
    "get_user",
    "keepers_of_backups",
    "last_days_of",
    "list_cast",
    "officers_of",
    "own_security",
    "own_sessions",
    "people_at",
    "people_of_district",
    "people_with_role",
    "rules_in_force",
    "signed_in",
    "user_names",
    "user_phones",
]
