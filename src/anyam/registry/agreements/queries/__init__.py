"""Answers about agreements, what is owed under them, policies and calendars."""

from .calendar import calendar_of_feed, get_calendar, open_feeds
from .detail import agreement_of_party, dues_of_obligation, get_agreement, get_agreement_to_change, get_due
from .drafts import consultation_work, draft_of_request, drafter_of_policies, find_drafts, get_draft
from .lists import (
    agreements_to_do,
    agreements_to_stand_under,
    count_agreement_work,
    find_agreements,
    promises_of_agency,
)
from .papers import (
    documents_of_agreement,
    documents_of_policy,
    get_document,
    open_document,
    open_original_document,
)
from .register import (
    find_policies,
    get_policy,
    get_policy_to_change,
    instruments_in_force,
    policies_to_rest_on,
    policy_rights,
    register_to_keep,
)
from .work import agreement_work, due_work, policy_work

__all__ = [
    "agreement_of_party",
    "agreement_work",
    "agreements_to_do",
    "agreements_to_stand_under",
    "calendar_of_feed",
    "consultation_work",
    "count_agreement_work",
    "documents_of_agreement",
    "documents_of_policy",
    "draft_of_request",
    "drafter_of_policies",
    "due_work",
    "dues_of_obligation",
    "find_agreements",
    "find_drafts",
    "find_policies",
    "get_agreement",
    "get_agreement_to_change",
    "get_calendar",
    "get_document",
    "get_draft",
    "get_due",
    "get_policy",
    "get_policy_to_change",
    "instruments_in_force",
    "open_document",
    "open_feeds",
    "open_original_document",
    "policies_to_rest_on",
    "policy_rights",
    "policy_work",
    "promises_of_agency",
    "register_to_keep",
]
