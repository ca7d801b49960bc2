from .escalation import escalate_late_work
from .promises import PromiseIsNotSensible, change_promised_time
from .settling import settle_agreement_work, settle_draft_work, settle_due_work, settle_policy_work
from .work import (
    cancel_case_work,
    cancel_work,
    finish_work,
    hand_over_case_work,
    reassign_work,
    start_work,
)

__all__ = [
    "PromiseIsNotSensible",
    "cancel_case_work",
    "cancel_work",
    "change_promised_time",
    "escalate_late_work",
    "finish_work",
    "hand_over_case_work",
    "reassign_work",
    "settle_agreement_work",
    "settle_draft_work",
    "settle_due_work",
    "settle_policy_work",
    "start_work",
]
