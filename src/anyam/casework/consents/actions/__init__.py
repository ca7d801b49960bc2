"""Recording answers and taking them back."""

from .recording import (
    GiverIsUnknown,
    MediaIsNotForConsent,
    RecipientIsMissing,
    TimeIsNotSensible,
    record_consent,
)
from .views import WordsAreMissing, record_child_view
from .withdrawing import AlreadyWithdrawn, withdraw_consent

__all__ = [
    "AlreadyWithdrawn",
    "GiverIsUnknown",
    "MediaIsNotForConsent",
    "RecipientIsMissing",
    "TimeIsNotSensible",
    "WordsAreMissing",
    "record_child_view",
    "record_consent",
    "withdraw_consent",
]
