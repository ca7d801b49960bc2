"""The days of an agency's agreements and policies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ..choices import CalendarKind


@dataclass(frozen=True)
class CalendarEntry:
    """Something that happens on a day, or at a moment. It names agreements and offices, never a child."""

    id: str
    kind: CalendarKind
    on: date
    title: str
    at: datetime | None = None
    agreement_id: UUID | None = None
    due_id: UUID | None = None
    policy_id: UUID | None = None
    draft_id: UUID | None = None

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True)
class AgencyCalendar:
    agency_name: str
    zone: str
    entries: tuple[CalendarEntry, ...]


@dataclass(frozen=True)
class FeedRow:
    """An address that is open; its token is not known any more."""

    id: UUID
    label: str
    made_at: datetime
    by_user_id: UUID | None
