"""Everything that changes instruments."""

from .versions import (
    AnotherIsComing,
    CodeIsMissing,
    DayIsPast,
    FormIsNotAccepted,
    NotTheMoment,
    SameFile,
    put_instrument_into_force,
    upload_instrument,
    withdraw_instrument,
)

__all__ = [
    "AnotherIsComing",
    "CodeIsMissing",
    "DayIsPast",
    "FormIsNotAccepted",
    "NotTheMoment",
    "SameFile",
    "put_instrument_into_force",
    "upload_instrument",
    "withdraw_instrument",
]
