"""Who may decide on, and who may take, an export within sight."""

from anyam.foundation.access import Actor, Permission
from anyam.foundation.core import clock

from .choices import ExportState
from .models import Export

MOST_FETCHES = 3


def may_decide(actor: Actor, export: Export) -> bool:
    """A second person: never the one who asked."""
    is_another = actor.user_id is not None and export.requester_id != actor.user_id
    return is_another and actor.may(Permission.APPROVE_EXPORT) and export.state == ExportState.WAITING


def is_own(actor: Actor, export: Export) -> bool:
    return actor.may(Permission.ASK_EXPORT) and export.requester_id == actor.user_id


def may_withdraw(actor: Actor, export: Export) -> bool:
    return is_own(actor, export) and export.state in {ExportState.WAITING, ExportState.READY}


def may_fetch(actor: Actor, export: Export) -> bool:
    is_ready = export.state == ExportState.READY and export.expires_at and export.expires_at > clock.now()
    return bool(is_ready) and is_own(actor, export) and export.fetched < MOST_FETCHES


def may_see_passphrase(actor: Actor, export: Export) -> bool:
    """Once, by whoever asked."""
    return may_fetch(actor, export) and export.passphrase_seen_at is None
