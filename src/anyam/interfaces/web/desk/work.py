"""Work as the lists show it: what, about what, until when, and where it is done."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from anyam.casework.sops.choices import DueGroup, SubjectKind, WorkKind
from anyam.casework.sops.results import MyWork, WorkRow

from ..components import parts

_PAGES = {
    WorkKind.ASSIGN_CASE: "cases:assign",
    WorkKind.RESPOND: "cases:record",
    WorkKind.ASSESS: "cases:assessment",
    WorkKind.PLAN: "cases:plan",
    WorkKind.PLAN_ACTION: "cases:plan",
    WorkKind.VISIT: "cases:contacts",
    WorkKind.AFTERCARE: "cases:contacts",
    WorkKind.REVIEW: "cases:reviews",
    WorkKind.APPROVE_CLOSURE: "cases:close",
}
_STEPS = {
    WorkKind.ANSWER_QUESTION: "jawab",
    WorkKind.SCHEDULE_SERVICE: "jadwal",
    WorkKind.REPORT_OUTCOME: "hasil",
}
_COLOURS = {
    DueGroup.OVERDUE: "overdue",
    DueGroup.TODAY: "today",
    DueGroup.TOMORROW: "soon",
    DueGroup.THIS_WEEK: "soon",
    DueGroup.LATER: "later",
}


def groups(work: MyWork) -> list[parts.DueGroup]:
    return [
        parts.DueGroup(_COLOURS[group.group], group.label, tuple(items(group.rows))) for group in work.groups
    ]


def items(rows: Iterable[WorkRow]) -> list[parts.WorkItem]:
    return [
        parts.WorkItem(
            title=row.label,
            url=address(row),
            due_at=row.due_at,
            facts=(row.reference, "" if row.is_mine else _("for your team")),
        )
        for row in rows
    ]


def address(row: WorkRow) -> str:
    """The page on which this work is done."""
    if row.subject_kind is SubjectKind.REFERRAL:
        step = _STEPS.get(row.kind)
        if step:
            return reverse("referrals:step", args=[row.subject_id, step])
        return reverse("referrals:detail", args=[row.subject_id])
    if row.subject_kind is SubjectKind.REPORT:
        page = "reports:triage" if row.kind is WorkKind.TRIAGE_REPORT else "reports:detail"
        return reverse(page, args=[row.subject_id])
    try:
        return reverse(_PAGES.get(row.kind, "cases:summary"), args=[row.case_id or row.subject_id])
    except NoReverseMatch:
        return reverse("desk:home")
