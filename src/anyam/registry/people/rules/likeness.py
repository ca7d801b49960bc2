"""How alike what was typed and a known person are, with the reasons in the open. Pure.

The score only orders a list for a human eye; it never decides that two people are one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..choices import BirthPrecision, MatchReason
from .keys import readings
from .names import FoldedName, fold_full_name, fold_word, sound

SHOWN_FROM = 34
NAME_POINTS = 60
LIKE_NAME = 0.45
SAME_NAME = 0.97
LIKE_MOTHER = 0.6
UNLIKE_MOTHER = 0.25
RARE = 1.0


@dataclass(frozen=True)
class Typed:
    """What is known about the child somebody is writing down."""

    name: str
    birth_year: int | None = None
    place_code: str = ""
    nik: str = ""
    mother_name: str = ""


@dataclass(frozen=True)
class Known:
    """What is kept about a person, as far as the comparison needs it."""

    full_name: str
    nickname: str = ""
    other_names: str = ""
    birth_on: date | None = None
    birth_precision: str = BirthPrecision.UNKNOWN
    place_code: str = ""
    nik: str = ""
    mother_name: str = ""


@dataclass(frozen=True)
class Likeness:
    score: int
    reasons: tuple[MatchReason, ...]
    is_shown: bool


def likeness(typed: Typed, known: Known, commonness: Mapping[str, float] | None = None) -> Likeness:
    """Points for the name, age, village, mother and NIK. `commonness` gives the weight of a word, 1 for a rare one."""
    name, reason = _best_name(typed.name, known, commonness or {})
    points = name * NAME_POINTS
    reasons = [reason] if name >= LIKE_NAME else []
    is_same_number = bool(typed.nik) and typed.nik == known.nik
    if is_same_number:
        points += 60
        reasons.insert(0, MatchReason.SAME_NIK)
    for extra, why in (_age_points(typed, known), _place_points(typed, known), _mother_points(typed, known)):
        points += extra
        reasons += [why] if why else []
    score = round(min(100.0, max(0.0, points)))
    return Likeness(score, tuple(reasons), is_same_number or (name >= LIKE_NAME and score >= SHOWN_FROM))


def name_likeness(typed: FoldedName, known: FoldedName, commonness: Mapping[str, float]) -> float:
    """0 to 1. Each typed word meets its best partner; rare words weigh more than Siti or Nur."""
    if not typed.words or not known.words:
        return 0.0
    partners = [*known.words, *known.optional, *known.father]
    left = list(range(len(partners)))
    got = whole = 0.0
    for word in typed.words:
        weight = commonness.get(word, RARE)
        alike, place = max(((word_likeness(word, partners[at]), -at) for at in left), default=(0.0, 0))
        if alike:
            left.remove(-place)
        whole += weight
        got += weight * alike
    missed = sum(0.3 * commonness.get(partners[at], RARE) for at in left if at < len(known.words))
    alike = got / (whole + missed)
    if alike < 0.95 and _is_same_sound_together(typed, known):
        return 0.95
    return alike


def word_likeness(one: str, other: str) -> float:
    """0 to 1 for two folded words."""
    if one == other or set(readings(one)) & set(readings(other)):
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return 0.5 if one[:1] == other[:1] else 0.0
    distance = _edits(one, other, most=2)
    if distance == 1 and min(len(one), len(other)) >= 4:
        return 0.85
    if (heard := sound(one)) and heard == sound(other):
        if len(heard) < 3:
            return 0.4
        return 0.8 if distance <= 2 else 0.6
    if distance == 2 and min(len(one), len(other)) >= 7:
        return 0.7
    if min(len(one), len(other)) >= 3 and (one.endswith(other) or other.endswith(one)):
        return 0.6
    return 0.0


def _best_name(name: str, known: Known, commonness: Mapping[str, float]) -> tuple[float, MatchReason]:
    typed = fold_full_name(name)
    full = name_likeness(typed, fold_full_name(known.full_name), commonness)
    if full >= SAME_NAME:
        return full, MatchReason.SAME_NAME
    other = max(
        (
            name_likeness(typed, fold_full_name(part), commonness)
            for part in known.other_names.split(",")
            if part.strip()
        ),
        default=0.0,
    )
    if other > full:
        return other, MatchReason.OTHER_NAME
    nick = fold_full_name(known.nickname)
    called = (
        0.75 if nick.words and any(word_likeness(word, nick.words[0]) >= 0.6 for word in typed.words) else 0.0
    )
    if called > full:
        return called, MatchReason.NICKNAME
    return full, MatchReason.LIKE_NAME


def _is_same_sound_together(typed: FoldedName, known: FoldedName) -> bool:
    one, other = (sound(fold_word("".join(name.words))) for name in (typed, known))
    return len(one) >= 4 and one == other


def _age_points(typed: Typed, known: Known) -> tuple[float, MatchReason | None]:
    if typed.birth_year is None or known.birth_on is None or known.birth_precision == BirthPrecision.UNKNOWN:
        return 0.0, None
    leeway = 1 if known.birth_precision == BirthPrecision.ESTIMATE else 0
    apart = max(0, abs(known.birth_on.year - typed.birth_year) - leeway)
    if apart == 0:
        return 14.0, MatchReason.SAME_AGE
    if apart == 1:
        return 8.0, MatchReason.LIKE_AGE
    return (-6.0 if apart <= 3 else -24.0), None


def _place_points(typed: Typed, known: Known) -> tuple[float, MatchReason | None]:
    if not typed.place_code or not known.place_code:
        return 0.0, None
    if typed.place_code == known.place_code and len(known.place_code) > 8:
        return 12.0, MatchReason.SAME_VILLAGE
    if len(typed.place_code) >= 8 and typed.place_code[:8] == known.place_code[:8]:
        return 5.0, MatchReason.SAME_SUBDISTRICT
    return 0.0, None


def _mother_points(typed: Typed, known: Known) -> tuple[float, MatchReason | None]:
    if not typed.mother_name.strip() or not known.mother_name.strip():
        return 0.0, None
    alike = name_likeness(fold_full_name(typed.mother_name), fold_full_name(known.mother_name), {})
    if alike >= LIKE_MOTHER:
        return 16.0 * alike, MatchReason.LIKE_MOTHER
    return (-8.0 if alike < UNLIKE_MOTHER else 0.0), None


def _edits(one: str, other: str, *, most: int) -> int:
    """Letters to change, add, drop or swap, counted up to `most` + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        past, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, past[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
