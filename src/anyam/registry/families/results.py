"""What the rest of the house gets to know about families, and the input with which it tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from .choices import Tie


@dataclass(frozen=True)
class RelationInput:
    """`other` is `kind` of `person`; a kind that looks down a generation is turned round when it is kept."""

    person_id: UUID
    other_id: UUID
    kind: str
    since: date | None = None
    until: date | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Window:
    """Weekdays (0 is Monday) and hours at which somebody can be reached."""

    days: tuple[int, ...]
    begin: time
    end: time


@dataclass(frozen=True)
class SafeContactInput:
    """How somebody can be reached. With `is_never` nothing else counts, and the reason is asked for."""

    is_never: bool = False
    never_reason: str = ""
    channel: str = ""
    windows: tuple[Window, ...] = ()
    words_to_avoid: str = ""
    who_may_answer: str = ""


@dataclass(frozen=True)
class StayInput:
    """`place_code` of a village, or `elsewhere` in words."""

    place_code: str = ""
    elsewhere: str = ""
    since: date | None = None
    until: date | None = None
    with_whom: str = ""
    reason: str = ""


@dataclass(frozen=True)
class RelationRow:
    """One statement as it was told, with the dossier that told it."""

    id: UUID
    dossier_id: UUID
    person_id: UUID
    other_id: UUID
    kind: str
    tie: Tie
    other_is: str
    """What the other is to the person: Mother."""
    person_is: str
    """What the person is to the other: Daughter."""
    since: date | None
    until: date | None
    source_label: str
    note: str
    is_over: bool


@dataclass(frozen=True)
class MemberRow:
    id: UUID
    person_id: UUID
    since: date | None
    until: date | None
    is_over: bool


@dataclass(frozen=True)
class HouseholdRow:
    id: UUID
    dossier_id: UUID
    name: str
    members: tuple[MemberRow, ...]

    @property
    def here_now(self) -> frozenset[UUID]:
        return frozenset(one.person_id for one in self.members if not one.is_over)


@dataclass(frozen=True)
class CareRow:
    id: UUID
    dossier_id: UUID
    person_id: UUID
    carer_id: UUID
    role: str
    role_label: str
    is_primary: bool
    since: date | None
    until: date | None
    is_over: bool


@dataclass(frozen=True)
class SiblingRow:
    """A brother or sister as it follows from the parents known, or as somebody said it."""

    person_id: UUID
    label: str
    is_derived: bool


@dataclass(frozen=True)
class Relative:
    """Somebody of the family: who it is, and what they are to the person around whom the family is shown."""

    person_id: UUID
    name: str
    age_text: str
    age_years: int | None
    sex: str
    sex_label: str
    is_child: bool | None
    died_on: date | None
    words: tuple[str, ...]
    """What they are to the child: Mother; Brother or sister by the one parent known."""


@dataclass(frozen=True)
class Contradiction:
    """Two dossiers tell what cannot both be true; the drawing leaves `relation_id` out."""

    relation_id: UUID
    dossier_id: UUID


@dataclass(frozen=True)
class Family:
    """Everything in the reader's sight about the people around one person, that person first."""

    around: UUID
    people: tuple[Relative, ...]
    relations: tuple[RelationRow, ...]
    siblings: tuple[SiblingRow, ...]
    households: tuple[HouseholdRow, ...]
    care: tuple[CareRow, ...]
    contradictions: tuple[Contradiction, ...] = ()

    def person(self, person_id: UUID) -> Relative | None:
        return next((one for one in self.people if one.person_id == person_id), None)

    @property
    def carers_now(self) -> tuple[CareRow, ...]:
        """Who cares for the person around whom the family is shown, the primary caregiver first."""
        return tuple(one for one in self.care if one.person_id == self.around and not one.is_over)


@dataclass(frozen=True)
class ContactAdvice:
    """All that is known in the reader's sight of reaching one person safely; the strictest word comes first."""

    person_id: UUID
    is_never: bool
    never_reasons: tuple[str, ...]
    channels: tuple[str, ...]
    times: tuple[str, ...]
    is_safe_now: bool | None
    """Whether this moment lies within the safe times; None where none were told."""
    words_to_avoid: tuple[str, ...]
    who_may_answer: tuple[str, ...]

    @property
    def is_anything_told(self) -> bool:
        told = (self.channels, self.times, self.words_to_avoid, self.who_may_answer)
        return self.is_never or any(told)


@dataclass(frozen=True)
class StayRow:
    id: UUID
    dossier_id: UUID
    place_name: str
    with_whom: str
    reason_label: str
    since: date | None
    until: date | None
    is_present: bool


@dataclass(frozen=True)
class Point:
    """In pixels from the upper left corner of the drawing."""

    x: float
    y: float


@dataclass(frozen=True)
class Spot:
    """Where somebody's symbol stands: its middle, and the row from the top."""

    person_id: UUID
    middle: Point
    row: int


@dataclass(frozen=True)
class FamilyLine:
    """A line from one symbol to another, or from the line between two parents to their child's symbol."""

    points: tuple[Point, ...]
    tie: Tie
    ends: tuple[UUID, UUID]
    """The symbols it joins; for a line from a couple, one of the parents and the child."""
    is_couple: bool = False
    is_married: bool = False
    is_over: bool = False
    """Ended: drawn with two strokes across at `over_at`."""
    over_at: Point | None = None


@dataclass(frozen=True)
class Enclosure:
    """The dashed line around those who live under one roof, or around some of them where others stand between."""

    household_id: UUID
    number: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Genogram:
    """A family as it is drawn: nobody's symbol lies on another's, and whoever is a parent stands above the child."""

    width: float
    height: float
    spots: tuple[Spot, ...]
    lines: tuple[FamilyLine, ...]
    enclosures: tuple[Enclosure, ...]
