"""Agreements: what waits for one's agency, and the register."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.foundation.core.paging import page_of
from anyam.foundation.core.results import Page

from ..choices import AddendumState, AgreementKind, AgreementState, DueState
from ..models import Agreement, Due, Party, Signature
from ..results import AgencyPromises, AgreementHome, AgreementRow, DueRow
from ..rules import STAGES
from .rows import agreement_rows, due_rows, may_draft

SHOWN = 50
SOON = timedelta(days=60)
"""What an agency owes within so many days stands on its list."""
_OPEN = (DueState.OWED, DueState.REFUSED, DueState.DELIVERED)


@query
def agreements_to_do(actor: Actor) -> AgreementHome:
    """What the reader's agency has to sign, finish, deliver, answer and decide, each list the most urgent first."""
    visible = Agreement.objects.visible_to(actor)
    require(actor, Permission.SEE_AGREEMENTS)
    is_open = Q(state=AgreementState.SIGNING) | Q(addenda__state=AddendumState.SIGNING)
    signing = visible.filter(is_open).distinct().order_by("made_at")
    ours = visible.of_agency(actor.agency_id) if actor.agency_id else visible.none()
    ending = ours.filter(
        state=AgreementState.IN_FORCE,
        renewal_declined=False,
        successor__isnull=True,
        runs_until__lte=clock.today() + timedelta(days=max(STAGES)),
    )
    drafts = visible.filter(state=AgreementState.DRAFT, drafter_id=actor.agency_id)
    dues = _own_dues(actor)
    return AgreementHome(
        to_sign=tuple(row for row in agreement_rows(actor, signing[:SHOWN]) if row.waits_for_us),
        drafts=tuple(agreement_rows(actor, drafts[:SHOWN])) if may_draft(actor) else (),
        to_deliver=tuple(row for row in dues if row.may_deliver and _is_ours_to_do(actor, row, row.is_mine)),
        to_answer=tuple(row for row in dues if row.may_answer and _is_ours_to_do(actor, row, row.is_ours)),
        ending=tuple(agreement_rows(actor, ending.order_by("runs_until")[:SHOWN])),
        may_draft=may_draft(actor),
        may_open_feed=actor.may(Permission.OPEN_CALENDAR_FEED),
    )


@query
def find_agreements(
    actor: Actor, *, state: str = "", kind: str = "", text: str = "", is_ours: bool = False, page: int = 1
) -> Page[AgreementRow]:
    """The register of the district, the newest first."""
    found = Agreement.objects.visible_to(actor)
    require(actor, Permission.SEE_AGREEMENTS)
    if state in AgreementState.values:
        found = found.filter(state=state)
    if kind in AgreementKind.values:
        found = found.filter(kind=kind)
    if text:
        wanted = text[:80]
        found = found.filter(
            Q(title__icontains=wanted)
            | Q(reference__icontains=wanted)
            | Q(parties__body_name__icontains=wanted)
            | Q(parties__agency__short_name__icontains=wanted)
            | Q(parties__number__icontains=wanted)
        ).distinct()
    if is_ours and actor.agency_id:
        found = found.of_agency(actor.agency_id)
    one_page = page_of(found.order_by("-made_at", "-id"), page)
    shown = Agreement.objects.filter(pk__in=[one.pk for one in one_page.rows])
    rows = {row.id: row for row in agreement_rows(actor, shown)}
    return one_page.with_rows(lambda one: rows[one.pk])


@query
def agreements_to_stand_under(actor: Actor) -> list[AgreementRow]:
    """Those under which another agreement or an action plan can stand."""
    found = Agreement.objects.visible_to(actor).filter(
        state__in=[AgreementState.SIGNING, AgreementState.SIGNED, AgreementState.IN_FORCE]
    )
    require(actor, Permission.DRAFT_AGREEMENTS)
    return agreement_rows(actor, found.exclude(kind=AgreementKind.ACTION_PLAN).order_by("reference")[:200])


@query
def promises_of_agency(actor: Actor, agency_id: UUID) -> AgencyPromises:
    """What one agency owes others and is owed, as far as the reader may see the agreements."""
    visible = Agreement.objects.visible_to(actor)
    require(actor, Permission.SEE_AGREEMENTS)
    running = visible.filter(state=AgreementState.IN_FORCE)
    found = (
        with_all(Due.objects.filter(obligation__agreement__in=visible, state__in=_OPEN))
        .filter(Q(obligation__debtor__agency_id=agency_id) | Q(obligation__creditor__agency_id=agency_id))
        .filter(due_on__lte=clock.today() + SOON)
    )
    dues = list(found[: 4 * SHOWN])
    rows = due_rows(actor, dues)
    pairs = list(zip(dues, rows, strict=True))
    return AgencyPromises(
        owes=tuple(row for due, row in pairs if due.obligation.debtor.agency_id == agency_id),
        is_owed=tuple(row for due, row in pairs if due.obligation.creditor.agency_id == agency_id),
        agreements=running.of_agency(agency_id).count(),
    )


@query
def count_agreement_work(actor: Actor) -> int:
    """What waits for the reader to be signed, accepted, or delivered late: two small counts, as every page shows it."""
    require(actor, Permission.SEE_AGREEMENTS)
    if actor.agency_id is None:
        return 0
    signing = Party.objects.filter(
        agency_id=actor.agency_id, agreement__state=AgreementState.SIGNING
    ).exclude(signatures__in=Signature.objects.filter(addendum__isnull=True, void_since__isnull=True))
    delivered = Q(state=DueState.DELIVERED, obligation__creditor__agency_id=actor.agency_id)
    late = Q(state=DueState.OWED, due_on__lt=clock.today()) | Q(state=DueState.REFUSED)
    owed = late & Q(obligation__debtor__agency_id=actor.agency_id)
    to_sign = signing.count() if actor.may(Permission.SIGN_AGREEMENTS) else 0
    may_keep = actor.may(Permission.KEEP_OBLIGATIONS)
    return to_sign + (Due.objects.filter(delivered | owed).count() if may_keep else 0)


def with_all(found: QuerySet[Due]) -> QuerySet[Due]:
    """Due days with what their rows need, the earliest first."""
    return (
        found.select_related("obligation__agreement", "obligation__debtor", "obligation__creditor")
        .prefetch_related("deliveries")
        .order_by("due_on", "id")
    )


def _own_dues(actor: Actor) -> list[DueRow]:
    own = Q(obligation__debtor__agency_id=actor.agency_id) | Q(
        obligation__creditor__agency_id=actor.agency_id
    )
    if actor.may(Permission.ACT_FOR_OUTSIDE_BODIES):
        own |= Q(obligation__debtor__agency__isnull=True) | Q(obligation__creditor__agency__isnull=True)
    found = Due.objects.filter(
        own,
        obligation__agreement__in=Agreement.objects.filter(district_code=actor.district_code),
        state__in=_OPEN,
        due_on__lte=clock.today() + SOON,
    )
    return due_rows(actor, with_all(found)[: 4 * SHOWN])


def _is_ours_to_do(actor: Actor, row: DueRow, is_own: bool) -> bool:
    """Its own, or for the secretariat that of an outside body."""
    return is_own or actor.may(Permission.ACT_FOR_OUTSIDE_BODIES)
