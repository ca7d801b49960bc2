"""What holds for readiness, without a database."""

from .ages import (
    CERTIFICATE_ASKED_BEFORE,
    PAPER_ASKED_BEFORE,
    decays_on,
    is_certificate_near,
    next_step,
    paper_standing,
    standing_of,
    years_on,
)
from .starting import LIMITS, STARTING

__all__ = [
    "CERTIFICATE_ASKED_BEFORE",
    "LIMITS",
    "PAPER_ASKED_BEFORE",
    "STARTING",
    "decays_on",
    "is_certificate_near",
    "next_step",
    "paper_standing",
    "standing_of",
    "years_on",
]
