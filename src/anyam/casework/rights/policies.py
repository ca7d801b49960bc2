"""Who decides what in data protection."""

from uuid import UUID

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import may_write

from .choices import DestructionState, RequestKind, RequestState
from .models import Destruction, Request


def may_decide(actor: Actor, request: Request) -> bool:
    return actor.may(Permission.HANDLE_RIGHTS) and request.state == RequestState.RECEIVED


def may_close(actor: Actor, request: Request) -> bool:
    """Once it was answered, and what was granted was also done."""
    answered = {RequestState.ANSWERED, RequestState.REFUSED}
    is_done = request.state in answered and not awaits_correction(request)
    return actor.may(Permission.HANDLE_RIGHTS) and is_done


def awaits_correction(request: Request) -> bool:
    """A correction was granted and nobody has noted yet that the data of the case were corrected."""
    is_granted = request.answered_at is not None and not request.refusal_reason
    is_of_a_case = request.kind == RequestKind.CORRECTION and request.case_id is not None
    return is_granted and is_of_a_case and request.corrected_at is None


def may_note_corrected(actor: Actor, case_id: UUID) -> bool:
    """Whoever holds the case, or looks after those who do."""
    return actor.may(Permission.CORRECT_DATA) and may_write(actor, case_id)


def may_confirm(actor: Actor, destruction: Destruction) -> bool:
    """The second of two: never who proposed it."""
    is_second = destruction.proposed_by_id != actor.user_id
    is_waiting = destruction.state == DestructionState.PROPOSED
    return actor.may(Permission.MANAGE_RETENTION) and is_second and is_waiting


def may_cancel(actor: Actor, destruction: Destruction) -> bool:
    waiting = {DestructionState.PROPOSED, DestructionState.CONFIRMED}
    return actor.may(Permission.MANAGE_RETENTION) and destruction.state in waiting
