"""Rules about looking, without a database."""

from .detectors import DETECTORS, Flag, detect
from .facts import Ground, LookFact, Reader

__all__ = ["DETECTORS", "Flag", "Ground", "LookFact", "Reader", "detect"]
