"""The days of one agency: what begins, ends, is reviewed and falls due."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import agency_names, districts_of

from ..choices import AgreementState, CalendarKind, DraftState, DueState
from ..models import Agreement, AgreementSet, CalendarFeed, Due, Policy, PolicyDraft
from ..results import AgencyCalendar, CalendarEntry, FeedRow
from ..rules import token_digest, zone_of
from .rows import names_of_parties, party_name

BACK = timedelta(days=60)
AHEAD = timedelta(days=800)
MOST = 2000
_RUNNING = (AgreementState.SIGNED, AgreementState.IN_FORCE)


@query
def get_calendar(actor: Actor, since: date | None = None, until: date | None = None) -> AgencyCalendar:
    """The days of the reader's agency, from two months ago to two years ahead unless said otherwise."""
    require(actor, Permission.SEE_AGREEMENTS)
    if actor.agency_id is None:
        raise NotFound("agency")
    return _calendar(actor, actor.agency_id, actor.district_code, since, until)


@query
def calendar_of_feed(actor: Actor, token: str) -> AgencyCalendar:
    """The same by a secret address, for a program that cannot sign in. Raises NotFound for every other token.

    Whoever holds the token may read it; the system asks for them, and nothing but dates of agreements comes out.
    """
    require(actor, Permission.WATCH_AGREEMENTS)
    feed = CalendarFeed.objects.filter(token_digest=token_digest(token), revoked_at__isnull=True).first()
    if feed is None:
        raise NotFound("calendar feed")
    district = districts_of(actor, [feed.agency_id])[feed.agency_id]
    return _calendar(actor, feed.agency_id, district, None, None)


@query
def open_feeds(actor: Actor) -> list[FeedRow]:
    """The addresses under which the calendar of the reader's agency can be read."""
    require(actor, Permission.OPEN_CALENDAR_FEED)
    if actor.agency_id is None:
        return []
    found = CalendarFeed.objects.filter(agency_id=actor.agency_id, revoked_at__isnull=True)
    return [FeedRow(one.pk, one.label, one.made_at, one.by_user_id) for one in found]


def _calendar(
    actor: Actor, agency_id: UUID, district_code: str, since: date | None, until: date | None
) -> AgencyCalendar:
    today = clock.today()
    span = (since or today - BACK, until or today + AHEAD)
    ours = Agreement.objects.filter(district_code=district_code).of_agency(agency_id)
    entries = [
        *_terms(ours, span),
        *_dues(actor, agency_id, ours, span),
        *_policies(agency_id, district_code, span),
        *_consultations(agency_id, span),
    ]
    entries.sort(key=lambda entry: (entry.on, entry.kind, entry.title))
    return AgencyCalendar(
        agency_names(actor, [agency_id])[agency_id].short_name, zone_of(district_code), tuple(entries[:MOST])
    )


def _terms(ours: AgreementSet, span: tuple[date, date]) -> list[CalendarEntry]:
    found = []
    for one in ours.filter(state__in=_RUNNING):
        days = (
            (CalendarKind.BEGINS, one.starts_on),
            (CalendarKind.ENDS, one.runs_until),
            (CalendarKind.REVIEW, one.review_on),
        )
        found += [
            CalendarEntry(f"{kind}-{one.pk}", kind, day, f"{one.reference} {one.title}", agreement_id=one.pk)
            for kind, day in days
            if day and span[0] <= day <= span[1]
        ]
    return found


def _dues(actor: Actor, agency_id: UUID, ours: AgreementSet, span: tuple[date, date]) -> list[CalendarEntry]:
    either = Q(obligation__debtor__agency_id=agency_id) | Q(obligation__creditor__agency_id=agency_id)
    found = Due.objects.filter(
        either,
        obligation__agreement__in=ours.filter(state__in=_RUNNING),
        due_on__range=span,
        state__in=[DueState.OWED, DueState.REFUSED, DueState.DELIVERED],
    )
    dues = list(
        found.select_related("obligation__agreement", "obligation__debtor", "obligation__creditor")[:MOST]
    )
    parties = [p for due in dues for p in (due.obligation.debtor, due.obligation.creditor)]
    names = names_of_parties(actor, parties)
    return [
        CalendarEntry(
            f"due-{due.pk}",
            CalendarKind.DUE,
            due.due_on,
            f"{due.obligation.agreement.reference} {due.obligation.what}: "
            f"{party_name(due.obligation.debtor, names)} → {party_name(due.obligation.creditor, names)}",
            agreement_id=due.obligation.agreement_id,
            due_id=due.pk,
        )
        for due in dues
    ]


def _policies(agency_id: UUID, district_code: str, span: tuple[date, date]) -> list[CalendarEntry]:
    found = []
    for one in Policy.objects.filter(district_code=district_code, keeper_id=agency_id, superseded_by=None):
        days = (
            (CalendarKind.POLICY_REVIEW, one.review_on),
            (CalendarKind.POLICY_ENDS, one.in_force_until),
        )
        found += [
            CalendarEntry(f"{kind}-{one.pk}", kind, day, f"{one.code} {one.title}", policy_id=one.pk)
            for kind, day in days
            if day and span[0] <= day <= span[1]
        ]
    return found


def _consultations(agency_id: UUID, span: tuple[date, date]) -> list[CalendarEntry]:
    found = PolicyDraft.objects.filter(
        Q(requests__agency_id=agency_id) | Q(drafter_id=agency_id), state=DraftState.CONSULTATION
    ).distinct()
    entries = []
    for one in found:
        assert one.closes_at
        day = clock.local(one.closes_at).date()
        if span[0] <= day <= span[1]:
            entries.append(
                CalendarEntry(
                    f"consultation-{one.pk}",
                    CalendarKind.CONSULTATION,
                    day,
                    one.title,
                    at=one.closes_at,
                    draft_id=one.pk,
                )
            )
    return entries
