"""Reading events. Callers have asked who may see the subject; events themselves carry no names and no free text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from anyam.foundation.events.models import Delivery, DeliveryState, EventRow


@dataclass(frozen=True)
class KeptEvent:
    """An event as it was kept."""

    number: int
    kind: str
    occurred_at: datetime
    user_id: UUID | None
    agency_id: UUID | None
    subject_id: UUID
    payload: dict[str, Any]


@dataclass(frozen=True)
class UndeliveredEvent:
    """A delivery that has failed at least once and is not done."""

    delivery_id: UUID
    kind: str
    reaction: str
    state: str
    attempts: int
    last_error: str
    last_tried_at: datetime | None
    occurred_at: datetime


def events_of_case(case_id: UUID, *, before: int | None = None, limit: int = 50) -> list[KeptEvent]:
    """The newest events of a case, newest first; `before` is the number to go on from."""
    found = EventRow.objects.filter(case_id=case_id)
    return _kept(found.filter(id__lt=before) if before else found, limit)


def newest_by_others(
    case_ids: Iterable[UUID], kinds: Iterable[str], *, without: UUID | None
) -> dict[UUID, datetime]:
    """When somebody else than this person last did something of these kinds in each case."""
    found = EventRow.objects.filter(case_id__in=list(case_ids), kind__in=list(kinds)).exclude(user_id=without)
    return dict(found.order_by().values_list("case_id").annotate(last=Max("occurred_at")))


def events_of(subject_ids: Iterable[UUID], *, limit: int = 200) -> list[KeptEvent]:
    """The newest events about these subjects, newest first."""
    return _kept(EventRow.objects.filter(subject_id__in=list(subject_ids)), limit)


@dataclass(frozen=True)
class Doing:
    """That somebody did something about a subject; without what it was about."""

    kind: str
    at: datetime
    user_id: UUID | None
    subject_id: UUID
    case_id: UUID | None


def doings_between(since: datetime, until: datetime) -> list[Doing]:
    """What was done in a span of time, oldest first; for explaining looks by the work around them."""
    found = EventRow.objects.filter(occurred_at__gte=since, occurred_at__lt=until).order_by("id")
    return [
        Doing(*row) for row in found.values_list("kind", "occurred_at", "user_id", "subject_id", "case_id")
    ]


def undelivered(limit: int = 100) -> list[UndeliveredEvent]:
    """Deliveries that failed for good first, then those still being tried after a failure."""
    found = Delivery.objects.exclude(state=DeliveryState.DONE).filter(attempts__gt=0).select_related("event")
    return [
        UndeliveredEvent(
            d.pk,
            d.event.kind,
            d.reaction,
            d.state,
            d.attempts,
            d.last_error,
            d.last_tried_at,
            d.event.occurred_at,
        )
        for d in found.order_by("state", "-last_tried_at")[:limit]
    ]


def _kept(found: Any, limit: int) -> list[KeptEvent]:
    return [
        KeptEvent(e.pk, e.kind, e.occurred_at, e.user_id, e.agency_id, e.subject_id, e.payload)
        for e in found.order_by("-id")[:limit]
    ]
