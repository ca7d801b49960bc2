"""What the questions about readiness answer."""

from .duties import Duty, Home
from .load import CaseloadStandard
from .papers import AssessmentRow, PaperRow, StepRow
from .people import BudgetLineRow, BudgetYear, CertificateRow, Inside, RealisedRow, StaffCount, StaffRow
from .readiness import (
    AgencyReadiness,
    ChecklistDetail,
    ChecklistRow,
    FillingDetail,
    PointAnswer,
    PointRow,
    ServiceReadiness,
    StandingRow,
)
from .standards import Figure, Rights

__all__ = [
    "AgencyReadiness",
    "AssessmentRow",
    "BudgetLineRow",
    "BudgetYear",
    "CaseloadStandard",
    "CertificateRow",
    "ChecklistDetail",
    "ChecklistRow",
    "Duty",
    "Figure",
    "FillingDetail",
    "Home",
    "Inside",
    "PaperRow",
    "PointAnswer",
    "PointRow",
    "RealisedRow",
    "Rights",
    "ServiceReadiness",
    "StaffCount",
    "StaffRow",
    "StandingRow",
    "StepRow",
]
