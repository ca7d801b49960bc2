"""Rules about people: names, ages, numbers, likeness. Pure, without a database."""

from .ages import (
    AgeRange,
    age_range,
    age_text,
    birth_of_age,
    birth_problem,
    birth_span,
    child_age_problem,
    full_years,
    is_child,
)
from .keys import Key, KeyKind, Sought, keys_to_keep, keys_to_seek
from .likeness import Known, Likeness, Typed, likeness
from .names import LONGEST_NAME, FoldedName, fold_full_name, masked
from .numbers import digits_of, masked_number, nik_warnings, number_problem

__all__ = [
    "LONGEST_NAME",
    "AgeRange",
    "FoldedName",
    "Key",
    "KeyKind",
    "Known",
    "Likeness",
    "Sought",
    "Typed",
    "age_range",
    "age_text",
    "birth_of_age",
    "birth_problem",
    "birth_span",
    "child_age_problem",
    "digits_of",
    "fold_full_name",
    "full_years",
    "is_child",
    "keys_to_keep",
    "keys_to_seek",
    "likeness",
    "masked",
    "masked_number",
    "nik_warnings",
    "number_problem",
]
