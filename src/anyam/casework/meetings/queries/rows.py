"""Rows of meetings, invitations and decisions, as an actor may see them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from anyam.casework.cases.choices import needs
from anyam.foundation.access import Actor
from anyam.foundation.access.choices import Part
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names
from anyam.registry.agencies.results import AgencyName

from ..choices import (
    STILL_OPEN,
    AgendaSource,
    Answer,
    DecisionClass,
    DecisionState,
    DropReason,
    EvidenceKind,
    Mandate,
    MeetingKind,
    MeetingState,
    Signature,
)
from ..models import AgendaItem, Decision, Dissent, Invitation, Meeting
from ..policies import may_accept, may_report, speaks_for
from ..results import DecisionRow, DissentRow, InvitationRow, ItemRow, MeetingRow


@dataclass(frozen=True)
class Names:
    """Agencies and people by id, asked for once."""

    agencies: dict[UUID, AgencyName]
    users: dict[UUID, str]

    @classmethod
    def of(cls, actor: Actor, agencies: Iterable[UUID | None], users: Iterable[UUID | None]) -> "Names":
        wanted = {one for one in users if one}
        return cls(
            agency_names(actor, {one for one in agencies if one}), user_names(actor, wanted) if wanted else {}
        )

    def agency(self, agency_id: UUID | None) -> str:
        found = self.agencies.get(agency_id) if agency_id else None
        return found.name if found else ""

    def short(self, agency_id: UUID | None) -> str:
        found = self.agencies.get(agency_id) if agency_id else None
        return (found.short_name or found.name) if found else ""

    def user(self, user_id: UUID | None) -> str:
        return self.users.get(user_id, "") if user_id else ""


def meeting_rows(actor: Actor, meetings: Sequence[Meeting]) -> list[MeetingRow]:
    ids = [one.pk for one in meetings]
    names = Names.of(actor, {one.agency_id for one in meetings}, ())
    answers: dict[UUID, dict[str, Any]] = {
        one["meeting_id"]: dict(one)
        for one in Invitation.objects.filter(meeting_id__in=ids)
        .order_by()
        .values("meeting_id")
        .annotate(n=Count("id"), coming=Count("id", filter=Q(answer__in=[Answer.COMING, Answer.DELEGATE])))
    }
    still = Decision.objects.filter(meeting_id__in=ids, state__in=STILL_OPEN).order_by()
    open_now = dict(still.values_list("meeting_id").annotate(n=Count("id")))
    own = dict(
        Invitation.objects.filter(Q(agency_id=actor.agency_id), meeting_id__in=ids).values_list(
            "meeting_id", "answer"
        )
    )
    return [
        MeetingRow(
            id=one.pk,
            number=one.number,
            kind=MeetingKind(one.kind),
            state=MeetingState(one.state),
            subject=one.subject,
            venue=one.venue,
            agency=names.short(one.agency_id),
            starts_at=one.starts_at,
            invited=answers.get(one.pk, {}).get("n", 0),
            coming=answers.get(one.pk, {}).get("coming", 0),
            open_decisions=open_now.get(one.pk, 0) if one.state == MeetingState.HELD else 0,
            own_answer=str(Answer(own[one.pk]).label) if one.pk in own else "",
        )
        for one in meetings
    ]


def invitation_row(actor: Actor, one: Invitation, names: Names, *, sees_parts: bool) -> InvitationRow:
    agency = names.agencies.get(one.agency_id)
    return InvitationRow(
        id=one.pk,
        agency_id=one.agency_id,
        agency=names.agency(one.agency_id),
        phone=agency.phone if agency else "",
        person_id=one.person_id,
        person=names.user(one.person_id),
        is_convener=one.is_convener,
        part_labels=tuple(str(Part(part).label) for part in one.parts) if sees_parts else (),
        answer=one.answer,
        answer_label=str(Answer(one.answer).label),
        mandate=one.mandate,
        mandate_label=str(Mandate(one.mandate).label) if one.mandate else "",
        limits=one.limits,
        was_present=one.was_present,
        signature=one.signature,
        signature_label=str(Signature(one.signature).label) if one.signature else "",
        objection=one.objection,
        signed_at=one.signed_at,
        signed_by=names.user(one.signed_by_id),
        is_own=speaks_for(actor, one),
    )


def item_row(actor: Actor, item: AgendaItem, number: int, names: Names) -> ItemRow:
    return ItemRow(
        id=item.pk,
        position=number,
        title=item.title,
        source=item.source,
        source_label=str(AgendaSource(item.source).label),
        decision_id=item.decision_id,
        proposed_by=names.short(item.proposed_by_id),
        is_own=item.proposed_by_id == actor.agency_id,
        minutes=item.minutes,
        version=item.version,
        saved_at=item.saved_at,
        saved_by=names.user(item.saved_by_id),
    )


def dissent_row(dissent: Dissent, names: Names) -> DissentRow:
    return DissentRow(
        agency=names.agency(dissent.agency_id),
        words=dissent.words,
        decision_id=dissent.decision_id,
        written_at=dissent.written_at,
        written_by=names.user(dissent.written_by_id),
    )


def decision_row(actor: Actor, decision: Decision, names: Names, *, may_lead: bool) -> DecisionRow:
    state = DecisionState(decision.state)
    return DecisionRow(
        id=decision.pk,
        reference=decision.reference,
        position=decision.position,
        words=decision.words,
        rationale=decision.rationale,
        kind_label=str(DecisionClass(decision.kind).label),
        agency_id=decision.agency_id,
        agency=names.agency(decision.agency_id),
        due_on=decision.due_on,
        evidence_label=str(EvidenceKind(decision.evidence_kind).label),
        need_label=needs().label(decision.need) if decision.need else "",
        goal=decision.goal,
        is_planned=decision.line_id is not None,
        state=state,
        evidence=decision.evidence,
        reported_at=decision.reported_at,
        sent_back_why=decision.sent_back_why,
        times_sent_back=decision.times_sent_back,
        ended_at=decision.ended_at,
        drop_reason_label=str(DropReason(decision.drop_reason).label) if decision.drop_reason else "",
        is_overdue=decision.due_on < clock.today() and state in STILL_OPEN,
        may_accept=may_accept(actor, decision),
        may_report=may_report(actor, decision),
        may_judge=may_lead and state is DecisionState.REPORTED,
        may_drop=may_lead and decision.given_at is not None and state in STILL_OPEN,
    )


def agency_ids(*groups: Collection[Invitation | Decision | Dissent]) -> set[UUID]:
    return {one.agency_id for group in groups for one in group}
