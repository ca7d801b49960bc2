"""What pages and other apps are told about work, promised times and SOPs."""

from .document import Coding, Document, Flow, Header, Performer, Step
from .work import CaseWork, LateWork, MyWork, PromiseRow, WorkCounts, WorkGroup, WorkRow

__all__ = [
    "CaseWork",
    "Coding",
    "Document",
    "Flow",
    "Header",
    "LateWork",
    "MyWork",
    "Performer",
    "PromiseRow",
    "Step",
    "WorkCounts",
    "WorkGroup",
    "WorkRow",
]
