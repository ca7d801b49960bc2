"""What holds for terms, recurring dates, warnings, quantities and zones, without a database."""

from .dates import add_months, due_dates, moved_first_due, terms_overlap, zone_of
from .limits import (
    LONGEST_TERM_YEARS,
    MOST_QUANTITY,
    STAGES,
    days_left,
    is_quantity,
    next_stage_day,
    term_is_too_long,
    warning_stage,
)
from .papers import KINDS_OF_POLICY, MOST_DOCUMENTS, kinds_of_addendum, kinds_of_agreement
from .texts import digest_of, policy_code, token_digest

__all__ = [
    "KINDS_OF_POLICY",
    "LONGEST_TERM_YEARS",
    "MOST_DOCUMENTS",
    "MOST_QUANTITY",
    "STAGES",
    "add_months",
    "days_left",
    "digest_of",
    "due_dates",
    "is_quantity",
    "kinds_of_addendum",
    "kinds_of_agreement",
    "moved_first_due",
    "next_stage_day",
    "policy_code",
    "term_is_too_long",
    "terms_overlap",
    "token_digest",
    "warning_stage",
    "zone_of",
]
