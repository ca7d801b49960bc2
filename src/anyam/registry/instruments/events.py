"""What happens to instruments. Ids, codes and days only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from anyam.foundation.events.definitions import event


@dataclass(frozen=True)
class InstrumentEvent:
    """`subject_id` is the version."""

    subject_id: UUID
    code: str
    number: int


@event("instrument_uploaded")
@dataclass(frozen=True)
class InstrumentUploaded(InstrumentEvent):
    """A new version stands as a draft; nobody fills it in yet."""


@event("instrument_adopted")
@dataclass(frozen=True)
class InstrumentAdopted(InstrumentEvent):
    in_force_from: date
    replaced_id: UUID | None = None


@event("instrument_withdrawn")
@dataclass(frozen=True)
class InstrumentWithdrawn(InstrumentEvent):
    """Nobody begins it any more; what was filled in stays readable."""
