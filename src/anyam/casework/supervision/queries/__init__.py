from .absences import get_absence, get_handover, list_stand_ins
from .home import get_supervision
from .people import carriers, list_who_may_go, may_supervise
from .proposing import propose_workers
from .sessions import (
    decisions_of_case,
    get_case_decision,
    get_session,
    list_decision_owners,
    session_to_decide_in,
)
from .unit import get_unit_load, get_worker
from .zones import list_zones

__all__ = [
    "carriers",
    "decisions_of_case",
    "get_absence",
    "get_case_decision",
    "get_handover",
    "get_session",
    "get_supervision",
    "get_unit_load",
    "get_worker",
    "list_decision_owners",
    "list_stand_ins",
    "list_who_may_go",
    "list_zones",
    "may_supervise",
    "propose_workers",
    "session_to_decide_in",
]
