"""All that can be asked about consents."""

from .ground import covering_consent, get_ground, withdrawn_among
from .listing import get_case_consents, get_consent

__all__ = [
    "covering_consent",
    "get_case_consents",
    "get_consent",
    "get_ground",
    "withdrawn_among",
]
