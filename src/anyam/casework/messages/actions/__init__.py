"""Telling people, writing between agencies, circulars, and the words that all share."""

from .circular_answers import answer_circular, note_reading
from .circulars import (
    CircularInput,
    change_circular,
    draft_circular,
    drop_circular_draft,
    issue_circular,
    remind_of_circular,
    renew_circular,
    withdraw_circular,
)
from .mailing import MailHabit, choose_mail, mail_digest, mail_notice, order_digests
from .reading import mark_all_read, mark_read
from .telling import tell
from .terms import agree_term, comment_on_term, propose_term, set_term_aside
from .threads import (
    acknowledge_message,
    begin_thread,
    forget_threads_of,
    let_go_of_closed,
    settle_agreement_threads,
    write_message,
)

__all__ = [
    "CircularInput",
    "MailHabit",
    "acknowledge_message",
    "agree_term",
    "answer_circular",
    "begin_thread",
    "change_circular",
    "choose_mail",
    "comment_on_term",
    "draft_circular",
    "drop_circular_draft",
    "forget_threads_of",
    "issue_circular",
    "let_go_of_closed",
    "mail_digest",
    "mail_notice",
    "mark_all_read",
    "mark_read",
    "note_reading",
    "order_digests",
    "propose_term",
    "remind_of_circular",
    "renew_circular",
    "set_term_aside",
    "settle_agreement_threads",
    "tell",
    "withdraw_circular",
    "write_message",
]
