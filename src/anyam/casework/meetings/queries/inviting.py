"""Whom to invite: agencies of the district, people of an agency, and what opens to a kind of agency."""

from uuid import UUID

from django.db.models import Q

from anyam.casework.cases.queries import case_to_work_on
from anyam.casework.referrals.queries import parts_by_template
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.choices import Part
from anyam.registry.accounts.queries import people_at
from anyam.registry.agencies.queries import find_agencies

from ..models import Invitation, Meeting
from ..policies import leads, speaks_for


@query
def may_convene_forum(actor: Actor) -> None:
    """Raises NotAllowed for whoever may not call a forum: asked before the form is shown."""
    require(actor, Permission.CONVENE_FORUM)


@query
def may_convene_conference(actor: Actor, case_id: UUID) -> None:
    """Raises NotAllowed or NotFound for whoever may not call a conference about the case."""
    require(actor, Permission.CONVENE_CONFERENCE)
    case_to_work_on(actor, case_id)


@query
def agencies_to_invite(actor: Actor, meeting_id: UUID) -> list[tuple[UUID, str]]:
    """The district's agencies that are not invited yet, by name; empty for others than the chair's side."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    meeting = Meeting.objects.visible_to(actor).one(pk=meeting_id)
    if not leads(actor, meeting):
        return []
    invited = set(Invitation.objects.filter(meeting=meeting).values_list("agency_id", flat=True))
    return [(row.id, row.name) for row in find_agencies(actor) if row.id not in invited]


@query
def people_to_invite(actor: Actor, meeting_id: UUID, agency_id: UUID) -> list[tuple[UUID, str]]:
    """The people of an agency, by name; empty for others than the chair's side."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    meeting = Meeting.objects.visible_to(actor).one(pk=meeting_id)
    return [(one.id, one.full_name) for one in people_at(actor, agency_id)] if leads(actor, meeting) else []


@query
def people_to_delegate(actor: Actor, meeting_id: UUID) -> list[tuple[UUID, str]]:
    """The actor's colleagues who could come instead."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    meeting = Meeting.objects.visible_to(actor).one(pk=meeting_id)
    own = Invitation.objects.filter(Q(agency_id=actor.agency_id), meeting=meeting).first()
    if own is None or actor.agency_id is None or not speaks_for(actor, own):
        return []
    return [(one.id, one.full_name) for one in people_at(actor, actor.agency_id) if one.id != own.person_id]


@query
def proposed_parts(actor: Actor, agency_id: UUID) -> tuple[Part, ...]:
    """What the district opens of a case to this kind of agency: the proposal for its invitation."""
    require(actor, Permission.CONVENE_CONFERENCE)
    return parts_by_template(actor, agency_id)
