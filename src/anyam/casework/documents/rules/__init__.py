"""Rules of official documents. Pure: no database, no clock of their own."""

from .codes import dots_of, in_groups, new_code, typed_code
from .needs import (
    FLAGS_FOR,
    MAY_RECEIVE,
    ON_LETTER,
    Group,
    Shared,
    flags_for,
    group_of,
    letter_words,
    may_receive,
)
from .numbering import LONGEST_PATTERN, fault_of, fault_of_unit, number_from
from .papers import EDITION, digest_of, set_document
from .steps import UNANSWERED_STATES, steps_now

__all__ = [
    "EDITION",
    "FLAGS_FOR",
    "LONGEST_PATTERN",
    "MAY_RECEIVE",
    "ON_LETTER",
    "UNANSWERED_STATES",
    "Group",
    "Shared",
    "digest_of",
    "dots_of",
    "fault_of",
    "fault_of_unit",
    "flags_for",
    "group_of",
    "in_groups",
    "letter_words",
    "may_receive",
    "new_code",
    "number_from",
    "set_document",
    "steps_now",
    "typed_code",
]
