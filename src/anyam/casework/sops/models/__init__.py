from .promised_time import PromisedTime
from .run import (
    SopRun,
    SopRunSet,
    SopRunStep,
)
from .sop import Sop, SopSaving, SopSet, SopVersion, SopVersionSet
from .sop_signature import SopSignature, SopSignatureSet
from .work_item import WorkItem, WorkItemSet

__all__ = [
    "PromisedTime",
    "Sop",
    "SopRun",
    "SopRunSet",
    "SopRunStep",
    "SopSaving",
    "SopSet",
    "SopSignature",
    "SopSignatureSet",
    "SopVersion",
    "SopVersionSet",
    "WorkItem",
    "WorkItemSet",
]
