"""An SOP shipped as an example, with how sure its times are."""

from dataclasses import dataclass

from .document import Document


@dataclass(frozen=True)
class TimeSource:
    """Where the time of one row comes from; `status` is confirmed, from_memory or own."""

    step: str
    source: str
    status: str


@dataclass(frozen=True)
class ExampleSop:
    """Not in force anywhere: the district looks through it, binds its columns to agencies, and signs."""

    document: Document
    source: str
    times: tuple[TimeSource, ...]
