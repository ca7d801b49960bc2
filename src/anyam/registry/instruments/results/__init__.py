"""What others learn of instruments."""

from .definition import Choice, Instrument, Node, Tree, Words
from .sheets import Answers, Entry, Offered, Problem, Sheet
from .versions import Checked, Difference, Finding, InstrumentLists, VersionDetail, VersionRow

__all__ = [
    "Answers",
    "Checked",
    "Choice",
    "Difference",
    "Entry",
    "Finding",
    "Instrument",
    "InstrumentLists",
    "Node",
    "Offered",
    "Problem",
    "Sheet",
    "Tree",
    "VersionDetail",
    "VersionRow",
    "Words",
]
