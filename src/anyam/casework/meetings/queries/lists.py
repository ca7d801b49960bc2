"""Lists of meetings: what must I do now, what comes, what was decided and is still open."""

from uuid import UUID

from django.db.models import Q

from anyam.casework.cases.queries import case_ref
from anyam.casework.sops.queries import due_of_subjects
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core.paging import page_of
from anyam.foundation.core.results import Page
from anyam.registry.agencies.queries import agency_names

from ..choices import STILL_OPEN, Answer, DecisionState, MeetingState, Signature
from ..models import Decision, Invitation, Meeting
from ..policies import leads, may_accept, may_report
from ..results import ConferenceRef, MeetingRow, Todo
from .rows import meeting_rows

MOST = 50


@query
def find_todo(actor: Actor) -> tuple[Todo, ...]:
    """What waits for the actor: invitations, minutes, their agency's decisions, and what they must confirm."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    found = [*_invitations(actor), *_decisions(actor)]
    return tuple(
        sorted(found, key=lambda one: (one.due_at is None, one.due_at.timestamp() if one.due_at else 0))
    )


@query
def find_meetings(actor: Actor, *, page: int = 1) -> Page[MeetingRow]:
    """What is planned or being held, the next first."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    coming = Meeting.objects.visible_to(actor).filter(state__in=[MeetingState.PLANNED, MeetingState.RUNNING])
    return _page(actor, page_of(coming.order_by("starts_at", "id"), page))


@query
def find_past(actor: Actor, *, is_open_only: bool = False, page: int = 1) -> Page[MeetingRow]:
    """What was held or cancelled, the newest first; with `is_open_only` only those with open decisions."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    past = Meeting.objects.visible_to(actor).filter(state__in=[MeetingState.HELD, MeetingState.CANCELLED])
    if is_open_only:
        still = Decision.objects.visible_to(actor).filter(state__in=STILL_OPEN)
        past = past.filter(state=MeetingState.HELD, pk__in=still.values("meeting_id"))
    return _page(actor, page_of(past.order_by("-starts_at", "-id"), page))


@query
def conferences_of_case(actor: Actor, case_id: UUID) -> tuple[ConferenceRef, ...]:
    """The conferences about a case that the actor may see, the newest first. Raises NotFound."""
    case = case_ref(actor, case_id)
    found = Meeting.objects.visible_to(actor).filter(case_id=case.id).exclude(state=MeetingState.CANCELLED)
    shown = list(found.order_by("-starts_at", "-id")[:MOST])
    rows = {row.id: row for row in meeting_rows(actor, shown)}
    return tuple(
        ConferenceRef(
            one.pk, one.number, rows[one.pk].state_label, one.starts_at, rows[one.pk].open_decisions
        )
        for one in shown
    )


@query
def meeting_of_invitation(actor: Actor, invitation_id: UUID) -> UUID:
    """The meeting an invitation belongs to, if the actor sees it. Raises NotFound."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    return Meeting.objects.visible_to(actor).one(invitations=invitation_id).pk


@query
def case_behind_meeting(actor: Actor, meeting_id: UUID) -> tuple[str, UUID | None]:
    """Its number, and of a conference its case; for other apps, never for a page. Raises NotFound."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    meeting = Meeting.objects.visible_to(actor).one(pk=meeting_id)
    return meeting.number, meeting.case_id


@query
def guests_of(actor: Actor, meeting_id: UUID) -> tuple[tuple[UUID | None, UUID], ...]:
    """Who was invited, as person and agency, for the system that tells them."""
    require(actor, Permission.SEND_NOTIFICATIONS)
    found = Invitation.objects.filter(meeting_id=meeting_id, is_convener=False).exclude(
        answer=Answer.NOT_COMING
    )
    return tuple(found.order_by("pk").values_list("person_id", "agency_id"))


def _page(actor: Actor, page: Page[Meeting]) -> Page[MeetingRow]:
    rows = {row.id: row for row in meeting_rows(actor, page.rows)}
    return page.with_rows(lambda meeting: rows[meeting.pk])


def _invitations(actor: Actor) -> list[Todo]:
    """Invitations to answer and minutes to sign, of the actor's agency, named for them or for anybody there."""
    mine = Invitation.objects.filter(
        Q(person_id=actor.user_id) | Q(person__isnull=True),
        Q(answer=Answer.WAITING, meeting__state=MeetingState.PLANNED)
        | Q(signature=Signature.WAITING, meeting__state=MeetingState.HELD),
        Q(agency_id=actor.agency_id),
        meeting__in=Meeting.objects.visible_to(actor),
    )
    found = list(mine.select_related("meeting").order_by("pk")[:MOST])
    due = due_of_subjects(actor, [one.pk for one in found])
    return [
        Todo(
            what="answer" if one.meeting.state == MeetingState.PLANNED else "sign",
            title=one.meeting.subject or one.meeting.number,
            meeting_id=one.meeting_id,
            decision_id=None,
            due_at=due.get(one.pk) or one.meeting.sign_until,
            detail=one.meeting.number,
        )
        for one in found
    ]


def _decisions(actor: Actor) -> list[Todo]:
    visible = Decision.objects.visible_to(actor)
    own = visible.filter(Q(agency_id=actor.agency_id), state__in=[DecisionState.OPEN, DecisionState.ASKED])
    to_judge = visible.filter(
        Q(meeting__agency_id=actor.agency_id), state__in=[DecisionState.REPORTED, DecisionState.DECLINED]
    )
    found: list[tuple[str, Decision]] = []
    for one in own.order_by("due_on", "id")[:MOST]:
        if may_accept(actor, one):
            found.append(("accept", one))
        elif may_report(actor, one):
            found.append(("report", one))
    for one in to_judge.select_related("meeting").order_by("due_on", "id")[:MOST]:
        if leads(actor, one.meeting):
            found.append(("confirm" if one.state == DecisionState.REPORTED else "declined", one))
    due = due_of_subjects(actor, [one.pk for _what, one in found])
    names = agency_names(actor, {one.agency_id for _what, one in found})
    return [
        Todo(
            what=what,
            title=one.words,
            meeting_id=None,
            decision_id=one.pk,
            due_at=due.get(one.pk),
            detail=f"{one.reference} · {names[one.agency_id].short_name or names[one.agency_id].name}",
        )
        for what, one in found
    ]
