"""Opening, answering and closing reviews of looks; keeping the log's seals."""

from .answering import NothingWasSaid, reply_to_review
from .judging import ReasonIsMissing, close_review
from .keeping import ask_to_keep_seals, confirm_kept
from .noticing import notice_unusual_looking
from .opening import open_glass_review, open_pattern_review

__all__ = [
    "NothingWasSaid",
    "ReasonIsMissing",
    "ask_to_keep_seals",
    "close_review",
    "confirm_kept",
    "notice_unusual_looking",
    "open_glass_review",
    "open_pattern_review",
    "reply_to_review",
]
