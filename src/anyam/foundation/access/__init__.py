"""Access: who acts, what they may do, and the guard that asks "did you ask?"."""

from anyam.foundation.access.actor import Actor
from anyam.foundation.access.errors import (
    NotAllowed,
    NotFound,
    OutsideAction,
    PermissionNotChecked,
    StepUpNeeded,
)
from anyam.foundation.access.freshness import require_fresh
from anyam.foundation.access.guard import action, query, require, require_any, step
from anyam.foundation.access.permissions import Permission
from anyam.foundation.access.roles import Role, permissions_of

__all__ = [
    "Actor",
    "NotAllowed",
    "NotFound",
    "OutsideAction",
    "Permission",
    "PermissionNotChecked",
    "Role",
    "StepUpNeeded",
    "action",
    "permissions_of",
    "query",
    "require",
    "require_any",
    "require_fresh",
    "step",
]
