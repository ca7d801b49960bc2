"""All that can be asked about official documents."""

from .checking import check_document
from .detail import get_document, open_paper
from .heads import get_paper_office
from .issuing import get_issuable, issuable_from_case, preview_document
from .register import awaited_letters, documents_of_case, find_register, letters_of_referral
from .replying import open_reply_page

__all__ = [
    "awaited_letters",
    "check_document",
    "documents_of_case",
    "find_register",
    "get_document",
    "get_issuable",
    "get_paper_office",
    "issuable_from_case",
    "letters_of_referral",
    "open_paper",
    "open_reply_page",
    "preview_document",
]
