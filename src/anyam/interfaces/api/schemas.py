"""What goes over the wire: the fields of the queries' results that other programs may build on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from ninja import Schema
from pydantic import Field

from anyam.casework.referrals.choices import DeclineReason, ReferralState, Urgency

Row = TypeVar("Row")


class Problem(Schema):
    """Why not. `code` is stable, `sentence` is for people, `field` names what to correct."""

    code: str
    sentence: str
    field: str


class PageOf(Schema, Generic[Row]):
    """One page of a list. With `total_is_capped` there are more than `total`."""

    rows: list[Row]
    number: int
    size: int
    total: int
    total_is_capped: bool
    has_next: bool


# --- one's own ------------------------------------------------------------------------------------------------------


class Me(Schema):
    user_id: UUID
    user_name: str
    agency_id: UUID | None
    agency_name: str
    district_code: str
    roles: list[str]
    permissions: list[str]


class Work(Schema):
    id: UUID
    kind: str
    label: str
    subject_kind: str
    subject_id: UUID
    case_id: UUID | None
    reference: str
    due_at: datetime
    is_overdue: bool
    is_mine: bool


class WorkGroup(Schema):
    group: str
    label: str
    count: int
    rows: list[Work]


class Notification(Schema):
    id: UUID
    kind: str
    sentence: str
    subject_kind: str
    subject_id: UUID
    created_at: datetime
    is_read: bool


# --- who and where --------------------------------------------------------------------------------------------------


class Place(Schema):
    code: str
    name: str
    kind: str
    level: str
    full_name: str
    is_in_force: bool


class Service(Schema):
    id: UUID
    name: str
    description: str
    agency_id: UUID
    agency_name: str
    agency_short: str
    agency_phone: str
    level: str
    needs: list[str]
    age_from: int
    age_to: int
    area_names: list[str]
    hours: str
    cost: str
    requirements: str
    response_hours: int | None
    capacity_state: str
    capacity_as_of: date | None
    capacity_is_stale: bool


# --- casework -------------------------------------------------------------------------------------------------------


class CaseLine(Schema):
    id: UUID
    number: str
    masked_name: str
    age_text: str
    sex: str
    place_name: str
    level: str
    stage: str
    state: str
    manager_name: str
    opened_at: datetime
    last_activity_at: datetime
    next_due_at: datetime | None
    next_due_label: str


class CaseSearch(Schema):
    """The number of a case, or the name or NIK of a child."""

    text: str = Field(min_length=2, max_length=200)


class CaseHead(Schema):
    id: UUID
    number: str
    child_name: str
    age_text: str
    sex: str
    place_name: str
    level: str
    stage: str
    state: str
    manager_name: str
    worker_name: str
    opened_at: datetime
    closed_at: datetime | None


class NextStep(Schema):
    label: str
    due_at: datetime
    is_overdue: bool
    owner: str
    page: str


class Case(Schema):
    header: CaseHead
    next_steps: list[NextStep]


class ReferralLine(Schema):
    id: UUID
    number: str
    state: ReferralState
    urgency: Urgency
    need_label: str
    service_name: str
    from_agency: str
    to_agency: str
    child_label: str
    sent_at: datetime | None
    response_due_at: datetime | None
    scheduled_for: datetime | None
    is_overdue: bool


class ReferralSummary(Schema):
    """Exactly what the sender shares about the child."""

    child_name: str
    age_text: str
    sex: str
    village: str
    request: str
    facts: str
    safety_labels: list[str]
    safety_note: str
    contact_name: str
    contact_phone: str
    is_contact_safe: bool
    contact_note: str


class Message(Schema):
    kind: str
    text: str
    agency: str
    written_by: str
    written_at: datetime


class Referral(Schema):
    row: ReferralLine
    summary: ReferralSummary | None
    messages: list[Message]
    may_accept: bool
    may_ask: bool
    may_decline: bool


class Question(Schema):
    question: str = Field(max_length=2000)


class Decline(Schema):
    reason: DeclineReason
    note: str = Field("", max_length=2000)
