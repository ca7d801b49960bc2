"""Who fits a case: first that it can be carried, then who the child would gain most from, then whose turn it is.

Caseload limits and supervision follow the Inter-agency guidelines for case management and child protection (Global
Protection Cluster, 2014; figures from memory, decided by the district). The order of the reasons is this project's own.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

from ..choices import Fit
from ..results import Candidate, Proposal, Proposed

PROPOSED = 3
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Best first; the same order however they are given. Nobody above the cap while somebody has room."""
    found = list(candidates)
    free = [one for one in found if one.has_room]
    return sorted(free or found, key=_key)


def propose(candidates: Iterable[Candidate], most: int = PROPOSED) -> Proposal:
    """The first few with the reasons that speak for each."""
    found = ranked(candidates)
    longest = min((one.last_turn or _NEVER for one in found), default=_NEVER)
    rows = tuple(Proposed(one, fits_of(one, longest)) for one in found[:most])
    return Proposal(rows, somebody_has_room=any(one.has_room for one in found))


def fits_of(one: Candidate, longest: datetime) -> tuple[Fit, ...]:
    """What speaks for somebody; `longest` is the earliest last turn among those who could take the case."""
    said = {
        Fit.KNOWS_FAMILY: one.knows_family,
        Fit.LIVES_NEAR: one.lives_near,
        Fit.HAS_SKILL: one.has_skill,
        Fit.HAS_ROOM: one.has_room,
        Fit.NEXT_TURN: (one.last_turn or _NEVER) == longest,
    }
    return tuple(fit for fit, is_so in said.items() if is_so)


def _key(one: Candidate) -> tuple[Decimal, bool, bool, bool, Decimal, datetime, str]:
    """What weighs most stands first. Loads differ by tenths of the cap: less is a matter of turn."""
    filled = (one.load + one.taking) / one.cap if one.cap else Decimal(1000)
    above = max(filled - 1, Decimal(0))
    return (
        above,
        not one.knows_family,
        not one.lives_near,
        not one.has_skill,
        filled.quantize(Decimal("0.1")),
        one.last_turn or _NEVER,
        str(one.user_id),
    )
