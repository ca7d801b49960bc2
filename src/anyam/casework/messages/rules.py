"""Rules about values, without a database: when somebody may be told by e-mail, and where agencies stand on a word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from anyam.foundation.core import clock

from .choices import Rhythm, Stance

_SATURDAY = 5
_MONDAY = 0
# So many agencies at least say yes before a word is everybody's.
FEWEST_AGREEING = 2


@dataclass(frozen=True)
class Habit:
    """How often somebody wants to be told, and when not."""

    rhythm: Rhythm = Rhythm.AT_ONCE
    digest_hour: int = 7
    quiet_from: int = 0
    quiet_until: int = 0
    is_quiet_on_weekends: bool = False


def is_quiet(habit: Habit, moment: datetime) -> bool:
    """Whether nothing is sent at this moment. Quiet hours may go over midnight; equal hours mean none."""
    here = clock.local(moment)
    if habit.is_quiet_on_weekends and here.weekday() >= _SATURDAY:
        return True
    begins, ends = habit.quiet_from, habit.quiet_until
    if begins <= ends:
        return begins <= here.hour < ends
    return here.hour >= begins or here.hour < ends


def may_send(habit: Habit, moment: datetime, oldest: datetime) -> bool:
    """Whether what has waited since `oldest` may be told now: outside quiet hours, and in a digest at its hour.

    What came after the hour waits for the next; a digest whose hour falls into the quiet goes out when that is over.
    """
    if is_quiet(habit, moment):
        return False
    return habit.rhythm is Rhythm.AT_ONCE or oldest < last_digest_hour(habit, moment)


def last_digest_hour(habit: Habit, moment: datetime) -> datetime:
    """The newest moment, not after this one, at which a digest of this habit was due."""
    here = clock.local(moment)
    due = here.replace(hour=habit.digest_hour, minute=0, second=0, microsecond=0)
    if due > here:
        due -= timedelta(days=1)
    if habit.rhythm is Rhythm.WEEKLY:
        due -= timedelta(days=(due.weekday() - _MONDAY) % 7)
    return due


def stances(said: Iterable[tuple[UUID, Stance]]) -> dict[UUID, Stance]:
    """Where each agency stands, from what was said in order: the newest agreement or objection counts."""
    return {agency_id: stance for agency_id, stance in said if stance is not Stance.REMARK}


def is_carried(said: Iterable[tuple[UUID, Stance]]) -> bool:
    """Whether a word may become everybody's: two agencies or more agree, and no objection stands."""
    where = list(stances(said).values())
    return where.count(Stance.AGREE) >= FEWEST_AGREEING and Stance.OBJECT not in where
