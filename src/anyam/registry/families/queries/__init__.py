"""Answers about families: nothing but what the dossiers in the actor's sight have told."""

from .drawing import draw_family
from .family import family_around, kin_of
from .reaching import contact_advice_of, safe_contact_told_in, stays_of

__all__ = [
    "contact_advice_of",
    "draw_family",
    "family_around",
    "kin_of",
    "safe_contact_told_in",
    "stays_of",
]
