"""Everything that changes what is known of an agency's readiness."""

from .checklists import ChecklistInput, NothingToAsk, change_checklist, load_checklists
from .filling import (
    AnswerInput,
    AskAnotherAgency,
    PointsAreMissing,
    TellWhatYouSaw,
    fill_checklist,
    verify_checklist,
)
from .keeping import NotPossibleAsWritten
from .money import BudgetInput, plan_budget_line, realise_budget
from .papers import (
    NotInThisOrder,
    PaperInput,
    PaperIsKnown,
    advance_assessment,
    begin_assessment,
    end_assessment,
    keep_paper,
)
from .people import (
    CertificateInput,
    StaffInput,
    end_staff_member,
    keep_certificate,
    keep_staff_member,
)
from .standards import change_standard
from .watching import watch_readiness

__all__ = [
    "AnswerInput",
    "AskAnotherAgency",
    "BudgetInput",
    "CertificateInput",
    "ChecklistInput",
    "NotInThisOrder",
    "NotPossibleAsWritten",
    "NothingToAsk",
    "PaperInput",
    "PaperIsKnown",
    "PointsAreMissing",
    "StaffInput",
    "TellWhatYouSaw",
    "advance_assessment",
    "begin_assessment",
    "change_checklist",
    "change_standard",
    "end_assessment",
    "end_staff_member",
    "fill_checklist",
    "keep_certificate",
    "keep_paper",
    "keep_staff_member",
    "load_checklists",
    "plan_budget_line",
    "realise_budget",
    "verify_checklist",
    "watch_readiness",
]
