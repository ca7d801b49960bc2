"""What the list-shaped components read. Any object with these attributes will do; these save you writing one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Text = Any  # str, a lazy translation, or safe HTML


@dataclass(frozen=True, slots=True)
class Link:
    """For sub_nav, saved_views, breadcrumbs and card actions."""

    label: Text
    url: str
    count: int | str | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use; `url` is the same list without it."""

    label: Text
    url: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage in a path bar or stepper: state is '', 'done' or 'here'."""

    label: Text
    state: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    label: Text
    value: Text
    change_url: str = ""
    source: Text = ""
    source_at: date | None = None
    source_by: Text = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """kind is '', 'milestone', 'alarm' or 'message'."""

    title: Text
    at: datetime
    by: Text = ""
    text: Text = ""
    url: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    title: Text
    due_at: date | None
    url: str = ""
    by: Text = ""


@dataclass(frozen=True, slots=True)
class Party:
    """An agency at work for this child. sector 1 to 6 colours its sign."""

    name: str
    short_name: str = ""
    role: Text = ""
    person: str = ""
    phone: str = ""
    since: date | None = None
    state: Text = ""
    tone: str = ""
    sector: int = 1
    url: str = ""


@dataclass(frozen=True, slots=True)
class WorkItem:
    title: Text
    url: str
    due_at: date | None
    facts: tuple[Text, ...] = ()
    risk: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class DueGroup:
    """kind is 'overdue', 'today', 'soon' or 'later'."""

    kind: str
    title: Text
    items: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A line of a task list, such as a section of an assessment."""

    label: Text
    state: Text
    url: str = ""
    tone: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class PlanAction:
    title: Text
    who: Text
    due_on: date | None
    state: Text
    tone: str = ""
    url: str = ""
    note: Text = ""
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    title: Text
    actions: tuple[Any, ...] = ()
    state: Text = ""
    tone: str = ""
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Ticket:
    title: Text
    due_on: date | None = None
    who: Text = ""
    url: str = ""
    move_url: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of a board: kind is 'waiting', 'running', 'done' or 'blocked'."""

    title: Text
    kind: str
    tickets: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferralCard:
    title: Text
    url: str
    state: Text
    tone: str = ""
    from_name: str = ""
    to_name: str = ""
    due_at: datetime | None = None
    sent_at: datetime | None = None
    risk: str = ""
    facts: tuple[Text, ...] = ()
    note: Text = ""
    actions: tuple[Link, ...] = ()
    alarm: Text = ""


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """capacity_state is 'open', 'limited', 'full' or ''."""

    name: str
    agency_name: str
    url: str = ""
    agency_short: str = ""
    agency_phone: str = ""
    sector: int = 1
    capacity_state: str = ""
    capacity_as_of: date | None = None
    capacity_is_stale: bool = False
    need_words: Text = ""
    age_words: Text = ""
    area_words: Text = ""
    hours: Text = ""
    cost: Text = ""
    choose_url: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    title: Text
    url: str
    at: datetime
    is_read: bool = False
    text: Text = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    title: Text
    url: str
    kind: Text = ""
    risk: str = ""
    facts: tuple[Text, ...] = ()
    text: Text = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A finding with what speaks against it."""

    claim: Text
    evidence: Text = ""
    counter_evidence: Text = ""
    confidence: Text = ""
    reply: Text = ""
    state: Text = ""
    tone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The numbers behind a drawing."""

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
