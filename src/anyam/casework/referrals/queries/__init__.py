from .boxes import (
    count_expired,
    count_inbox,
    count_waiting,
    expired_by_agency,
    find_expired,
    find_for_case,
    find_inbox,
    find_outbox,
    find_queue,
)
from .detail import get_referral
from .numbers import case_behind_referral, referral_numbers
from .owing import owed_by_referral
from .replying import answers_on_paper, standing_of_referrals, summary_for_reply
from .templates import OFFERED, get_sharing_template, list_sharing_templates, parts_by_template

__all__ = [
    "OFFERED",
    "answers_on_paper",
    "case_behind_referral",
    "count_expired",
    "count_inbox",
    "count_waiting",
    "expired_by_agency",
    "find_expired",
    "find_for_case",
    "find_inbox",
    "find_outbox",
    "find_queue",
    "get_referral",
    "get_sharing_template",
    "list_sharing_templates",
    "owed_by_referral",
    "parts_by_template",
    "referral_numbers",
    "standing_of_referrals",
    "summary_for_reply",
]
