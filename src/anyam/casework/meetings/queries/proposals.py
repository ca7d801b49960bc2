"""What is stuck, as proposals for an agenda. A forum reads numbers and agencies, a conference reads its own case."""

from collections import defaultdict
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyam.casework.cases.queries import get_plan
from anyam.casework.referrals.choices import ReferralState
from anyam.casework.referrals.queries import expired_by_agency, find_for_case
from anyam.casework.sops.queries import late_work_by_agency, open_work_of_case
from anyam.foundation.access import Actor, Permission
from anyam.foundation.core import clock
from anyam.foundation.core.dates import day_in_words
from anyam.registry.agencies.queries import agency_names

from ..choices import STILL_OPEN, AgendaSource, MeetingState
from ..models import AgendaItem, Decision, Meeting
from ..results import Proposal

MOST = 12


def proposals_for(actor: Actor, meeting: Meeting) -> list[Proposal]:
    """Everything that could stand on the agenda and does not yet, the most pressing first."""
    found = open_decision_proposals(actor, meeting)
    found += _of_case(actor, meeting) if meeting.is_conference else _of_district(actor)
    there = set(AgendaItem.objects.filter(meeting=meeting).values_list("source_key", flat=True))
    return [one for one in found if one.key not in there]


def open_decision_proposals(
    actor: Actor, meeting: Meeting, *, is_overdue_only: bool = False
) -> list[Proposal]:
    """Decisions of earlier meetings that nobody carried out: of the same case, or of the district's forums."""
    found = Decision.objects.visible_to(actor).filter(
        state__in=STILL_OPEN, meeting__kind=meeting.kind, meeting__state=MeetingState.HELD
    )
    if meeting.is_conference:
        found = found.filter(dossier_id=meeting.dossier_id)
    else:
        found = found.filter(meeting__district_code=meeting.district_code)
    if is_overdue_only:
        found = found.filter(due_on__lt=clock.today())
    decisions = list(found.exclude(meeting=meeting).order_by("due_on", "id")[:MOST])
    names = agency_names(actor, {one.agency_id for one in decisions})
    return [
        Proposal(
            f"decision:{one.pk}",
            AgendaSource.OPEN_DECISION,
            _("Decision %(reference)s of %(agency)s, due %(day)s: where does it stand?")
            % {
                "reference": one.reference,
                "agency": names[one.agency_id].short_name or names[one.agency_id].name,
                "day": day_in_words(one.due_on),
            },
            one.pk,
        )
        for one in decisions
    ]


def _of_district(actor: Actor) -> list[Proposal]:
    """Numbers of the district by agency: nothing in them tells of a child."""
    expired = expired_by_agency(actor) if actor.may(Permission.SEE_EXPIRED_REFERRALS) else {}
    late: dict[UUID, int] = defaultdict(int)
    escalated: dict[UUID, int] = defaultdict(int)
    for row in late_work_by_agency(actor) if actor.may(Permission.SEE_COUNTS) else ():
        late[row.agency_id] += row.late - row.escalated
        escalated[row.agency_id] += row.escalated
    names = agency_names(actor, {*expired, *late})

    def name(agency_id: UUID) -> str:
        return names[agency_id].short_name or names[agency_id].name

    found = [
        Proposal(
            f"expired:{agency_id}",
            AgendaSource.EXPIRED_REFERRALS,
            ngettext(
                "%(n)s referral without an answer at %(agency)s",
                "%(n)s referrals without an answer at %(agency)s",
                n,
            )
            % {"n": n, "agency": name(agency_id)},
        )
        for agency_id, n in _most(expired)
    ]
    found += [
        Proposal(
            f"escalated:{agency_id}",
            AgendaSource.ESCALATED_WORK,
            _("Late work at %(agency)s that was already told to its head: %(n)s")
            % {"n": n, "agency": name(agency_id)},
        )
        for agency_id, n in _most(escalated)
    ]
    return found + [
        Proposal(
            f"late:{agency_id}",
            AgendaSource.LATE_WORK,
            _("Late work at %(agency)s: %(n)s") % {"n": n, "agency": name(agency_id)},
        )
        for agency_id, n in _most(late)
    ]


def _of_case(actor: Actor, meeting: Meeting) -> list[Proposal]:
    """What this case waits for, as whoever leads it may read."""
    if meeting.case_id is None:
        return []
    referrals = [
        Proposal(
            f"referral:{row.id}",
            AgendaSource.EXPIRED_REFERRALS,
            _("%(agency)s did not answer the referral for %(need)s")
            % {"agency": row.to_agency, "need": row.need_label},
        )
        for row in find_for_case(actor, meeting.case_id)
        if row.state is ReferralState.EXPIRED
    ]
    plan = get_plan(actor, meeting.case_id, is_agreed_only=True)
    actions = [
        Proposal(
            f"action:{one.id}",
            AgendaSource.LATE_ACTION,
            _("Late: %(action)s (%(agency)s)") % {"action": one.title[:200], "agency": one.agency_name},
        )
        for goal in plan.goals
        for one in goal.actions
        if one.is_overdue
    ]
    work = [one for one in open_work_of_case(actor, meeting.case_id) if one.is_overdue]
    names = agency_names(actor, {one.agency_id for one in work if one.agency_id})
    late = [
        Proposal(
            f"work:{one.kind}:{one.subject_id}",
            AgendaSource.LATE_WORK,
            _("Late at %(agency)s: %(work)s")
            % {"agency": names[one.agency_id].short_name if one.agency_id else "–", "work": one.label},
        )
        for one in work
        if one.subject_id not in {action.id for goal in plan.goals for action in goal.actions}
    ]
    return (referrals + actions + late)[: 2 * MOST]


def _most(counts: dict[UUID, int]) -> list[tuple[UUID, int]]:
    found = [(agency_id, n) for agency_id, n in counts.items() if n]
    return sorted(found, key=lambda one: (-one[1], str(one[0])))[:MOST]
