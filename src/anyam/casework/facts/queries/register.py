"""The register of interviews of a child."""

from collections.abc import Iterable
from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names

from ..choices import (
    CancelReason,
    Companion,
    InterviewState,
    RecordKind,
    Setting,
    interview_bases,
    interview_purposes,
    interview_reasons,
    interview_roles,
    interview_topics,
)
from ..models import Interview, SparedInterview
from ..policies import may_register
from ..results import Dossier, InterviewRegister, InterviewRow
from ..rules import asked_repeatedly
from .asked import asking_of, families, window_days
from .sources import dossier_in_sight, numbers_in_sight


@query
def get_interviews(actor: Actor, dossier_id: UUID) -> InterviewRegister:
    """How often the child was asked, in all its dossiers whose words are open to the reader."""
    require(actor, Permission.SEE_CASES)
    dossier = dossier_in_sight(actor, dossier_id)
    found = list(Interview.objects.visible_to(actor).filter(dossier_id__in=list(dossier.of_child)))
    spared = SparedInterview.objects.visible_to(actor).filter(dossier_id__in=list(dossier.of_child))
    record_look(actor, part=Looked.INTERVIEWS, subject_id=dossier_id, case_id=dossier_id)
    rows = _rows(actor, dossier, found)
    held = [row for row in found if row.state == InterviewState.HELD]
    asked_twice = asked_repeatedly((asking_of(row) for row in held), families())
    return InterviewRegister(
        case_id=dossier_id,
        planned=tuple(row for row in reversed(rows) if row.state == InterviewState.PLANNED),
        held=tuple(row for row in rows if row.state == InterviewState.HELD),
        cancelled=tuple(row for row in rows if row.state == InterviewState.CANCELLED),
        spared=spared.count(),
        agencies=len({row.agency_id for row in held}),
        repeated_labels=_family_labels(asked_twice),
        days=window_days(actor, dossier),
        may_note=may_register(actor, dossier),
    )


@query
def get_interview(actor: Actor, interview_id: UUID) -> InterviewRow:
    """One interview, for those to whom the words of its dossier are open; NotFound for all others."""
    require(actor, Permission.SEE_CASES)
    row = Interview.objects.visible_to(actor).one(pk=interview_id)
    record_look(actor, part=Looked.INTERVIEWS, subject_id=row.dossier_id, case_id=row.dossier_id)
    return _rows(actor, dossier_in_sight(actor, row.dossier_id), [row])[0]


def _family_labels(found: Iterable[str]) -> tuple[str, ...]:
    """A family in words: its first topic, which names the story as a whole."""
    first: dict[str, str] = {}
    for term in interview_topics().terms:
        first.setdefault(term.extra.get("family", term.code), term.label)
    return tuple(first.get(one, one) for one in found)


def _rows(actor: Actor, dossier: Dossier, found: Iterable[Interview]) -> tuple[InterviewRow, ...]:
    rows = list(found)
    names = agency_names(actor, {row.agency_id for row in rows})
    people = user_names(actor, {row.noted_by_id for row in rows if row.noted_by_id})
    numbers = numbers_in_sight(actor, {row.dossier_id for row in rows} - {dossier.id})
    may_write = may_register(actor, dossier)
    bases = {term.code: term for term in interview_bases().terms}
    return tuple(
        InterviewRow(
            id=row.pk,
            case_id=row.dossier_id,
            on=row.on,
            state=row.state,
            state_label=str(InterviewState(row.state).label),
            agency_name=names[row.agency_id].name,
            role_label=interview_roles().label(row.role),
            topic_labels=interview_topics().labels(tuple(row.topics)),
            purpose_label=interview_purposes().label(row.purpose),
            basis_label=interview_bases().label(row.basis),
            basis_article=bases[row.basis].extra.get("article", "") if row.basis in bases else "",
            setting_label=str(Setting(row.setting).label) if row.setting else "",
            companion_label=str(Companion(row.companion).label) if row.companion else "",
            record_labels=tuple(str(RecordKind(one).label) for one in row.records),
            record_place=row.record_place,
            reason_label=interview_reasons().label(row.reason) if row.reason else "",
            cancel_label=str(CancelReason(row.cancel_reason).label) if row.cancel_reason else "",
            noted_by=people.get(row.noted_by_id, "") if row.noted_by_id else "",
            case_number=numbers.get(row.dossier_id, ""),
            is_overdue=row.state == InterviewState.PLANNED and row.on < clock.today(),
            may_finish=row.state == InterviewState.PLANNED and row.dossier_id == dossier.id and may_write,
        )
        for row in rows
    )
