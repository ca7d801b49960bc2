from .case_work import due_of_subjects, next_work_of_cases, open_work_of_case
from .checking import (
    bpmn_of,
    check_sop,
    check_sops,
    event_log_as,
    example_instruments,
    example_sops,
    propose_codes,
    sop_in_bpmn,
)
from .promises import due_by_promise, get_promise_to_change, get_promised_time, promised_times
from .work import count_work, find_late_work, find_my_work, find_my_work_in, has_open_work

__all__ = [
    "bpmn_of",
    "check_sop",
    "check_sops",
    "count_work",
    "due_by_promise",
    "due_of_subjects",
    "event_log_as",
    "example_instruments",
    "example_sops",
    "find_late_work",
    "find_my_work",
    "find_my_work_in",
    "get_promise_to_change",
    "get_promised_time",
    "has_open_work",
    "next_work_of_cases",
    "open_work_of_case",
    "promised_times",
    "propose_codes",
    "sop_in_bpmn",
]
