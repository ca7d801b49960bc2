"""Work with clocks, promised times, and SOPs from the first draft to the last day."""

from ..rules.documents import DocumentFault
from .drafting import (
    AgencyIsUnknown,
    CodeIsNotReadable,
    CodeIsTaken,
    IsBeingWritten,
    IsNotTheMoment,
    SavedByAnother,
    TitleIsMissing,
    change_draft,
    draft_next_version,
    draft_sop,
    withdraw_sop,
)
from .ending import LastDayIsNotPossible, ReviewDayIsNotPossible, confirm_sop_review, retire_sop
from .escalation import escalate_late_work
from .promises import PromiseIsNotSensible, change_promised_time
from .signing import (
    DayIsNotPossible,
    IsNotReady,
    NobodyMaySign,
    ReasonIsMissing,
    ReviewIsBeforeStart,
    VersionsWouldOverlap,
    decline_sop,
    propose_for_signing,
    sign_sop,
)
from .work import (
    cancel_case_work,
    cancel_work,
    finish_work,
    hand_over_case_work,
    reassign_work,
    start_work,
)

__all__ = [
    "AgencyIsUnknown",
    "CodeIsNotReadable",
    "CodeIsTaken",
    "DayIsNotPossible",
    "DocumentFault",
    "IsBeingWritten",
    "IsNotReady",
    "IsNotTheMoment",
    "LastDayIsNotPossible",
    "NobodyMaySign",
    "PromiseIsNotSensible",
    "ReasonIsMissing",
    "ReviewDayIsNotPossible",
    "ReviewIsBeforeStart",
    "SavedByAnother",
    "TitleIsMissing",
    "VersionsWouldOverlap",
    "cancel_case_work",
    "cancel_work",
    "change_draft",
    "change_promised_time",
    "confirm_sop_review",
    "decline_sop",
    "draft_next_version",
    "draft_sop",
    "escalate_late_work",
    "finish_work",
    "hand_over_case_work",
    "propose_for_signing",
    "reassign_work",
    "retire_sop",
    "sign_sop",
    "start_work",
    "withdraw_sop",
]
