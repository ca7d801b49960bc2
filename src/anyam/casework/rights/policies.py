"""Who decides what in data protection."""

from anyam.foundation.access import Actor, Permission

from .choices import DestructionState, RequestState
from .models import Destruction, Request


def may_decide(actor: Actor, request: Request) -> bool:
    return actor.may(Permission.HANDLE_RIGHTS) and request.state == RequestState.RECEIVED


def may_close(actor: Actor, request: Request) -> bool:
    answered = {RequestState.ANSWERED, RequestState.REFUSED}
    return actor.may(Permission.HANDLE_RIGHTS) and request.state in answered


def may_confirm(actor: Actor, destruction: Destruction) -> bool:
    """The second of two: never who proposed it."""
    is_second = destruction.proposed_by_id != actor.user_id
    is_waiting = destruction.state == DestructionState.PROPOSED
    return actor.may(Permission.MANAGE_RETENTION) and is_second and is_waiting


def may_cancel(actor: Actor, destruction: Destruction) -> bool:
    waiting = {DestructionState.PROPOSED, DestructionState.CONFIRMED}
    return actor.may(Permission.MANAGE_RETENTION) and destruction.state in waiting
