"""Recording answers and taking them back."""

from .forgetting import forget_consents_of
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
    "forget_consents_of",
    "record_child_view",
    "record_consent",
    "withdraw_consent",
]
