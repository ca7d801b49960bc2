"""All that can be asked about notifications, threads, circulars and shared words."""

from .circulars import (
    circular_of_receipt,
    circulars_to_read,
    count_circulars_to_read,
    find_circulars,
    get_circular,
    get_circular_to_change,
    get_readers,
    issues_circulars,
    kinds_and_agencies,
)
from .notices import count_unread, find_notifications, own_mail_address, own_mail_wish, row_of
from .terms import (
    find_terms,
    get_term,
    get_term_to_settle,
    may_propose_terms,
    proposes_terms,
    terms_to_discuss,
)
from .threads import (
    count_to_acknowledge,
    find_threads,
    get_thread,
    sees_acknowledgement,
    sees_thread,
    thread_of_acknowledgement,
    thread_of_message,
    threads_about,
)

__all__ = [
    "circular_of_receipt",
    "circulars_to_read",
    "count_circulars_to_read",
    "count_to_acknowledge",
    "count_unread",
    "find_circulars",
    "find_notifications",
    "find_terms",
    "find_threads",
    "get_circular",
    "get_circular_to_change",
    "get_readers",
    "get_term",
    "get_term_to_settle",
    "get_thread",
    "issues_circulars",
    "kinds_and_agencies",
    "may_propose_terms",
    "own_mail_address",
    "own_mail_wish",
    "proposes_terms",
    "row_of",
    "sees_acknowledgement",
    "sees_thread",
    "terms_to_discuss",
    "thread_of_acknowledgement",
    "thread_of_message",
    "threads_about",
]
