"""Work as the lists show it: what, about what, until when, and where it is done."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from anyam.casework.cases.queries import case_refs
from anyam.casework.cases.results import CaseRef
from anyam.casework.sops.choices import DueGroup, SubjectKind, WorkKind
from anyam.casework.sops.results import MyWork, WorkRow
from anyam.foundation.access import Actor
from anyam.registry.people.queries import masked_names_of
from anyam.registry.people.results import PersonName

from ..components import parts
from ..layouts.subjects import SUBJECT_PAGES

_PAGES = {
    WorkKind.ASSIGN_CASE: "cases:assign",
    WorkKind.RESPOND: "cases:record",
    WorkKind.ASSESS: "cases:assessment",
    WorkKind.PLAN: "cases:plan",
    WorkKind.PLAN_ACTION: "cases:plan",
    WorkKind.VISIT: "cases:contacts",
    WorkKind.AFTERCARE: "cases:contacts",
    WorkKind.REVIEW: "cases:reviews",
    WorkKind.CORRECT_DATA: "rights:corrections",
    WorkKind.SETTLE_FACTS: "facts:sheet",
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


def groups(actor: Actor, work: MyWork) -> list[parts.DueGroup]:
    """The groups of a work list; the children of all groups are asked for at once."""
    shown = iter(items(actor, [row for group in work.groups for row in group.rows]))
    return [
        parts.DueGroup(_COLOURS[group.group], group.label, tuple(islice(shown, len(group.rows))))
        for group in work.groups
    ]


def items(actor: Actor, rows: Sequence[WorkRow]) -> list[parts.WorkItem]:
    cases = _cases(actor, rows)
    children = masked_names_of(actor, {case.child_id for case in cases.values()}) if cases else {}
    return [_item(row, cases.get(row.case_id) if row.case_id else None, children) for row in rows]


def _cases(actor: Actor, rows: Sequence[WorkRow]) -> dict[UUID, CaseRef]:
    """The cases behind the rows, for those who may see them."""
    ids = {row.case_id for row in rows if row.case_id}
    return case_refs(actor, ids) if ids else {}


def _item(row: WorkRow, case: CaseRef | None, children: dict[UUID, PersonName]) -> parts.WorkItem:
    child = children.get(case.child_id) if case else None
    return parts.WorkItem(
        title=row.label,
        url=address(row),
        due_at=row.due_at,
        facts=(
            child.full_name if child else "",
            child.age_text if child and child.age_years is not None else "",
            row.reference or (case.number if case else ""),
            "" if row.is_mine else _("for your team"),
        ),
        risk=case.level if case else "",
    )


def address(row: WorkRow) -> str:
    """The page on which this work is done."""
    if row.subject_kind is SubjectKind.REFERRAL and row.kind in _STEPS:
        return reverse("referrals:step", args=[row.subject_id, _STEPS[row.kind]])
    if row.subject_kind is SubjectKind.REPORT and row.kind is WorkKind.TRIAGE_REPORT:
        return reverse("reports:triage", args=[row.subject_id])
    if row.subject_kind is SubjectKind.CASE:
        return reverse(_PAGES.get(row.kind, "cases:summary"), args=[row.case_id or row.subject_id])
    return SUBJECT_PAGES[row.subject_kind].address(row.subject_id)
