"""Promised times: the district's own where it has decided, the starting ones elsewhere."""

from datetime import datetime

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core.remembering import remembered
from anyam.foundation.core.working_time import Counting, deadline

from ..choices import PromiseKey, PromiseSource
from ..models import PromisedTime
from ..results import PromiseRow
from ..rules import STARTING_PROMISES


@query
def promised_times(actor: Actor) -> list[PromiseRow]:
    """Every promise of the actor's district, in the order of the main job."""
    require(actor, Permission.SEE_PROMISED_TIMES)
    decided = {row.key: row for row in PromisedTime.objects.filter(district_code=actor.district_code)}
    return [_row(key, decided.get(key)) for key in PromiseKey]


@query
def get_promised_time(actor: Actor, key: PromiseKey, *, district_code: str = "") -> PromiseRow:
    require(actor, Permission.SEE_PROMISED_TIMES)
    return _promise(district_code or actor.district_code, key)


@query
def get_promise_to_change(actor: Actor, key: PromiseKey) -> PromiseRow:
    """One promise of the actor's district, for those who may change it."""
    require(actor, Permission.CHANGE_PROMISED_TIMES)
    return get_promised_time(actor, key)


@query
def due_by_promise(actor: Actor, key: PromiseKey, start: datetime, *, district_code: str = "") -> datetime:
    """When the promise `key`, begun at `start`, must be kept."""
    require(actor, Permission.SEE_PROMISED_TIMES)
    promise = get_promised_time(actor, key, district_code=district_code)
    return deadline(start, float(promise.hours), promise.counting)


@remembered
def _promise(district_code: str, key: PromiseKey) -> PromiseRow:
    return _row(key, PromisedTime.objects.filter(district_code=district_code, key=key).first())


def _row(key: PromiseKey, decided: PromisedTime | None) -> PromiseRow:
    if decided is None:
        start = STARTING_PROMISES[key]
        return PromiseRow(key, start.hours, start.counting, start.source, "", start.is_confirmed, None)
    return PromiseRow(
        key,
        decided.hours,
        Counting(decided.counting),
        PromiseSource(decided.source),
        decided.source_note,
        decided.is_confirmed,
        decided.changed_at,
    )
