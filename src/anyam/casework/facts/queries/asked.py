"""Whether the child was asked about it already, told as far as the reader may know."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from anyam.casework.sops.choices import PromiseKey
from anyam.casework.sops.queries import get_promised_time
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.choices import Part
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import blocks_of, grants_for
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.choices import Sector
from anyam.registry.agencies.queries import agency_kinds_of, agency_names, list_kinds
from anyam.registry.people.queries import in_sight_among, records_of

from ..choices import InterviewState, RecordKind, Sight, interview_roles, interview_topics
from ..models import Interview
from ..results import AskedBefore, Dossier, KnownInterview, PlannedInterview
from ..rules import Asking, repeated, sight_of
from .sources import dossier_in_sight

_SYSTEM = Actor.system("who has asked the child")


@query
def find_asked_before(
    actor: Actor,
    dossier_id: UUID,
    topics: Collection[str],
    on: date,
    leaving_out: Collection[UUID] = (),
) -> AskedBefore:
    """The interviews of the child about the same story near this day, held or planned, by whomever."""
    require(actor, Permission.SEE_CASES)
    dossier = dossier_in_sight(actor, dossier_id)
    days = window_days(actor, dossier)
    with acting(_SYSTEM):
        found = _near(dossier, topics, on, days, leaving_out)
    seen = [(one, sight) for one, sight in _with_sight(actor, dossier, found) if sight is not Sight.NONE]
    is_manager = dossier.manager_id == actor.user_id
    # Who leads the case in which it is planned need not ask to take part.
    theirs = [one for one, _sight in seen if not (is_manager and one.dossier_id == dossier_id)]
    return AskedBefore(
        known=_known(actor, seen),
        ids=tuple(one.pk for one, _sight in seen),
        planned_ids=tuple(one.pk for one in theirs if _is_to_come(one)),
        ask_name="" if is_manager else user_names(actor, [dossier.manager_id]).get(dossier.manager_id, ""),
        days=days,
    )


@query
def planned_interviews(actor: Actor, ids: Collection[UUID]) -> tuple[PlannedInterview, ...]:
    """Interviews to come, for the system alone: the answer tells of dossiers out of sight."""
    require(actor, Permission.KNOW_SAME_PEOPLE)
    found = Interview.objects.filter(pk__in=list(ids), state=InterviewState.PLANNED)
    return tuple(PlannedInterview(one.pk, one.dossier_id, one.agency_id, one.on) for one in found)


def window_days(actor: Actor, dossier: Dossier) -> int:
    """How far back and ahead the district looks."""
    promise = get_promised_time(actor, PromiseKey.INTERVIEW_WINDOW, district_code=dossier.district_code)
    return int(promise.hours / 24)


def families() -> dict[str, str]:
    """Topics that are one story to the child."""
    return {term.code: term.extra.get("family", term.code) for term in interview_topics().terms}


def asking_of(row: Interview) -> Asking:
    return Asking(row.pk, frozenset(row.topics), row.on)


def _near(
    dossier: Dossier, topics: Collection[str], on: date, days: int, leaving_out: Collection[UUID]
) -> list[Interview]:
    rows = Interview.objects.filter(dossier_id__in=list(dossier.of_child)).exclude(
        state=InterviewState.CANCELLED
    )
    by_id = {row.pk: row for row in rows}
    near = repeated(
        [asking_of(row) for row in by_id.values()],
        topics,
        on,
        days=days,
        family_of=families(),
        leaving_out=leaving_out,
    )
    return [by_id[one.id] for one in near]


def _with_sight(actor: Actor, dossier: Dossier, found: Iterable[Interview]) -> list[tuple[Interview, Sight]]:
    rows = list(found)
    if not rows or actor.is_system:
        return [(row, Sight.FULL) for row in rows]
    is_barred = blocks_of(actor).filter(dossier_id__in=list(dossier.of_child)).exists()
    opened = grants_for(actor, Part.NARRATIVE).filter(dossier_id__in={row.dossier_id for row in rows})
    words = frozenset(opened.values_list("dossier_id", flat=True))
    with acting(_SYSTEM):
        records = records_of(_SYSTEM, dossier.child_id)
    knows_child = bool(in_sight_among(actor, records))
    return [
        (
            row,
            sight_of(is_barred=is_barred, sees_words=row.dossier_id in words, knows_child=knows_child),
        )
        for row in rows
    ]


def _is_to_come(row: Interview) -> bool:
    return row.state == InterviewState.PLANNED and row.on >= clock.today()


def _known(actor: Actor, seen: Sequence[tuple[Interview, Sight]]) -> tuple[KnownInterview, ...]:
    """Those one may know with agency, day and record, the newest first; of the others each sector once."""
    rows = [row for row, _sight in seen]
    names = agency_names(actor, {row.agency_id for row in rows})
    people = user_names(actor, {row.noted_by_id for row in rows if row.noted_by_id})
    sectors = _sectors(actor, {row.agency_id for row in rows})
    topics, roles = interview_topics(), interview_roles()
    full = [
        KnownInterview(
            sector_label=sectors.get(row.agency_id, ""),
            agency_name=names[row.agency_id].name,
            agency_phone=names[row.agency_id].phone,
            role_label=roles.label(row.role),
            topic_labels=topics.labels(tuple(row.topics)),
            on=row.on,
            is_planned=row.state == InterviewState.PLANNED,
            record_labels=tuple(str(RecordKind(one).label) for one in row.records),
            record_place=row.record_place,
            contact_name=people.get(row.noted_by_id, "") if row.noted_by_id else "",
        )
        for row, sight in sorted(seen, key=lambda one: (one[0].on, one[0].pk), reverse=True)
        if sight is Sight.FULL
    ]
    hidden = sorted({sectors.get(row.agency_id, "") for row, sight in seen if sight is Sight.SECTOR})
    return (*full, *(KnownInterview(sector) for sector in hidden))


def _sectors(actor: Actor, ids: set[UUID]) -> dict[UUID, str]:
    """The sector of each agency, in words."""
    sector_of = {kind.code: kind.sector for kind in list_kinds(actor)}
    return {
        one: str(Sector(sector_of.get(kind, Sector.OTHER)).label)
        for one, kind in agency_kinds_of(actor, ids).items()
    }
