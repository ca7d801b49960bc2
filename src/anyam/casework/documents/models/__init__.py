"""The tables of official documents. What a document says stands sealed, apart from its line in the register."""

from .documents import Document, DocumentSet, DocumentWords, Series
from .letterheads import Letterhead, Numbering
from .replies import Reply, ReplyLink

__all__ = [
    "Document",
    "DocumentSet",
    "DocumentWords",
    "Letterhead",
    "Numbering",
    "Reply",
    "ReplyLink",
    "Series",
]
