from .choices_made import count_choices
from .finding import asks_nobody, find_acting
from .joining import get_join_wish
from .sources import tells_who_acts

__all__ = [
    "asks_nobody",
    "count_choices",
    "find_acting",
    "get_join_wish",
    "tells_who_acts",
]
