from .duties import find_duties, get_duty, get_occurrence, may_keep_duties, owed_by_duty
from .month import duties_between

__all__ = [
    "duties_between",
    "find_duties",
    "get_duty",
    "get_occurrence",
    "may_keep_duties",
    "owed_by_duty",
]
