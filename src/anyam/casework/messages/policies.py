"""Who may write in a thread, issue a circular, answer one for an agency, and settle a word."""

from typing import Protocol
from uuid import UUID

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.choices import Level
from anyam.foundation.access.visibility import blocks_of, grants_for

from .choices import CircularState, TermState
from .models import GATES, Circular, CircularReceipt, CircularVersion, Term


class Placed(Protocol):
    """What opens through a case, a referral or a room: a row, or the subject of threads to come."""

    @property
    def dossier_id(self) -> UUID: ...


def may_write_in(actor: Actor, room: Placed) -> bool:
    """Whether the subject was opened to the actor for work, and not to read only."""
    if actor.is_system or actor.agency_id is None or not actor.may(Permission.WRITE_MESSAGES):
        return False
    if blocks_of(actor).filter(dossier_id=room.dossier_id).exists():
        return False
    return any(
        grants_for(actor, part, Level.WRITE).filter(dossier_id=dossier_id).exists()
        for column, part in GATES
        if (dossier_id := getattr(room, column)) is not None
    )


def leads_circular(actor: Actor, circular: Circular) -> bool:
    """The agency that issues it."""
    return actor.may(Permission.ISSUE_CIRCULARS) and (
        actor.is_system or actor.agency_id == circular.agency_id
    )


def may_answer_circular(actor: Actor, version: CircularVersion, receipt: CircularReceipt | None) -> bool:
    """Whoever speaks for an agency for which the version in force is meant, until it is in use there."""
    if receipt is None or receipt.agency_id != actor.agency_id or version.state != CircularState.ISSUED:
        return False
    return actor.may(Permission.CONFIRM_CIRCULARS) and receipt.in_use_at is None


def may_discuss(actor: Actor, term: Term) -> bool:
    is_theirs = actor.agency_id is not None and actor.district_code == term.district_code
    return is_theirs and actor.may(Permission.DISCUSS_TERMS) and term.state == TermState.PROPOSED


def may_settle(actor: Actor, term: Term) -> bool:
    is_theirs = actor.user_id is not None and actor.district_code == term.district_code
    return is_theirs and actor.may(Permission.AGREE_TERMS) and term.state == TermState.PROPOSED
