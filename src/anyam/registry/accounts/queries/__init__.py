"""Answers about users."""

from .choosing import agencies_of, coordinators_of, list_cast, people_with_role, user_names
from .listing import find_users, get_user
from .signed_in import actor_for, signed_in

__all__ = [
    "actor_for",
    "agencies_of",
    "coordinators_of",
    "find_users",
    "get_user",
    "list_cast",
    "people_with_role",
    "signed_in",
    "user_names",
]
