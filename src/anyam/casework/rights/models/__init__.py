"""The tables of data protection. Names and words stand apart from states and clocks."""

from .breaches import Breach, BreachNotice, BreachSubject, BreachWords
from .destruction import Destruction, LegalHold, RetentionTime
from .requests import Request, RequestSet, RequestWords, Restriction

__all__ = [
    "Breach",
    "BreachNotice",
    "BreachSubject",
    "BreachWords",
    "Destruction",
    "LegalHold",
    "Request",
    "RequestSet",
    "RequestWords",
    "Restriction",
    "RetentionTime",
]
