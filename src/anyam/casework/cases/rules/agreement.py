"""How far two people who judged the same children without knowing of each other agree.

Weighted kappa after Cohen (1968), "Weighted kappa: nominal scale agreement with provision for scaled disagreement or
partial credit", Psychological Bulletin 70(4), with linear weights: high against medium is half as far apart as high
against low. One minus the disagreement seen, divided by the disagreement to be expected by chance from how often each
of the two chose each level.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from anyam.casework.cases.choices import Level

FEWEST_PAIRS = 10
"""Below this nothing is said: a share of seven is chance."""

_ORDER = {level.value: number for number, level in enumerate(Level)}


@dataclass(frozen=True)
class Agreed:
    """The pairs, the share judged exactly alike, and kappa; None where there are too few or no chance to differ."""

    pairs: int
    exact: float | None
    kappa: float | None


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreed:
    """Of pairs of levels, the first rater's and the second's."""
    if len(pairs) < FEWEST_PAIRS:
        return Agreed(len(pairs), None, None)
    exact = sum(first == second for first, second in pairs) / len(pairs)
    seen = Fraction(sum(_apart(first, second) for first, second in pairs), len(pairs))
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    by_chance = sum(
        _apart(first, second) * firsts[first] * seconds[second] for first in firsts for second in seconds
    )
    expected = Fraction(by_chance, len(pairs) ** 2)
    return Agreed(len(pairs), exact, float(1 - seen / expected) if expected else None)


def _apart(first: str, second: str) -> int:
    return abs(_ORDER[first] - _ORDER[second])
