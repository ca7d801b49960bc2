"""When two agencies act for one child without knowing of each other. Pure: no database, no clock of its own."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from .choices import ActKind, Sight
from .results import Act, Wish


def overlapping(
    wish: Wish,
    acts: Iterable[Act],
    *,
    own: Iterable[UUID],
    today: date,
    days: int,
    family_of: Mapping[str, str],
) -> tuple[Act, ...]:
    """The acts of other agencies for the same need or service, near today, without a plan they share."""
    ours = {wish.agency_id, *wish.passed_on_by, *own}
    return tuple(
        act
        for act in acts
        if act.agency_id not in ours
        and act.source_id not in wish.leaving_out
        and is_same_work(wish.kind, wish.need, act.kind, act.need, family_of)
        and is_near(act.begun_on, act.ended_on, today=today, days=days)
        and not wish.plan_ids & act.plan_ids
    )


def is_same_work(
    one_kind: ActKind, one_need: str, other_kind: ActKind, other_need: str, family_of: Mapping[str, str]
) -> bool:
    """The same need, needs of one family, or two visits at home."""
    if one_kind is ActKind.VISIT and other_kind is ActKind.VISIT:
        return True
    if not one_need or not other_need:
        return False
    family = family_of.get(one_need)
    return one_need == other_need or (family is not None and family == family_of.get(other_need))


def is_near(begun_on: date, ended_on: date | None, *, today: date, days: int) -> bool:
    """Whether a day of it lies within so many days of today; what has no end goes on."""
    span = timedelta(days=days)
    return begun_on <= today + span and (ended_on is None or ended_on >= today - span)


def sight_of(*, is_barred: bool, sees_dossier: bool, knows_child: bool) -> Sight:
    """What of an act may be told: a block wins over everything, and who does not know the child learns nothing."""
    if is_barred:
        return Sight.NONE
    if sees_dossier:
        return Sight.FULL
    return Sight.SECTOR if knows_child else Sight.NONE
