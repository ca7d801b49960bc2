from .asking import ask_for_due_duties
from .doing import (
    DoneInTheFuture,
    EvidenceIsMissing,
    ExcuseIsMissing,
    NoLongerOpen,
    excuse_duty,
    report_duty_done,
)
from .keeping import (
    DutyDayIsNotPossible,
    DutyIsUnclear,
    DutyTitleIsMissing,
    OwnerIsMissing,
    begin_duty,
    change_duty,
    end_duty,
)

__all__ = [
    "DoneInTheFuture",
    "DutyDayIsNotPossible",
    "DutyIsUnclear",
    "DutyTitleIsMissing",
    "EvidenceIsMissing",
    "ExcuseIsMissing",
    "NoLongerOpen",
    "OwnerIsMissing",
    "ask_for_due_duties",
    "begin_duty",
    "change_duty",
    "end_duty",
    "excuse_duty",
    "report_duty_done",
]
