"""The tables of meetings. Words are sealed with the case's key where a meeting is about a case, else with its own."""

from .decision import Decision, DecisionSet
from .invitation import Invitation
from .meeting import Meeting, MeetingSet
from .minutes import AgendaItem, Dissent

__all__ = [
    "AgendaItem",
    "Decision",
    "DecisionSet",
    "Dissent",
    "Invitation",
    "Meeting",
    "MeetingSet",
]
