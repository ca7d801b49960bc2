from .boxes import (
    count_expired,
    count_inbox,
    count_waiting,
    find_expired,
    find_for_case,
    find_inbox,
    find_outbox,
    find_queue,
)
from .detail import get_referral
from .numbers import referral_numbers
from .templates import OFFERED, get_sharing_template, list_sharing_templates

__all__ = [
    "OFFERED",
    "count_expired",
    "count_inbox",
    "count_waiting",
    "find_expired",
    "find_for_case",
    "find_inbox",
    "find_outbox",
    "find_queue",
    "get_referral",
    "get_sharing_template",
    "list_sharing_templates",
    "referral_numbers",
]
