from .absences import (
    DaysAreNotPossible,
    IsAwayAlready,
    NobodyStandsIn,
    SomethingIsWithoutOwner,
    complete_leaving,
    end_absence,
    plan_absence,
)
from .assigning import ReasonForAnother, assign_worker
from .decisions import decide_in_case, finish_case_decision
from .forgetting import forget_supervision_of
from .handovers import CannotTakeIt, answer_handover, give_case_back, prepare_handover
from .moving import move_absences
from .sessions import CaseIsNotThere, drop_session, hold_session, plan_session, prepare_session
from .workers import ShareIsNotPossible, state_travel_zone, state_worker_terms

__all__ = [
    "CannotTakeIt",
    "CaseIsNotThere",
    "DaysAreNotPossible",
    "IsAwayAlready",
    "NobodyStandsIn",
    "ReasonForAnother",
    "ShareIsNotPossible",
    "SomethingIsWithoutOwner",
    "answer_handover",
    "assign_worker",
    "complete_leaving",
    "decide_in_case",
    "drop_session",
    "end_absence",
    "finish_case_decision",
    "forget_supervision_of",
    "give_case_back",
    "hold_session",
    "move_absences",
    "plan_absence",
    "plan_session",
    "prepare_handover",
    "prepare_session",
    "state_travel_zone",
    "state_worker_terms",
]
