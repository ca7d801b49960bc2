from .absences import Absence, AbsenceSet, Handover, HandoverSet, HandoverWords
from .sessions import CaseDecision, CaseDecisionSet, DiscussedCase, Session, SessionSet, SessionWords
from .workers import TravelZone, WorkerChoice, WorkerTerms

__all__ = [
    "Absence",
    "AbsenceSet",
    "CaseDecision",
    "CaseDecisionSet",
    "DiscussedCase",
    "Handover",
    "HandoverSet",
    "HandoverWords",
    "Session",
    "SessionSet",
    "SessionWords",
    "TravelZone",
    "WorkerChoice",
    "WorkerTerms",
]
