"""What pages and other apps are told about work, promised times and SOPs."""

from .document import Coding, Document, Flow, Header, Performer, Step
from .findings import DesignedRedundancy, Finding, Instrument, Place, blocking
from .work import CaseWork, MyWork, PromiseRow, WorkCounts, WorkGroup, WorkRow

__all__ = [
    "CaseWork",
    "Coding",
    "DesignedRedundancy",
    "Document",
    "Finding",
    "Flow",
    "Header",
    "Instrument",
    "MyWork",
    "Performer",
    "Place",
    "PromiseRow",
    "Step",
    "WorkCounts",
    "WorkGroup",
    "WorkRow",
    "blocking",
]
