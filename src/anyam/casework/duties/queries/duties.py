"""Duties of an agency: what is due, what is owed to it, and each of them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.results import OwedThing, Tie
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.registry.accounts.choices import role_name
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names

from ..choices import DutyKind, EvidenceKind, ExcuseReason, FreeDays, OccurrenceState, Rhythm
from ..models import Duty, Occurrence
from ..policies import may_excuse, may_keep, may_report
from ..results import Duties, DutyDetail, DutyInput, DutyRow, OccurrenceRow
from ..rules import days_due

_SHOWN_TIMES = 24
_SHOWN_COMING = 6
_MOST = 200
_LOOK_AHEAD = timedelta(days=2 * 366)


@query
def may_keep_duties(actor: Actor) -> bool:
    """Whether the actor sets up duties of their agency."""
    require(actor, Permission.SEE_DUTIES)
    return actor.may(Permission.KEEP_DUTIES) and actor.agency_id is not None


@query
def find_duties(actor: Actor) -> Duties:
    """What is due at one's agency, what others owe it, and all duties in sight."""
    require(actor, Permission.SEE_DUTIES)
    duties = list(Duty.objects.visible_to(actor).order_by("ended_on", "title", "id")[:_MOST])
    open_times = Occurrence.objects.visible_to(actor).open().select_related("duty").order_by("due_on", "id")
    mine = open_times.filter(Q(duty__agency_id=actor.agency_id))[:_MOST]
    theirs = open_times.filter(duty__to_agency_id=actor.agency_id).exclude(Q(duty__agency_id=actor.agency_id))
    return Duties(
        due=occurrence_rows(actor, list(mine)),
        owed_to_us=occurrence_rows(actor, list(theirs[:_MOST])),
        rows=_duty_rows(actor, duties),
        may_keep=may_keep_duties(actor),
    )


@query
def get_duty(actor: Actor, duty_id: UUID) -> DutyDetail:
    """One duty with its last and its next times. Raises NotFound out of sight."""
    require(actor, Permission.SEE_DUTIES)
    duty = Duty.objects.visible_to(actor).one(pk=duty_id)
    times = duty.times.exclude(state=OccurrenceState.DROPPED).select_related("duty")[:_SHOWN_TIMES]
    return DutyDetail(
        row=_duty_rows(actor, [duty])[0],
        given=_given(duty),
        evidence_label=str(EvidenceKind(duty.evidence_kind).label),
        free_days_label=str(FreeDays(duty.free_days).label),
        coming=() if duty.ended_on else _coming(duty),
        times=occurrence_rows(actor, list(times)),
        ended_on=duty.ended_on,
        may_change=may_keep(actor, duty) and duty.ended_on is None,
    )


@query
def get_occurrence(actor: Actor, occurrence_id: UUID) -> OccurrenceRow:
    """One time a duty is due. Raises NotFound out of sight."""
    require(actor, Permission.SEE_DUTIES)
    found = Occurrence.objects.visible_to(actor).select_related("duty").one(pk=occurrence_id)
    return occurrence_rows(actor, [found])[0]


@query
def owed_by_duty(actor: Actor) -> tuple[OwedThing, ...]:
    """Duties that are open between the actor's agency and others; the earliest first."""
    require(actor, Permission.SEE_DUTIES)
    between = Q(duty__agency_id=actor.agency_id) | Q(duty__to_agency_id=actor.agency_id)
    found = Occurrence.objects.visible_to(actor).open().filter(between, duty__to_agency__isnull=False)
    times = found.select_related("duty").order_by("due_on", "id")[:_MOST]
    return tuple(
        OwedThing(
            tie=Tie.DUTY,
            subject_id=one.pk,
            reference=one.duty.title,
            debtor_id=one.duty.agency_id,
            creditor_id=one.duty.to_agency_id,
            since=clock.local(one.asked_at).date(),
            due_on=one.due_on,
            step=WorkKind.DO_DUTY,
        )
        for one in times
        if one.duty.to_agency_id
    )


