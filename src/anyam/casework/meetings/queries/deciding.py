"""One decision on a page of its own: its owner may read it after the meeting has closed to them."""

from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.explaining import explaining_grant
from anyam.foundation.access.row_context import acting
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look

from ..models import Decision, Meeting
from ..policies import leads
from ..results import DecisionDetail
from .rows import Names, decision_row

_SYSTEM = Actor.system("who chairs the meeting of a decision")


@query
def get_decision(actor: Actor, decision_id: UUID) -> DecisionDetail:
    """Raises NotFound for whoever neither owns it nor sees its meeting."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    decision = Decision.objects.visible_to(actor).one(pk=decision_id)
    seen = Meeting.objects.visible_to(actor).filter(pk=decision.meeting_id).first()
    with acting(_SYSTEM):
        meeting = Meeting.objects.get(pk=decision.meeting_id)
    if meeting.is_conference:
        record_look(
            actor,
            part=Looked.MEETING,
            subject_id=decision.pk,
            case_id=meeting.case_id,
            explanation=explaining_grant(actor, decision.dossier_id) or explaining_grant(actor, decision.pk),
        )
    names = Names.of(actor, {decision.agency_id, meeting.agency_id}, {meeting.chair_id})
    may_lead = seen is not None and leads(actor, seen)
    return DecisionDetail(
        row=decision_row(actor, decision, names, may_lead=may_lead),
        meeting_id=seen.pk if seen else None,
        case_id=meeting.case_id if may_lead else None,
        is_conference=meeting.is_conference,
        chair=names.user(meeting.chair_id),
        chair_agency=names.agency(meeting.agency_id),
    )
