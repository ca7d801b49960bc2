"""Answers about reviews of looks, about who looked at one's cases, and about the log's seals."""

from .reviews import find_reviews, get_review, span_of_review
from .seals import check_note, get_seal, get_seals
from .viewers import viewers_of_my_cases

__all__ = [
    "check_note",
    "find_reviews",
    "get_review",
    "get_seal",
    "get_seals",
    "span_of_review",
    "viewers_of_my_cases",
]
