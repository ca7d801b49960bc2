"""All that can be done with official documents."""

from .ending import withdraw_document
from .forgetting import forget_documents_of
from .heads import PatternIsWrong, PatternTwice, change_numbering, keep_letterhead
from .issuing import IssuedAlready, issue_document
from .linking import AgencyAnswersItself, NothingToAnswer, open_reply_link, revoke_reply_link
from .replying import LinkIsShut, Scan, answer_by_link, record_paper_reply

__all__ = [
    "AgencyAnswersItself",
    "IssuedAlready",
    "LinkIsShut",
    "NothingToAnswer",
    "PatternIsWrong",
    "PatternTwice",
    "Scan",
    "answer_by_link",
    "change_numbering",
    "forget_documents_of",
    "issue_document",
    "keep_letterhead",
    "open_reply_link",
    "record_paper_reply",
    "revoke_reply_link",
    "withdraw_document",
]
