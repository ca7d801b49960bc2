from .alarms import find_hold_alarms, get_hold_alarm, hold_alarm_of_case
from .law import before_the_law, get_diversion, get_social_paper, get_term
from .legal import get_legal_limit_to_change, legal_figures, list_legal_limits, may_change_legal_limits

__all__ = [
    "before_the_law",
    "find_hold_alarms",
    "get_diversion",
    "get_hold_alarm",
    "get_legal_limit_to_change",
    "get_social_paper",
    "get_term",
    "hold_alarm_of_case",
    "legal_figures",
    "list_legal_limits",
    "may_change_legal_limits",
]
