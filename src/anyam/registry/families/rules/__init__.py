"""Rules about families: what can be, what follows, when to call, how a family is drawn. Pure, no database."""

from .contact import is_within, window_problem, window_words
from .days import Span, days_problem, older_problem
from .drawing import lay_out
from .kinship import Step, makes_loop, siblings_of, stands_above, words_between

__all__ = [
    "Span",
    "Step",
    "days_problem",
    "is_within",
    "lay_out",
    "makes_loop",
    "older_problem",
    "siblings_of",
    "stands_above",
    "window_problem",
    "window_words",
    "words_between",
]
