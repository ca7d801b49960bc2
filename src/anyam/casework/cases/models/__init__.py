"""The tables of casework. What identifies or describes a child lies apart from what describes the work."""

from anyam.casework.cases.models.assessments import (
    ANSWER_TABLES,
    Answer,
    AnswerBase,
    Assessment,
    CaseNeed,
    HealthAnswer,
    LegalAnswer,
)
from anyam.casework.cases.models.cases import Case, CaseLink, Closure, NumberSeries, SavedView
from anyam.casework.cases.models.narratives import Narrative
from anyam.casework.cases.models.plans import Goal, Plan, PlanAction, PlanPart
from anyam.casework.cases.models.ratings import BlindRating
from anyam.casework.cases.models.reports import Report, ReportedChild, ReportedPerson, Reporter, Triage
from anyam.casework.cases.models.services import Contact, Review

__all__ = [
    "ANSWER_TABLES",
    "Answer",
    "AnswerBase",
    "Assessment",
    "BlindRating",
    "Case",
    "CaseLink",
    "CaseNeed",
    "Closure",
    "Contact",
    "Goal",
    "HealthAnswer",
    "LegalAnswer",
    "Narrative",
    "NumberSeries",
    "Plan",
    "PlanAction",
    "PlanPart",
    "Report",
    "ReportedChild",
    "ReportedPerson",
    "Reporter",
    "Review",
    "SavedView",
    "Triage",
]
