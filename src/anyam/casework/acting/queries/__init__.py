from .choices_made import count_choices
from .finding import find_acting
from .joining import get_join_wish
from .sources import tells_who_acts

__all__ = [
    "count_choices",
    "find_acting",
    "get_join_wish",
    "tells_who_acts",
]
