from .asked import find_asked_before, planned_interviews
from .register import get_interview, get_interviews
from .sheet import get_fact, get_fact_sheet, known_facts
from .sources import tells_of_dossiers

__all__ = [
    "find_asked_before",
    "get_fact",
    "get_fact_sheet",
    "get_interview",
    "get_interviews",
    "known_facts",
    "planned_interviews",
    "tells_of_dossiers",
]
