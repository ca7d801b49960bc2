from .promises import due_by_promise, get_promised_time, promised_times
from .work import count_work, find_late_work, find_my_work, find_my_work_in

__all__ = [
    "count_work",
    "due_by_promise",
    "find_late_work",
    "find_my_work",
    "find_my_work_in",
    "get_promised_time",
    "promised_times",
]
