"""The work list of one person."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, DateTimeField, ExpressionWrapper, F, Q

from anyam.foundation.access import Actor, Permission, Role, query, require
from anyam.foundation.core import clock
from anyam.foundation.core.paging import page_of
from anyam.foundation.core.results import Page

from ..choices import DueGroup, SubjectKind, WorkKind
from ..models import WorkItem, WorkItemSet
from ..results import LateWork, MyWork, WorkCounts, WorkGroup, WorkRow
from ..rules import due_group, group_limits

ROWS_PER_GROUP = 15
# The due time as an expression: with the bare column the database reads the whole district's open work in its order
# until it has met enough of the reader's own (250 ms among 100,000 cases), instead of the reader's own by its index.
_BY_DUE = ExpressionWrapper(F("due_at") + timedelta(), output_field=DateTimeField())
# These see the numbers of the whole district, a head those of the own agency.
_WHOLE_DISTRICT = (Role.COORDINATOR, Role.REGENT_OFFICE)

# What stands on the calendar of an agency beside its duties and agreements.
_ROUTINE = (
    WorkKind.REVIEW_SOP,
    WorkKind.SIGN_SOP,
    WorkKind.COMMENT_ON_DRAFT,
    WorkKind.RESOLVE_COMMENTS,
    WorkKind.CARRY_OUT_DECISION,
    WorkKind.CONFIRM_DECISION,
    WorkKind.SIGN_MINUTES,
    WorkKind.KEEP_SEAL,
)
_MOST_ROUTINE = 200


@query
def find_my_work(actor: Actor, *, without: Collection[WorkKind] = ()) -> MyWork:
    """What the actor must do, grouped by when; two queries, however much there is.

    `without` leaves out kinds that the page shows in a list of their own.
    """
    require(actor, Permission.SEE_OWN_WORK)
    now = clock.now()
    mine = WorkItem.objects.visible_to(actor)
    if without:
        mine = mine.exclude(kind__in=without)
    counts = mine.counts_by_group(now)
    rows = _first_of_each_group(mine, now, counts, actor)
    groups = (WorkGroup(g, counts[g], tuple(r for r in rows if r.group is g)) for g in DueGroup)
    return MyWork(tuple(group for group in groups if group.count))


@query
def find_my_work_in(actor: Actor, group: DueGroup, page: int = 1) -> Page[WorkRow]:
    """One due group in full."""
    require(actor, Permission.SEE_OWN_WORK)
    now = clock.now()
    found = _in_group(WorkItem.objects.visible_to(actor), group, now).order_by(_BY_DUE, "id")
    return page_of(found, page).with_rows(lambda item: _row(item, now, actor))


@query
def find_late_work(actor: Actor, limit: int = 10) -> list[WorkRow]:
    """Late work of others: of the own agency for those who look after it, of all once the coordinator was told."""
    require(actor, Permission.SEE_OWN_WORK)
    now = clock.now()
    called = WorkItem.objects.late_in_agency_of(actor) | WorkItem.objects.called_to_coordinator(actor)
    late = called.order_by("due_at", "id")[:limit]
    return [_row(item, now, actor) for item in late if item.assignee_id != actor.user_id]


@query
def count_work(actor: Actor) -> WorkCounts:
    """Numbers only: the agency's for its head, the district's for the secretariat and the regent's office."""
    require(actor, Permission.SEE_COUNTS)
    found = WorkItem.objects.open()
    if not actor.is_any(*_WHOLE_DISTRICT):
        found = found.filter(agency_id=actor.agency_id) if actor.agency_id else found.none()
    counts = found.counts_by_group(clock.now())
    return WorkCounts(sum(counts.values()), counts[DueGroup.OVERDUE], counts[DueGroup.TODAY])


@query
def has_open_work(actor: Actor, subject_id: UUID, kind: WorkKind) -> bool:
    """Whether this work is still open for anybody; the caller has asked who may see the subject."""
    require(actor, Permission.SEE_OWN_WORK)
    return WorkItem.objects.open().filter(subject_id=subject_id, kind=kind).exists()


@query
def late_work_by_agency(actor: Actor) -> list[LateWork]:
    """The district's late work in numbers, by agency and kind; no number of a case, no child."""
    require(actor, Permission.SEE_COUNTS)
    if not actor.is_any(*_WHOLE_DISTRICT):
        return []
    found = WorkItem.objects.open().filter(
        district_code=actor.district_code, due_at__lt=clock.now(), agency__isnull=False
    )
    counted = (
        found.order_by()
        .values("agency_id", "kind")
        .annotate(late=Count("id"), escalated=Count("id", filter=Q(escalated_at__isnull=False)))
    )
    rows = [
        LateWork(one["agency_id"], WorkKind(one["kind"]), one["late"], one["escalated"]) for one in counted
    ]
    return sorted(rows, key=lambda row: (-row.late, row.kind, str(row.agency_id)))


@query
def routine_work_between(actor: Actor, first: date, last: date) -> list[WorkRow]:
    """Open reviews, comments and decisions of one's agency that are due in these days; nothing about a case."""
    require(actor, Permission.SEE_OWN_WORK)
    now = clock.now()
    zone = clock.local(now).tzinfo
    begin, end = (datetime.combine(day, time(), tzinfo=zone) for day in (first, last + timedelta(days=1)))
    found = WorkItem.objects.open().filter(
        Q(agency_id=actor.agency_id),
        case_id__isnull=True,
        kind__in=_ROUTINE,
        due_at__gte=begin,
        due_at__lt=end,
    )
    return [_row(item, now, actor) for item in found.order_by("due_at", "id")[:_MOST_ROUTINE]]


def _first_of_each_group(
    mine: WorkItemSet, now: datetime, counts: dict[DueGroup, int], actor: Actor
) -> list[WorkRow]:
    parts = [_in_group(mine, g, now).order_by(_BY_DUE, "id")[:ROWS_PER_GROUP] for g in DueGroup if counts[g]]
    if not parts:
        return []
    together = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    return sorted((_row(item, now, actor) for item in together), key=lambda row: (row.due_at, row.id))


def _in_group(found: WorkItemSet, group: DueGroup, now: datetime) -> WorkItemSet:
    limits = group_limits(now)
    ordered = list(DueGroup)
    before = ordered.index(group) - 1
    if group in limits:
        found = found.filter(due_at__lt=limits[group])
    return found.filter(due_at__gte=limits[ordered[before]]) if before >= 0 else found


def _row(item: WorkItem, now: datetime, actor: Actor) -> WorkRow:
    return WorkRow(
        id=item.id,
        kind=WorkKind(item.kind),
        subject_kind=SubjectKind(item.subject_kind),
        subject_id=item.subject_id,
        case_id=item.case_id,
        reference=item.reference,
        due_at=item.due_at,
        group=due_group(item.due_at, now),
        is_mine=item.assignee_id == actor.user_id,
        is_escalated=item.escalated_at is not None,
    )
