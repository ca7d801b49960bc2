from .circular import Circular, CircularReceipt, CircularSet, CircularVersion
from .mail import MailWish
from .notification import Notification
from .term import Term, TermComment, TermSet
from .thread import (
    GATES,
    Acknowledgement,
    AcknowledgementSet,
    Thread,
    ThreadMessage,
    ThreadMessageSet,
    ThreadSet,
    in_sight,
)

__all__ = [
    "GATES",
    "Acknowledgement",
    "AcknowledgementSet",
    "Circular",
    "CircularReceipt",
    "CircularSet",
    "CircularVersion",
    "MailWish",
    "Notification",
    "Term",
    "TermComment",
    "TermSet",
    "Thread",
    "ThreadMessage",
    "ThreadMessageSet",
    "ThreadSet",
    "in_sight",
]
