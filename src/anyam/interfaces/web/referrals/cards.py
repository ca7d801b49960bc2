"""The shapes in which the components show referrals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from anyam.casework.referrals.choices import ReferralState
from anyam.casework.referrals.results import QueueRow, ReferralDetail, ReferralRow

from ..components.parts import Link, ReferralCard, TimelineEntry

TONES = {
    ReferralState.DRAFT: "outline",
    ReferralState.SENT: "blue",
    ReferralState.SEEN: "blue",
    ReferralState.INFO_ASKED: "yellow",
    ReferralState.ACCEPTED: "green",
    ReferralState.SCHEDULED: "green",
    ReferralState.SERVED: "green",
    ReferralState.COMPLETED: "brand",
    ReferralState.EXPIRED: "red",
    ReferralState.DECLINED: "orange",
    ReferralState.REDIRECTED: "orange",
    ReferralState.FAILED: "orange",
}
_WITH_CLOCK = {ReferralState.SENT, ReferralState.SEEN, ReferralState.EXPIRED}


def received(row: ReferralRow) -> ReferralCard:
    """For the queue of the receiving agency."""
    facts = (row.service_name, row.need_label, _outcome(row))
    return _card(row, row.child_label, row.from_agency, "", facts)


def sent(row: ReferralRow) -> ReferralCard:
    """For the list of what an agency sent."""
    return _card(row, row.service_name, row.case_number, row.to_agency, (row.need_label, _outcome(row)))


def plain(row: QueueRow) -> ReferralCard:
    """For heads and coordinators: two agencies, a service and a clock."""
    return _card(row, row.service_name, row.from_agency, row.to_agency, (row.number,))


def timeline(detail: ReferralDetail) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            title=step.sentence,
            at=step.at,
            by=", ".join(part for part in (step.officer, step.agency) if part),
        )
        for step in detail.history
    ]


def tabs(url: str, parts: Iterable[tuple[str, Any]], current: str, counts: dict[str, int]) -> list[Link]:
    """The parts of a queue, as saved views."""
    return [
        Link(label, f"{url}?bagian={value}", counts.get(value), current=value == current)
        for value, label in parts
    ]


def _card(row: QueueRow, title: str, from_name: str, to_name: str, facts: tuple[str, ...]) -> ReferralCard:
    due_at = row.response_due_at if row.state in _WITH_CLOCK else None
    if row.state is ReferralState.SCHEDULED:
        due_at = row.scheduled_for
    return ReferralCard(
        title=title,
        url=reverse("referrals:detail", args=[row.id]),
        state=row.state_label,
        tone=TONES.get(row.state, ""),
        from_name=from_name,
        to_name=to_name,
        due_at=due_at,
        sent_at=row.sent_at,
        facts=facts,
        alarm=row.urgency_label if row.is_emergency and not row.is_ended else "",
    )


def _outcome(row: ReferralRow) -> str:
    return row.outcome_label or row.reason_label
