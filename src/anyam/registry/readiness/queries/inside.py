"""Papers, people and money of one agency."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import get_agency

from ..choices import AssessmentStep, Funding, PaperKind, PaperStanding, Position
from ..models import Assessment, BudgetLine, Certificate, Paper, StaffMember
from ..policies import may_keep, may_see_inside
from ..results import (
    AssessmentRow,
    BudgetLineRow,
    BudgetYear,
    CertificateRow,
    Inside,
    PaperRow,
    RealisedRow,
    StaffCount,
    StaffRow,
    StepRow,
)
from ..rules import CERTIFICATE_ASKED_BEFORE, next_step, paper_standing
from .newest import newest_papers

YEARS_SHOWN = 3


@query
def get_inside(actor: Actor, agency_id: UUID) -> Inside:
    """What an agency has: papers and head counts for all, names and sums for itself, sums for the secretariat."""
    require(actor, Permission.SEE_DIRECTORY)
    agency = get_agency(actor, agency_id).row
    is_own = may_keep(actor, agency_id)
    sees_sums = may_see_inside(actor, agency_id, actor.district_code)
    staff = _staff(agency_id)
    return Inside(
        agency_id=agency_id,
        agency_name=agency.name,
        agency_short=agency.short_name,
        is_own=is_own,
        may_see_names=is_own,
        may_see_money=sees_sums,
        papers=tuple(_papers(agency_id)),
        assessments=tuple(_assessment(one) for one in _assessments(agency_id)),
        counts=tuple(_counts(staff)),
        staff=tuple(staff) if is_own else (),
        years=tuple(_years(agency_id)) if sees_sums else (),
    )


@query
def get_own_inside(actor: Actor) -> Inside:
    """The own agency, for who keeps its papers, people and money. Raises NotFound."""
    require(actor, Permission.KEEP_READINESS)
    if actor.agency_id is None:
        raise NotFound("agency")
    return get_inside(actor, actor.agency_id)


@query
def get_own_member(actor: Actor, member_id: UUID) -> StaffRow:
    """Somebody on the staff of the own agency. Raises NotFound."""
    require(actor, Permission.KEEP_READINESS)
    staff = _staff(actor.agency_id) if actor.agency_id else []
    row = next((one for one in staff if one.id == member_id), None)
    if row is None:
        raise NotFound("staff member")
    return row


@query
def get_own_line(actor: Actor, line_id: UUID) -> BudgetLineRow:
    """A budget line of the own agency. Raises NotFound."""
    require(actor, Permission.KEEP_READINESS)
    found = BudgetLine.objects.filter(pk=line_id).prefetch_related("realised")
    line = found.first()
    if line is None or line.agency_id != actor.agency_id:
        raise NotFound("budget line")
    return _line(line)


def ending_papers(agency_id: UUID) -> list[PaperRow]:
    """Papers of an agency that have ended or will soon, the first to end first."""
    rows = [_paper(one, is_newest=True) for one in newest_papers().filter(agency_id=agency_id)]
    ending = [row for row in rows if row.standing is not PaperStanding.VALID]
    return sorted(ending, key=lambda row: row.runs_until)


def ending_certificates(agency_id: UUID) -> list[CertificateRow]:
    rows = [row for member in _staff(agency_id) for row in member.certificates]
    ending = [row for row in rows if row.standing is not PaperStanding.VALID and row.runs_until]
    return sorted(ending, key=lambda row: (row.runs_until or clock.today(), row.member_name.casefold()))


def _papers(agency_id: UUID) -> list[PaperRow]:
    newest = set(newest_papers().filter(agency_id=agency_id).values_list("pk", flat=True))
    found = Paper.objects.filter(agency_id=agency_id)
    return [_paper(one, is_newest=one.pk in newest) for one in found]


def _paper(one: Paper, *, is_newest: bool) -> PaperRow:
    return PaperRow(
        id=one.pk,
        agency_id=one.agency_id,
        kind=PaperKind(one.kind),
        grade=one.grade,
        number=one.number,
        issuer=one.issuer,
        issued_on=one.issued_on,
        runs_until=one.runs_until,
        standing=paper_standing(one.runs_until, clock.today()),
        is_newest=is_newest,
    )


def _assessments(agency_id: UUID) -> list[Assessment]:
    return list(Assessment.objects.filter(agency_id=agency_id).prefetch_related("steps")[:YEARS_SHOWN])


def _assessment(one: Assessment) -> AssessmentRow:
    done = {step.step: step for step in one.steps.all()}
    is_open = one.ended_at is None
    following = next_step(set(done)) if is_open else None
    return AssessmentRow(
        id=one.pk,
        begun_on=one.begun_on,
        is_open=is_open,
        steps=tuple(
            StepRow(
                step,
                done[step].done_on if step in done else None,
                done[step].note if step in done else "",
                is_next=step is following,
            )
            for step in AssessmentStep
        ),
    )


def _staff(agency_id: UUID) -> list[StaffRow]:
    standing = Prefetch("certificates", Certificate.objects.filter(ended_at__isnull=True))
    found = StaffMember.objects.filter(agency_id=agency_id, until__isnull=True).prefetch_related(standing)
    return [_member(one) for one in found]


def _member(one: StaffMember) -> StaffRow:
    return StaffRow(
        id=one.pk,
        full_name=one.full_name,
        position=Position(one.position),
        is_full_time=one.is_full_time,
        is_with_children=one.is_with_children,
        since=one.since,
        certificates=tuple(_certificate(one, paper) for paper in one.certificates.all()),
    )


def _certificate(member: StaffMember, one: Certificate) -> CertificateRow:
    runs_until, today = one.runs_until, clock.today()
    standing = (
        paper_standing(runs_until, today, CERTIFICATE_ASKED_BEFORE) if runs_until else PaperStanding.VALID
    )
    return CertificateRow(
        one.pk,
        member.pk,
        member.full_name,
        one.title,
        one.held_by,
        one.number,
        one.finished_on,
        runs_until,
        standing,
    )


def _counts(staff: list[StaffRow]) -> list[StaffCount]:
    by_position: dict[Position, list[StaffRow]] = defaultdict(list)
    for row in staff:
        by_position[row.position].append(row)
    return [
        StaffCount(
            position,
            len(rows),
            sum(row.is_full_time for row in rows),
            sum(any(one.standing is not PaperStanding.ENDED for one in row.certificates) for row in rows),
        )
        for position, rows in sorted(by_position.items(), key=lambda pair: list(Position).index(pair[0]))
    ]


def _years(agency_id: UUID) -> list[BudgetYear]:
    found = BudgetLine.objects.filter(
        agency_id=agency_id, year__gt=clock.today().year - YEARS_SHOWN
    ).prefetch_related("realised")
    by_year: dict[int, list[BudgetLineRow]] = defaultdict(list)
    for one in found:
        by_year[one.year].append(_line(one))
    return [
        BudgetYear(
            year,
            tuple(lines),
            sum((line.planned for line in lines), Decimal(0)),
            sum((line.realised for line in lines), Decimal(0)),
        )
        for year, lines in sorted(by_year.items(), reverse=True)
    ]


def _line(one: BudgetLine) -> BudgetLineRow:
    entries = tuple(RealisedRow(entry.on, entry.amount, entry.words) for entry in one.realised.all())
    return BudgetLineRow(
        id=one.pk,
        year=one.year,
        code=one.code,
        title=one.title,
        funding=Funding(one.funding),
        planned=one.planned,
        realised=sum((entry.amount for entry in entries), Decimal(0)),
        entries=entries,
    )
