"""All that can be asked about meetings."""

from .deciding import get_decision
from .detail import get_meeting, get_meeting_to_lead
from .inviting import (
    agencies_to_invite,
    may_convene_conference,
    may_convene_forum,
    people_to_delegate,
    people_to_invite,
    proposed_parts,
)
from .lists import (
    case_behind_meeting,
    conferences_of_case,
    find_meetings,
    find_past,
    find_todo,
    guests_of,
    meeting_of_invitation,
)
from .owing import owed_by_decision
from .proposing import find_proposals

__all__ = [
    "agencies_to_invite",
    "case_behind_meeting",
    "conferences_of_case",
    "find_meetings",
    "find_past",
    "find_proposals",
    "find_todo",
    "get_decision",
    "get_meeting",
    "get_meeting_to_lead",
    "guests_of",
    "may_convene_conference",
    "may_convene_forum",
    "meeting_of_invitation",
    "owed_by_decision",
    "people_to_delegate",
    "people_to_invite",
    "proposed_parts",
]
