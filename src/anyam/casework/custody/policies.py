"""Who writes down that a child is held, and who must answer for it."""

from uuid import UUID

from anyam.casework.cases.queries import case_ref, case_to_work_on
from anyam.casework.cases.results import CaseRef
from anyam.foundation.access import Actor, NotFound, Permission, require
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import may_read, may_write

from .choices import EXTENDABLE, HoldStage
from .models import Hold, SocialPaper


def case_with_law(actor: Actor, case_id: UUID) -> CaseRef:
    """The case, for those to whom its legal part is open; NotFound for all others."""
    require(actor, Permission.SEE_CASES)
    if not may_read(actor, case_id, Part.LEGAL):
        raise NotFound("legal part")
    return case_ref(actor, case_id)


def case_to_record_in(actor: Actor, case_id: UUID) -> CaseRef:
    """As `case_with_law`, for those who work on the case."""
    require(actor, Permission.RECORD_CUSTODY)
    case_with_law(actor, case_id)
    return case_to_work_on(actor, case_id)


def may_record(actor: Actor, case_id: UUID) -> bool:
    return (
        actor.may(Permission.RECORD_CUSTODY)
        and may_read(actor, case_id, Part.LEGAL)
        and may_write(actor, case_id)
    )


def may_answer(actor: Actor, hold: Hold) -> bool:
    """Who works on the case, and whoever receives work at the agency that holds the child, as long as it does."""
    if actor.is_system or hold.ended_at is not None:
        return False
    holds = actor.may(Permission.ANSWER_FOR_HOLDS) and actor.agency_id == hold.agency_id
    return holds or may_record(actor, hold.case_id)


def may_extend(actor: Actor, hold: Hold) -> bool:
    """Once, where the law knows an extension."""
    return may_answer(actor, hold) and hold.extended_at is None and hold.stage in EXTENDABLE


def may_pass_on(actor: Actor, hold: Hold) -> bool:
    """As long as the law knows a stage after this one."""
    return may_answer(actor, hold) and hold.stage != HoldStage.CASSATION


def may_hand_over(actor: Actor, paper: SocialPaper) -> bool:
    if actor.is_system or paper.handed_over_at is not None:
        return False
    writes = actor.may(Permission.ANSWER_FOR_HOLDS) and actor.agency_id == paper.agency_id
    return writes or may_record(actor, paper.case_id)
