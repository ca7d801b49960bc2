from .case_work import due_of_subjects, next_work_of_cases, open_work_of_case
from .promises import due_by_promise, get_promise_to_change, get_promised_time, promised_times
from .work import (
    count_work,
    find_late_work,
    find_my_work,
    find_my_work_in,
    has_open_work,
    late_work_by_agency,
)

__all__ = [
    "count_work",
    "due_by_promise",
    "due_of_subjects",
    "find_late_work",
    "find_my_work",
    "find_my_work_in",
    "get_promise_to_change",
    "get_promised_time",
    "has_open_work",
    "late_work_by_agency",
    "next_work_of_cases",
    "open_work_of_case",
    "promised_times",
]
