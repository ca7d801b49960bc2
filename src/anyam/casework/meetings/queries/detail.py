"""One meeting, as far as this actor may see it."""

from uuid import UUID

from anyam.casework.cases.queries import case_refs, opened_parts
from anyam.casework.cases.results import OpenedPart
from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.access.choices import Part
from anyam.foundation.access.explaining import explaining_grant
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.registry.accounts.queries import user_names

from ..choices import CancelReason, DecisionState, MeetingState
from ..models import AgendaItem, Decision, Dissent, Invitation, Meeting
from ..policies import leads, may_add_item, may_answer, may_dissent, may_sign, speaks_for, writes_minutes
from ..results import MeetingDetail, Quorum
from ..rules import Seat, commits, present
from .rows import Names, agency_ids, decision_row, dissent_row, invitation_row, item_row, meeting_rows


@query
def get_meeting(actor: Actor, meeting_id: UUID) -> MeetingDetail:
    """Raises NotFound for whoever was not invited and has no case behind it; of a conference the look is kept."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    meeting = Meeting.objects.visible_to(actor).one(pk=meeting_id)
    if meeting.is_conference:
        record_look(
            actor,
            part=Looked.MEETING,
            subject_id=meeting.pk,
            case_id=meeting.case_id,
            explanation=explaining_grant(actor, meeting.dossier_id) or explaining_grant(actor, meeting.pk),
        )
    invited = list(Invitation.objects.filter(meeting=meeting))
    items = list(AgendaItem.objects.filter(meeting=meeting))
    decisions = list(Decision.objects.filter(meeting=meeting).order_by("position"))
    dissents = list(Dissent.objects.filter(meeting=meeting))
    names = _names(actor, meeting, invited, items, decisions, dissents)
    own = next((one for one in invited if one.agency_id == actor.agency_id), None)
    may_lead = leads(actor, meeting)
    rows = [invitation_row(actor, one, names, sees_parts=may_lead) for one in invited]
    decided = [decision_row(actor, one, names, may_lead=may_lead) for one in decisions]
    seats = [Seat(one.agency_id, bool(one.was_present), one.mandate) for one in invited]
    cases = case_refs(actor, [meeting.case_id]) if meeting.case_id else {}
    case = cases.get(meeting.case_id) if meeting.case_id else None
    waiting = [one for one in decisions if one.need and not one.line_id and one.state in _TO_PLAN]
    return MeetingDetail(
        row=meeting_rows(actor, [meeting])[0],
        chair=names.user(meeting.chair_id),
        minutes_long=meeting.minutes_long,
        closed_at=meeting.closed_at,
        sign_until=meeting.sign_until,
        cancelled_why=str(CancelReason(meeting.cancelled_why).label) if meeting.cancelled_why else "",
        case_id=case.id if case else None,
        case_number=case.number if case else "",
        quorum=Quorum(meeting.quorum, present(seats), sum(map(commits, seats))),
        invitations=tuple(rows),
        items=tuple(item_row(actor, item, n, names) for n, item in enumerate(items, start=1)),
        decisions=tuple(decided),
        dissents=tuple(dissent_row(one, names) for one in dissents),
        opened=_opened(actor, meeting, own),
        own=next((row for row in rows if row.is_own), None),
        may_lead=may_lead,
        may_write=writes_minutes(actor, meeting),
        may_answer=may_answer(actor, meeting, own),
        may_sign=may_sign(actor, meeting, own),
        may_add_item=may_add_item(actor, meeting, own),
        may_dissent=may_dissent(actor, meeting, own),
        may_plan=bool(waiting) and may_lead and actor.may(Permission.PLAN_CASE) and meeting.is_conference,
    )


@query
def get_meeting_to_lead(actor: Actor, meeting_id: UUID) -> MeetingDetail:
    """As `get_meeting`, for the chair's side of a meeting that is not over; NotFound for others and afterwards."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    meeting = get_meeting(actor, meeting_id)
    if not meeting.may_change_agenda:
        raise NotFound("meeting to lead")
    return meeting


_TO_PLAN = (DecisionState.OPEN, DecisionState.ASKED)


def _opened(actor: Actor, meeting: Meeting, own: Invitation | None) -> tuple[OpenedPart, ...]:
    """What of the case was opened to a guest, as long as it is open."""
    is_open = meeting.state in {MeetingState.PLANNED, MeetingState.RUNNING}
    is_guest = own is not None and not own.is_convener and speaks_for(actor, own)
    if not (is_open and is_guest and own and own.parts and meeting.case_id):
        return ()
    try:
        return opened_parts(actor, meeting.case_id, [Part(part) for part in own.parts])
    except NotFound:
        return ()


def _names(
    actor: Actor,
    meeting: Meeting,
    invited: list[Invitation],
    items: list[AgendaItem],
    decisions: list[Decision],
    dissents: list[Dissent],
) -> Names:
    agencies = agency_ids(invited, decisions, dissents) | {one.proposed_by_id for one in items}
    users = {meeting.chair_id}
    users |= {one for row in invited for one in (row.person_id, row.signed_by_id) if one}
    users |= {item.saved_by_id for item in items if item.saved_by_id}
    users |= {one.written_by_id for one in dissents}
    names = Names.of(actor, agencies, ())
    return Names(names.agencies, user_names(actor, users))
