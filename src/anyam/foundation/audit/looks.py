"""Recording and reading who looked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError
from django.db.models import Count, Max

from anyam.foundation.audit.choices import Channel, Looked
from anyam.foundation.audit.circumstances import present
from anyam.foundation.audit.models import Look
from anyam.foundation.core import clock
from anyam.foundation.core.by import By


class LookNotRecorded(Exception):
    """It could not be kept that somebody looks; therefore nothing is shown. Pages answer 503."""


@dataclass(frozen=True)
class LookRow:
    """One look, as kept."""

    number: int
    at: datetime
    user_id: UUID | None
    agency_id: UUID | None
    part: str
    reason: str
    channel: str
    subject_id: UUID | None
    case_id: UUID | None
    explanation: UUID | None
    count: int | None


@dataclass(frozen=True)
class LookerRow:
    """One person's looks at one case, counted."""

    case_id: UUID
    user_id: UUID
    agency_id: UUID | None
    looks: int
    last_at: datetime


def record_look(
    by: By,
    *,
    part: str,
    subject_id: UUID | None,
    case_id: UUID | None = None,
    explanation: UUID | None = None,
    count: int | None = None,
) -> None:
    """Keep that `by` opened `part` of a subject, in the transaction of the reading; what they read is not kept.

    `explanation` is the access grant that let them. A page that shows the same part of the same subject twice leaves
    one row. Raises LookNotRecorded: then nothing may be shown.
    """
    about = present()
    if (part, subject_id) in about.seen:
        return
    channel = Channel.SEARCH if part == Looked.SEARCH else about.channel
    try:
        Look.objects.create(
            at=clock.now(),
            user_id=by.user_id,
            agency_id=by.agency_id,
            reason=by.reason,
            part=part,
            subject_id=subject_id,
            case_id=case_id,
            channel=channel,
            request_id=about.request_id,
            explanation=explanation,
            count=count,
        )
    except DatabaseError as problem:
        raise LookNotRecorded from problem
    about.seen.add((part, subject_id))


def record_names_seen(by: By, count: int) -> None:
    """Keep that a list showed the names of `count` people: one row per page.

    On a page whose own look is kept already (a case, a report, a search), the names belong to that look. The system
    reads names for its own work all day; nobody sees them.
    """
    if by.user_id is None or not count or present().seen:
        return
    record_look(by, part=Looked.LIST, subject_id=None, count=count)


def looks_at_case(case_id: UUID, limit: int = 200) -> list[LookRow]:
    """The newest looks at a case, newest first. The caller has asked whether the case may be seen."""
    return _rows(Look.objects.filter(case_id=case_id), limit)


def looks_of_user(user_id: UUID, since: datetime, until: datetime, limit: int = 5000) -> list[LookRow]:
    """What one person looked at in a span of time, newest first."""
    return _rows(Look.objects.filter(user_id=user_id, at__gte=since, at__lt=until), limit)


def looks_between(since: datetime, until: datetime) -> list[LookRow]:
    """All looks of people in a span of time, newest first."""
    return _rows(Look.objects.filter(at__gte=since, at__lt=until, user_id__isnull=False), None)


def looks_by_number(numbers: Collection[int]) -> list[LookRow]:
    """These looks, newest first."""
    return _rows(Look.objects.filter(pk__in=list(numbers)), None)


def looks_under(explanation: UUID) -> list[LookRow]:
    """The looks that one grant explains, newest first."""
    return _rows(Look.objects.filter(explanation=explanation), 500)


def last_looks_of(
    user_id: UUID, case_ids: Collection[UUID], parts: Collection[str], before: datetime | None = None
) -> dict[UUID, datetime]:
    """When one person last opened one of these parts of each case; cases they never opened are left out."""
    found = Look.objects.filter(user_id=user_id, case_id__in=list(case_ids), part__in=parts)
    if before:
        found = found.filter(at__lt=before)
    return dict(found.order_by().values_list("case_id").annotate(last=Max("at")))


def lookers_of_cases(
    case_ids: Collection[UUID], since: datetime, without: UUID | None = None
) -> list[LookerRow]:
    """Who looked at these cases since then, the last look first; one person may be left out."""
    found = Look.objects.filter(case_id__in=list(case_ids), at__gte=since, user_id__isnull=False)
    if without:
        found = found.exclude(user_id=without)
    counted = (
        found.order_by()
        .values_list("case_id", "user_id", "agency_id")
        .annotate(looks=Count("request_id", distinct=True), last=Max("at"))
        .order_by("-last")
    )
    return [LookerRow(*row) for row in counted]


def _rows(found: "object", limit: int | None) -> list[LookRow]:
    looks = found.order_by("-id")[:limit]  # type: ignore[attr-defined]
    return [
        LookRow(
            look.pk,
            look.at,
            look.user_id,
            look.agency_id,
            look.part,
            look.reason,
            look.channel,
            look.subject_id,
            look.case_id,
            look.explanation,
            look.count,
        )
        for look in looks
    ]
