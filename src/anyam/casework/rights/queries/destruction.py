"""What is due, what is held, and what was destroyed."""

from collections.abc import Iterable
from uuid import UUID

from anyam.casework.cases.queries import closed_cases
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import user_names

from ..choices import DestructionPart, DestructionState, hold_reasons, retention_classes
from ..models import Destruction, LegalHold, RetentionTime
from ..policies import may_cancel, may_confirm
from ..results import DestructionRow, DueRow, HoldRow, RetentionRow
from ..rules import holds, is_over


@query
def retention_times(actor: Actor) -> list[RetentionRow]:
    """Every class of keeping with its years in the officer's district."""
    require(actor, Permission.MANAGE_RETENTION)
    decided = {
        row.retention_class: row for row in RetentionTime.objects.filter(district_code=actor.district_code)
    }
    classes = retention_classes()
    return [
        RetentionRow(
            code=term.code,
            label=term.label,
            years=decided[term.code].years if term.code in decided else int(term.extra["years"]),
            is_confirmed=decided[term.code].is_confirmed if term.code in decided else False,
            source=decided[term.code].source_note if term.code in decided else "",
        )
        for term in classes.terms
    ]


@query
def find_due(actor: Actor) -> list[DueRow]:
    """Closed cases whose time is over, by class; what is destroyed or on its way is left out."""
    require(actor, Permission.MANAGE_RETENTION)
    years = {row.code: row.years for row in retention_times(actor)}
    cases = closed_cases(actor, clock.now())
    taken = set(
        Destruction.objects.filter(case_id__in=[case.id for case in cases])
        .exclude(state=DestructionState.CANCELLED)
        .values_list("case_id", "part")
    )
    held = held_among(case.id for case in cases)
    today, rows = clock.today(), []
    for case in cases:
        for term in retention_classes().terms:
            fits = not term.extra["reasons"] or case.reason in term.extra["reasons"]
            part = DestructionPart(term.extra["part"])
            gone = (case.id, part) in taken or (case.id, DestructionPart.ALL) in taken
            if fits and not gone and is_over(case.closed_at, years[term.code], today):
                is_held = case.id in held
                rows.append(
                    DueRow(case.id, case.number, case.closed_at, term.code, term.label, part, is_held)
                )
    return rows


@query
def find_holds(actor: Actor) -> list[HoldRow]:
    """Legal holds, standing ones first."""
    require(actor, Permission.MANAGE_RETENTION)
    found = LegalHold.objects.filter(district_code=actor.district_code)
    rows = list(found.order_by("until", "-since")[:200])
    users = user_names(actor, {hold.set_by_id for hold in rows if hold.set_by_id})
    now = clock.now()
    return [
        HoldRow(
            id=hold.pk,
            case_number=hold.case_number,
            reason_label=hold_reasons().label(hold.reason),
            note=hold.note,
            since=hold.since,
            until=hold.until,
            set_by=users.get(hold.set_by_id, "") if hold.set_by_id else "",
            is_standing=holds(hold.since, hold.until, now),
        )
        for hold in rows
    ]


@query
def find_destructions(actor: Actor) -> list[DestructionRow]:
    """Decisions to destroy, the newest first."""
    require(actor, Permission.MANAGE_RETENTION)
    return _rows(actor, Destruction.objects.visible_to(actor)[:200])


@query
def get_destruction(actor: Actor, destruction_id: UUID) -> DestructionRow:
    return _rows(actor, [Destruction.objects.visible_to(actor).one(pk=destruction_id)])[0]


def held_among(case_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these cases are under a legal hold now."""
    now = clock.now()
    found = LegalHold.objects.filter(case_id__in=list(case_ids)).values_list("case_id", "since", "until")
    return {case_id for case_id, since, until in found if holds(since, until, now)}


def _rows(actor: Actor, found: Iterable[Destruction]) -> list[DestructionRow]:
    rows = list(found)
    users = user_names(actor, {u for row in rows for u in (row.proposed_by_id, row.confirmed_by_id) if u})
    held = held_among(row.case_id for row in rows)
    return [
        DestructionRow(
            id=row.pk,
            number=row.number,
            case_number=row.case_number,
            part_label=str(DestructionPart(row.part).label),
            ground_label=retention_classes().label(row.ground),
            state=DestructionState(row.state),
            proposed_at=row.proposed_at,
            proposed_by=users.get(row.proposed_by_id, ""),
            confirmed_at=row.confirmed_at,
            confirmed_by=users.get(row.confirmed_by_id, "") if row.confirmed_by_id else "",
            due_at=row.due_at,
            done_at=row.done_at,
            counts=tuple(sorted(row.counts.items())),
            keys_destroyed=row.keys_destroyed,
            digest=row.digest,
            is_held=row.case_id in held,
            may_confirm=may_confirm(actor, row) and row.case_id not in held,
            may_cancel=may_cancel(actor, row),
        )
        for row in rows
    ]
