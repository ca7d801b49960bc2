"""Making results from rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from anyam.foundation.access import Role
from anyam.foundation.core import clock

from ..choices import role_name
from ..models import Assignment, User
from ..results import AssignmentRow


def with_assignments() -> Prefetch[Any, Any, Any]:
    """All assignments of a user, newest first, with the names beside them, in one query."""
    found = Assignment.objects.select_related("agency", "unit", "area").order_by("-starts_on", "-id")
    return Prefetch("assignments", queryset=found, to_attr="all_assignments")


def assignment_rows(user: User, *, may_change: bool) -> tuple[AssignmentRow, ...]:
    """The user's assignments, those that count today first."""
    assignments: Iterable[Any] = user.all_assignments  # type: ignore[attr-defined]
    rows = [_assignment_row(assignment, may_change=may_change) for assignment in assignments]
    return tuple(sorted(rows, key=lambda row: not row.is_valid))


def _assignment_row(assignment: Any, *, may_change: bool) -> AssignmentRow:
    is_over = assignment.ended_at is not None or (
        assignment.ends_on is not None and assignment.ends_on < clock.today()
    )
    return AssignmentRow(
        id=assignment.pk,
        agency_id=assignment.agency_id,
        agency_name=assignment.agency.name,
        agency_short=assignment.agency.short_name,
        unit_name=assignment.unit.name if assignment.unit else "",
        role=Role(assignment.role),
        role_name=role_name(assignment.role),
        area_code=assignment.area_id or "",
        area_name=assignment.area.name if assignment.area else "",
        starts_on=assignment.starts_on,
        ends_on=assignment.ends_on,
        ended_at=assignment.ended_at,
        is_valid=not is_over and assignment.starts_on <= clock.today(),
        may_end=may_change and not is_over,
    )
