"""Who hands over, who stands in, who supervises."""

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import may_write

from .choices import STILL_TO_COME, TO_PREPARE, AbsenceKind, AbsenceState, HandoverState, SessionState
from .models import Absence, CaseDecision, Handover, Session


def may_arrange(actor: Actor, absence: Absence) -> bool:
    """Whoever is away, and the supervisors of their agency."""
    if actor.agency_id != absence.agency_id:
        return False
    return actor.user_id == absence.person_id or actor.may(Permission.SUPERVISE_WORKERS)


def may_end(actor: Actor, absence: Absence) -> bool:
    return absence.state in STILL_TO_COME and may_arrange(actor, absence)


def may_complete(actor: Actor, absence: Absence) -> bool:
    """Cases pass to others for good by the word of a supervisor."""
    is_leaving = absence.kind == AbsenceKind.LEAVING and absence.state in STILL_TO_COME
    return is_leaving and actor.may(Permission.SUPERVISE_WORKERS) and may_arrange(actor, absence)


def may_prepare(actor: Actor, line: Handover) -> bool:
    """For hand-overs within sight: the case was given to them for work."""
    if line.state not in TO_PREPARE or line.absence.state not in STILL_TO_COME:
        return False
    return may_arrange(actor, line.absence) and may_write(actor, line.case_id)


def may_answer(actor: Actor, line: Handover) -> bool:
    return line.state == HandoverState.ASKED and line.to_id == actor.user_id


def may_give_back(actor: Actor, line: Handover) -> bool:
    """Once the other is back."""
    is_over = line.absence.state == AbsenceState.OVER
    return line.state == HandoverState.RUNNING and line.to_id == actor.user_id and is_over


def leads(actor: Actor, session: Session) -> bool:
    return session.supervisor_id == actor.user_id and actor.may(Permission.SUPERVISE_WORKERS)


def may_hold(actor: Actor, session: Session) -> bool:
    return session.state == SessionState.PLANNED and leads(actor, session)


def may_speak(actor: Actor, session: Session) -> bool:
    """The worker says what to talk about, before it is held."""
    return session.state == SessionState.PLANNED and session.worker_id == actor.user_id


def may_finish(actor: Actor, decision: CaseDecision) -> bool:
    """Whoever owns it, or works on the case with them."""
    return decision.state == "open" and may_write(actor, decision.case_id)
