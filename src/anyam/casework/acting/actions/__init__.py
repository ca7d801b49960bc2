from .answering import JoinAnswerMissing, answer_join_wish
from .asking import AlreadyActing, ask_who_is_acting, note_choice, note_going_on

__all__ = [
    "AlreadyActing",
    "JoinAnswerMissing",
    "answer_join_wish",
    "ask_who_is_acting",
    "note_choice",
    "note_going_on",
]
