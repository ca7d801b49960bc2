"""Answers about instruments, and filled forms evaluated."""

from .checking import check_instrument
from .filling import fill_sheet, get_instrument, instrument_as_json
from .versions import (
    VersionHasEnded,
    get_version,
    instrument_file,
    instrument_in_force,
    instruments_in_force,
    list_instruments,
    version_to_answer,
)

__all__ = [
    "VersionHasEnded",
    "check_instrument",
    "fill_sheet",
    "get_instrument",
    "get_version",
    "instrument_as_json",
    "instrument_file",
    "instrument_in_force",
    "instruments_in_force",
    "list_instruments",
    "version_to_answer",
]
