"""What one's agency owes others and what it is owed, for its head: ages, times and the next step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anyam.casework.cases.queries import owed_by_plan
from anyam.casework.duties.queries import owed_by_duty
from anyam.casework.meetings.queries import owed_by_decision
from anyam.casework.referrals.queries import owed_by_referral
from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.results import OwedThing, Tie
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import agency_names
from anyam.registry.agreements.choices import DueState
from anyam.registry.agreements.queries import promises_of_agency
from anyam.registry.agreements.results import DueRow

from ..layouts.requests import OfficeRequest

_PAGES = {Tie.DUTY: "duties:occurrence", Tie.OBLIGATION: "agreements:due"}
"""What a head may open; referrals, plans and decisions about a child stay with those at work with it."""


@dataclass(frozen=True)
class Line:
    """One thing between two agencies, as the page shows it."""

    tie_label: str
    reference: str
    other: str
    phone: str
    since: date | None
    age: int | None
    due_on: date | None
    is_late: bool
    step: str
    url: str


@require_GET
def page(request: OfficeRequest) -> HttpResponse:
    actor = request.actor
    things = [*owed_by_referral(actor), *owed_by_decision(actor), *owed_by_plan(actor), *owed_by_duty(actor)]
    promises = promises_of_agency(actor, actor.agency_id) if actor.agency_id else None
    rows = {one.id: one for one in (*promises.owes, *promises.is_owed)} if promises else {}
    owes = _lines(actor, [one for one in things if one.debtor_id == actor.agency_id], is_ours=True)
    is_owed = _lines(actor, [one for one in things if one.creditor_id == actor.agency_id], is_ours=False)
    owes += [_of_due(row) for row in rows.values() if _is_our_turn(row)]
    is_owed += [_of_due(row) for row in rows.values() if not _is_our_turn(row)]
    context = {
        "sides": [
            ("owes", _("What we owe others"), _sorted(owes), _("Nothing is open: your agency owes nobody.")),
            (
                "owed",
                _("What others owe us"),
                _sorted(is_owed),
                _("Nothing is open: nobody owes your agency."),
            ),
        ],
        "owes_late": sum(line.is_late for line in owes),
        "is_owed_late": sum(line.is_late for line in is_owed),
    }
    return render(request, "desk/owed.html", context)


def _lines(actor: Actor, things: Iterable[OwedThing], *, is_ours: bool) -> list[Line]:
    found = list(things)
    others = {one.creditor_id if is_ours else one.debtor_id for one in found}
    names = agency_names(actor, others)
    today = clock.today()
    lines = []
    for one in found:
        other = names[one.creditor_id if is_ours else one.debtor_id]
        lines.append(
            Line(
                tie_label=one.tie.label,
                reference=one.reference,
                other=other.short_name,
                phone=other.phone,
                since=one.since,
                age=(today - one.since).days if one.since else None,
                due_on=one.due_on,
                is_late=one.due_on is not None and one.due_on < today,
                step=one.step_label,
                url=reverse(_PAGES[one.tie], args=[one.subject_id]) if one.tie in _PAGES else "",
            )
        )
    return lines


def _is_our_turn(row: DueRow) -> bool:
    """The debtor's until it is delivered, then the creditor's until it is answered."""
    return row.is_ours if row.state is DueState.DELIVERED else row.is_mine


def _of_due(row: DueRow) -> Line:
    is_delivered = row.state is DueState.DELIVERED
    step = WorkKind.ANSWER_DELIVERY if is_delivered else WorkKind.DELIVER_OBLIGATION
    return Line(
        tie_label=Tie.OBLIGATION.label,
        reference=f"{row.reference} · {row.what}",
        other=row.creditor if row.is_mine else row.debtor,
        phone="",
        since=None,
        age=None,
        due_on=row.due_on,
        is_late=row.is_late,
        step=str(step.label),
        url=reverse(_PAGES[Tie.OBLIGATION], args=[row.id]),
    )


def _sorted(lines: list[Line]) -> list[Line]:
    """The most urgent first; what has no day comes last, the oldest of it first."""
    return sorted(lines, key=lambda line: (line.due_on is None, line.due_on or line.since or clock.today()))
