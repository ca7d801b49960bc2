from .fact import FACT_TABLES, Fact, FactBase, FactSet, HealthFact, LegalFact
from .interview import Interview, InterviewSet, SparedInterview

__all__ = [
    "FACT_TABLES",
    "Fact",
    "FactBase",
    "FactSet",
    "HealthFact",
    "Interview",
    "InterviewSet",
    "LegalFact",
    "SparedInterview",
]
