from .duty import Duty, DutySet
from .occurrence import Occurrence, OccurrenceSet

__all__ = ["Duty", "DutySet", "Occurrence", "OccurrenceSet"]
