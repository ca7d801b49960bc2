"""Who is held, and until when: the loudest alarm there is, without a word about the child."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import not_barred
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import agency_names

from ..choices import Doubt, HoldStage
from ..models import Hold, LegalLimit
from ..policies import may_answer, may_extend, may_pass_on
from ..results import DoubtRow, HoldAlarm
from .legal import ground_of, limits_of
from .standing import standing_of

_SYSTEM = Actor.system("limits of custody")
_MOST = 50


@query
def find_hold_alarms(actor: Actor) -> tuple[HoldAlarm, ...]:
    """Holds that the actor must see to and whose limit is near or over, or that the law does not allow; worst first."""
    require(actor, Permission.SEE_HOLD_ALARMS)
    shown = [one for one in alarms_of(actor, _running(actor)) if one.is_shown]
    return tuple(sorted(shown, key=_loudness))


@query
def get_hold_alarm(actor: Actor, hold_id: UUID) -> HoldAlarm:
    """One hold, for those who must see to it, also after its end. Raises NotFound."""
    require(actor, Permission.SEE_HOLD_ALARMS)
    return alarms_of(actor, [find_hold(actor, hold_id)])[0]


@query
def hold_alarm_of_case(actor: Actor, case_id: UUID) -> HoldAlarm | None:
    """The alarm of a case on every page of it, for those to whom its legal part is open."""
    require(actor, Permission.SEE_CASES)
    found = Hold.objects.visible_to(actor).running().filter(case_id=case_id).select_related("case")
    return next((one for one in alarms_of(actor, found) if one.is_shown), None)


def find_hold(actor: Actor, hold_id: UUID, *, is_locked: bool = False) -> Hold:
    """The hold by the case in sight, or as one of those that the actor must see to; NotFound otherwise."""
    found: QuerySet[Hold] = Hold.objects.select_related("case")
    if is_locked:
        found = found.select_for_update(of=("self",))
    in_sight = Hold.objects.visible_to(actor).filter(pk=hold_id).exists()
    with acting(_SYSTEM):
        allowed = in_sight or Hold.objects.alarming(actor).filter(pk=hold_id).exists()
        hold = found.filter(pk=hold_id).first() if allowed else None
    if hold is None:
        raise NotFound("hold")
    return hold


def alarms_of(actor: Actor, holds: Iterable[Hold]) -> list[HoldAlarm]:
    found = list(holds)
    open_cases = frozenset(
        Hold.objects.visible_to(actor)
        .filter(pk__in=[one.pk for one in found])
        .values_list("case_id", flat=True)
    )
    names = agency_names(actor, {one for hold in found for one in (hold.agency_id, hold.managing_agency_id)})
    rows = {code: limits_of(code) for code in {hold.district_code for hold in found}}
    return [
        _alarm(
            actor,
            hold,
            rows[hold.district_code],
            names[hold.agency_id].name,
            names[hold.managing_agency_id].short_name,
            hold.case_id in open_cases,
        )
        for hold in found
    ]


def _running(actor: Actor) -> list[Hold]:
    """Read by the system where the legal part is not open: the row says when, where and by whom, and no word more."""
    mine = list(Hold.objects.visible_to(actor).running().select_related("case").order_by("limit_at")[:_MOST])
    with acting(_SYSTEM):
        told = Hold.objects.running().alarming(actor).exclude(pk__in=[one.pk for one in mine])
        mine += list(told.filter(not_barred(actor, "case_id")).select_related("case")[:_MOST])
    return mine


def _alarm(
    actor: Actor, hold: Hold, rows: list[LegalLimit], agency: str, managing: str, opens_case: bool
) -> HoldAlarm:
    standing = standing_of(hold, rows)
    day = clock.local(hold.began_at).date()
    return HoldAlarm(
        id=hold.pk,
        case_id=hold.case_id,
        reference=hold.case_number,
        stage=hold.stage,
        stage_label=str(HoldStage(hold.stage).label),
        agency=agency,
        managing_agency=managing,
        began_at=hold.began_at,
        limit_at=standing.limit_at,
        is_over=standing.is_over,
        is_near=standing.is_near,
        is_extended=hold.extended_at is not None,
        doubts=tuple(_doubt(one, rows, hold) for one in standing.doubts),
        ground=ground_of(rows, f"hold.{hold.stage}", day),
        more_ground=ground_of(rows, f"hold.{hold.stage}.more", day),
        may_answer=may_answer(actor, hold),
        may_extend=may_extend(actor, hold),
        may_pass_on=may_pass_on(actor, hold),
        opens_case=opens_case,
        ended_at=hold.ended_at,
    )


def _doubt(doubt: Doubt, rows: list[LegalLimit], hold: Hold) -> DoubtRow:
    ground = ground_of(rows, doubt.value, clock.local(hold.began_at).date())
    return DoubtRow(doubt.value, str(doubt.label), ground.place if ground else "")


def _loudness(alarm: HoldAlarm) -> tuple[bool, bool, str]:
    return (not alarm.is_loud, alarm.limit_at is None, str(alarm.limit_at))
