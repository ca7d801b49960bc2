"""All that can be asked about data protection."""

from .breaches import draft_notice, find_accounts, find_breaches, get_breach, radius_of
from .correcting import find_corrections
from .destruction import find_destructions, find_due, find_holds, get_destruction, retention_times
from .home import get_home
from .keeping import is_child_held
from .processing import record_of_processing
from .requests import copy_of, find_requests, get_request, restriction_of

__all__ = [
    "copy_of",
    "draft_notice",
    "find_accounts",
    "find_breaches",
    "find_corrections",
    "find_destructions",
    "find_due",
    "find_holds",
    "find_requests",
    "get_breach",
    "get_destruction",
    "get_home",
    "get_request",
    "is_child_held",
    "radius_of",
    "record_of_processing",
    "restriction_of",
    "retention_times",
]
