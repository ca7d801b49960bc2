"""What happened to routine duties: ids, codes and days; what was typed stays with the duty."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from anyam.foundation.events.definitions import event


@dataclass(frozen=True)
class DutyEvent:
    subject_id: UUID
    agency_id: UUID


@event("duty_begun")
@dataclass(frozen=True)
class DutyBegun(DutyEvent):
    kind: str


@event("duty_rewritten")
@dataclass(frozen=True)
class DutyRewritten(DutyEvent):
    pass


@event("duty_ended")
@dataclass(frozen=True)
class DutyEnded(DutyEvent):
    pass


@dataclass(frozen=True)
class OccurrenceEvent(DutyEvent):
    """The subject is the occurrence."""

    duty_id: UUID
    due_on: date


@event("duty_asked")
@dataclass(frozen=True)
class DutyAsked(OccurrenceEvent):
    """Its day has come near: it stands on a desk now."""


@event("duty_kept")
@dataclass(frozen=True)
class DutyKept(OccurrenceEvent):
    is_late: bool


@event("duty_excused")
@dataclass(frozen=True)
class DutyExcused(OccurrenceEvent):
    reason: str
