"""All that can be asked about meetings."""

from .deciding import get_decision
from .detail import get_meeting
from .inviting import agencies_to_invite, people_to_delegate, people_to_invite, proposed_parts
from .lists import (
    conferences_of_case,
    find_meetings,
    find_past,
    find_todo,
    guests_of,
    meeting_of_invitation,
)
from .proposing import find_proposals

__all__ = [
    "agencies_to_invite",
    "conferences_of_case",
    "find_meetings",
    "find_past",
    "find_proposals",
    "find_todo",
    "get_decision",
    "get_meeting",
    "guests_of",
    "meeting_of_invitation",
    "people_to_delegate",
    "people_to_invite",
    "proposed_parts",
]
