"""Lists of referrals: an agency's queue, what it sent, a case's, and what ran out of time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Count

from anyam.casework.cases.queries import case_ref
from anyam.foundation.access import Actor, Permission, Role, query, require
from anyam.foundation.core import clock
from anyam.foundation.core.paging import COUNT_CAP, page_of
from anyam.foundation.core.results import Page

from ..choices import InboxFilter, OutboxFilter, ReferralState
from ..models import Referral, ReferralSet
from ..results import BoxCounts, QueueRow, ReferralRow
from ..rules import INBOX, OUTBOX, UNANSWERED
from .rows import queue_rows, receiver_rows, sender_rows


@query
def find_inbox(
    actor: Actor, *, part: InboxFilter = InboxFilter.TO_ANSWER, page: int = 1
) -> Page[ReferralRow]:
    """The agency's queue: what must be answered first stands first."""
    require(actor, Permission.SEE_INBOX)
    found = Referral.objects.visible_to(actor).received_by(actor).filter(state__in=sorted(INBOX[part]))
    by_clock = part is InboxFilter.TO_ANSWER
    ordered = found.order_by("response_due_at", "id") if by_clock else found.order_by("-state_at", "-id")
    return _page(ordered.select_related("summary"), page, lambda rows: receiver_rows(actor, rows))


@query
def find_outbox(
    actor: Actor, *, part: OutboxFilter = OutboxFilter.THEIRS, page: int = 1
) -> Page[ReferralRow]:
    """What the actor sent, and for supervisors what the agency sent; the newest change first."""
    require(actor, Permission.SEND_REFERRAL)
    found = _sent(actor).filter(state__in=sorted(OUTBOX[part])).order_by("-state_at", "-id")
    return _page(found, page, lambda rows: sender_rows(actor, rows))


@query
def find_for_case(actor: Actor, case_id: UUID) -> list[ReferralRow]:
    """All referrals of a case, newest first. Raises NotFound when the case is out of sight."""
    require(actor, Permission.SEE_CASES)
    case = case_ref(actor, case_id)
    return sender_rows(actor, list(Referral.objects.filter(case_id=case.id).order_by("-drafted_at", "-id")))


@query
def find_queue(actor: Actor, *, page: int = 1) -> Page[QueueRow]:
    """The agency's unanswered referrals for its head: ages and services, nothing about a child."""
    require(actor, Permission.SEE_AGENCY_QUEUE)
    waiting = [*UNANSWERED, ReferralState.INFO_ASKED, ReferralState.EXPIRED]
    found = Referral.objects.received_by(actor).filter(state__in=sorted(waiting))
    return _page(found.order_by("response_due_at", "id"), page, lambda rows: queue_rows(actor, rows))


@query
def find_expired(actor: Actor, *, page: int = 1) -> Page[QueueRow]:
    """What ran out of time in the district and waits for the coordinator; the longest wait first."""
    require(actor, Permission.SEE_EXPIRED_REFERRALS)
    return _page(_expired(actor).order_by("expired_at", "id"), page, lambda rows: queue_rows(actor, rows))


@query
def count_expired(actor: Actor) -> int:
    require(actor, Permission.SEE_EXPIRED_REFERRALS)
    return _capped(_expired(actor))


@query
def expired_by_agency(actor: Actor) -> dict[UUID, int]:
    """How many referrals each agency of the district left without an answer; numbers only."""
    require(actor, Permission.SEE_EXPIRED_REFERRALS)
    counted = _expired(actor).order_by().values("to_agency_id").annotate(n=Count("id"))
    return {one["to_agency_id"]: one["n"] for one in counted}


@query
def count_waiting(actor: Actor) -> int:
    """How many referrals the agency has to answer, for the number beside the menu."""
    require(actor, Permission.SEE_OWN_WORK)
    if not actor.may(Permission.SEE_INBOX):
        return 0
    return _capped(_received(actor, InboxFilter.TO_ANSWER))


@query
def count_inbox(actor: Actor) -> BoxCounts:
    """The parts of the agency's queue in numbers."""
    require(actor, Permission.SEE_OWN_WORK)
    if not actor.may(Permission.SEE_INBOX):
        return BoxCounts(0, 0, 0, 0)
    to_answer = _received(actor, InboxFilter.TO_ANSWER)
    return BoxCounts(
        to_answer=_capped(to_answer),
        late=_capped(to_answer.filter(response_due_at__lt=clock.now())),
        waiting=_capped(_received(actor, InboxFilter.WAITING)),
        running=_capped(_received(actor, InboxFilter.RUNNING)),
    )


def _received(actor: Actor, part: InboxFilter) -> ReferralSet:
    return Referral.objects.received_by(actor).filter(state__in=sorted(INBOX[part]))


def _sent(actor: Actor) -> ReferralSet:
    """Others than supervisors: their own, as long as they work on the case."""
    sent = Referral.objects.sent_by_agency_of(actor)
    if actor.is_any(Role.SUPERVISOR):
        return sent
    if actor.user_id is None:
        return sent.none()
    return sent.filter(officer_id=actor.user_id).visible_to(actor)


def _expired(actor: Actor) -> ReferralSet:
    return Referral.objects.filter(district_code=actor.district_code, state=ReferralState.EXPIRED)


def _capped(found: ReferralSet) -> int:
    return found.order_by()[: COUNT_CAP + 1].count()


def _page(found: ReferralSet, number: int, make: Callable[[Sequence[Referral]], Sequence[QueueRow]]) -> Page:  # type: ignore[type-arg]
    page = page_of(found, number)
    return replace(page, rows=tuple(make(page.rows)))  # type: ignore[arg-type]
