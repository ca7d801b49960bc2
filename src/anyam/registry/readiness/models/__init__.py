from .checklist import Checklist, ChecklistItem, ChecklistSet, Filling, FillingAnswer
from .money import BudgetLine, Realisation
from .papers import Assessment, AssessmentDone, Paper
from .people import Certificate, StaffMember
from .standard import Standard

__all__ = [
    "Assessment",
    "AssessmentDone",
    "BudgetLine",
    "Certificate",
    "Checklist",
    "ChecklistItem",
    "ChecklistSet",
    "Filling",
    "FillingAnswer",
    "Paper",
    "Realisation",
    "StaffMember",
    "Standard",
]
