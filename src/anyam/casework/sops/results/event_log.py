"""What happened when SOPs ran, as a list that other programs can study. Nothing in it is about a child."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class LogEvent:
    """One row of an SOP done in one run of it."""

    run: str
    """A pseudonym of the run: neither the number nor the id of a case."""
    sop: str
    version: str
    step: str
    activity: str
    agency: str
    at: datetime
    deviation: str = ""
    """The code of the deviation, such as skipped; empty where the row was done in its turn."""