def occurrence_rows(actor: Actor, times: Sequence[Occurrence]) -> tuple[OccurrenceRow, ...]:
    """The rows of these times; names are asked for once."""
    duties = [one.duty for one in times]
    names = agency_names(actor, _agencies(duties))
    people = _people(actor, duties, {one.ended_by_id for one in times if one.ended_by_id})
    today = clock.today()
    return tuple(
        OccurrenceRow(
            id=one.pk,
            duty_id=one.duty_id,
            title=one.duty.title,
            kind_label=str(DutyKind(one.duty.kind).label),
            agency_id=one.duty.agency_id,
            agency=names[one.duty.agency_id].short_name,
            to_agency_id=one.duty.to_agency_id,
            to_agency=names[one.duty.to_agency_id].short_name if one.duty.to_agency_id else "",
            owner=_owner(one.duty, people),
            due_on=one.due_on,
            asked_at=one.asked_at,
            state=one.state,
            state_label=str(OccurrenceState(one.state).label),
            is_late=one.state == OccurrenceState.OPEN and one.due_on < today,
            evidence_label=str(EvidenceKind(one.duty.evidence_kind).label),
            evidence=one.evidence,
            done_on=one.done_on,
            done_by=people.get(one.ended_by_id, "") if one.ended_by_id else "",
            excuse_label=str(ExcuseReason(one.excuse).label) if one.excuse else "",
            rests_on=one.duty.rests_on,
            is_ours=one.duty.agency_id == actor.agency_id,
            may_report=may_report(actor, one),
            may_excuse=may_excuse(actor, one),
        )
        for one in times
    )


def _duty_rows(actor: Actor, duties: Sequence[Duty]) -> tuple[DutyRow, ...]:
    names = agency_names(actor, _agencies(duties))
    people = _people(actor, duties, set())
    return tuple(
        DutyRow(
            id=duty.pk,
            title=duty.title,
            kind_label=str(DutyKind(duty.kind).label),
            rhythm_label=str(Rhythm(duty.rhythm).label),
            agency=names[duty.agency_id].short_name,
            to_agency=names[duty.to_agency_id].short_name if duty.to_agency_id else "",
            owner=_owner(duty, people),
            next_on=next(iter(_coming(duty)), None) if duty.ended_on is None else None,
            is_confirmed=duty.is_confirmed,
            is_ended=duty.ended_on is not None,
            is_ours=duty.agency_id == actor.agency_id,
        )
        for duty in duties
    )


def _coming(duty: Duty) -> tuple[date, ...]:
    today = clock.today()
    found = [day for day in days_due(duty.first_on, duty.rhythm, today + _LOOK_AHEAD) if day >= today]
    return tuple(found[:_SHOWN_COMING])


def _given(duty: Duty) -> DutyInput:
    return DutyInput(
        title=duty.title,
        kind=duty.kind,
        rhythm=duty.rhythm,
        first_on=duty.first_on,
        free_days=duty.free_days,
        evidence_kind=duty.evidence_kind,
        lead_days=duty.lead_days,
        role=duty.role,
        assignee_id=duty.assignee_id,
        to_agency_id=duty.to_agency_id,
        rests_on=duty.rests_on,
        is_confirmed=duty.is_confirmed,
    )


def _owner(duty: Duty, people: dict[UUID, str]) -> str:
    return people.get(duty.assignee_id, "") if duty.assignee_id else str(role_name(duty.role))


def _people(actor: Actor, duties: Iterable[Duty], more: set[UUID]) -> dict[UUID, str]:
    return user_names(actor, more | {duty.assignee_id for duty in duties if duty.assignee_id})


def _agencies(duties: Iterable[Duty]) -> set[UUID | None]:
    return {one for duty in duties for one in (duty.agency_id, duty.to_agency_id)}
