"""What goes over the wire: the fields of the queries' results that other programs may build on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from ninja import Schema
from pydantic import Field

from anyam.casework.meetings.choices import MeetingKind, MeetingState
from anyam.casework.messages.choices import CircularKind, ThreadAbout
from anyam.casework.referrals.choices import DeclineReason, ReferralState, Urgency
from anyam.casework.sops.choices import RunState
from anyam.registry.agencies.choices import CapacityState
from anyam.registry.agreements.choices import AgreementKind, AgreementState, DueState

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


# --- cooperation ----------------------------------------------------------------------------------------------------


class OpenStep(Schema):
    id: UUID
    number: int
    activity: str
    agency_id: UUID
    agency_name: str
    opened_at: datetime
    due_at: datetime
    is_late: bool
    answers: list[str]
    may_finish: bool


class Procedure(Schema):
    """An SOP that runs for a case. `is_stuck`: nobody has a step, and the end was not reached."""

    id: UUID
    sop_id: UUID
    version_id: UUID
    version_number: int
    title: str
    state: RunState
    started_at: datetime
    ended_at: datetime | None
    case_id: UUID | None
    reference: str
    is_stuck: bool
    open_steps: list[OpenStep]


class StepDone(Schema):
    answer: str = Field("", max_length=200)


class Agreement(Schema):
    id: UUID
    reference: str
    kind: AgreementKind
    title: str
    state: AgreementState
    starts_on: date
    runs_until: date
    review_on: date | None
    parties: list[str]
    is_ours: bool
    waits_for_us: bool


class Obligation(Schema):
    """One due day of an obligation; `amount` in words, with its unit."""

    id: UUID
    agreement_id: UUID
    reference: str
    title: str
    what: str
    amount: str
    debtor: str
    creditor: str
    due_on: date
    state: DueState
    is_late: bool


class Obligations(Schema):
    to_deliver: list[Obligation]
    to_answer: list[Obligation]


class Refusal(Schema):
    reason: str = Field(max_length=600)


class Meeting(Schema):
    id: UUID
    number: str
    kind: MeetingKind
    state: MeetingState
    subject: str
    venue: str
    agency: str
    starts_at: datetime
    invited: int
    coming: int
    open_decisions: int


class Thread(Schema):
    id: UUID
    about: ThreadAbout
    subject_id: UUID
    reference: str
    title: str
    last_at: datetime
    last_agency: str
    messages: int
    waits_for_us: bool
    due_at: datetime | None


class Circular(Schema):
    id: UUID
    number: str
    kind: CircularKind
    title: str
    issuer: str
    version: int
    issued_at: datetime | None
    read_by: date | None
    our_version: int | None
    waits_for_us: bool


class Due(Schema):
    id: UUID
    duty_id: UUID
    title: str
    agency: str
    to_agency: str
    due_on: date
    asked_at: datetime
    state: str
    is_late: bool


class Capacity(Schema):
    state: CapacityState
    note: str = Field("", max_length=200)
