"""The words of what is already known, and of the register of interviews; longer lists are data."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access.choices import Part
from anyam.foundation.core.vocabularies import Vocabulary, vocabulary


class Compartment(models.TextChoices):
    """Which table a fact lies in: each opens with a part of the dossier of its own."""

    GENERAL = "general", _("General")
    HEALTH = "health", _("Health")
    LEGAL = "legal", _("Legal")


PART_OF = {
    Compartment.GENERAL: Part.NARRATIVE,
    Compartment.HEALTH: Part.HEALTH,
    Compartment.LEGAL: Part.LEGAL,
}
"""The part of a dossier that must be open to see the facts of a compartment."""


class Source(models.TextChoices):
    """Who said it."""

    CHILD = "child", _("the child")
    CAREGIVER = "caregiver", _("a caregiver")
    REPORTER = "reporter", _("the reporter")
    AGENCY = "agency", _("another agency")
    DOCUMENT = "document", _("a document")
    OBSERVED = "observed", _("seen by the worker")


class State(models.TextChoices):
    """Where a saying stands. The first four are heads: each brought a value; the others stand behind a head."""

    STANDING = "standing", _("Holds")
    DISPUTED = "disputed", _("Contradicted")
    SUPERSEDED = "superseded", _("Was so until it changed")
    SET_ASIDE = "set_aside", _("Decided against")
    CONFIRMING = "confirming", _("Says the same")
    WITHDRAWN = "withdrawn", _("Taken back")


LIVE = (State.STANDING, State.DISPUTED)
"""Values that are, or may be, so today."""


class Difference(models.TextChoices):
    """What a new value says of the one that holds."""

    CHANGED = "changed", _("It has changed since: both were true in their time")
    DISAGREES = "disagrees", _("They contradict each other: keep both until it is settled")


class SettleReason(models.TextChoices):
    """Why one of two values is kept; codes, so that nothing about a child stands here."""

    CHANGED = "changed", _("It has changed: the other was true before")
    DOCUMENT = "document", _("A document shows it")
    CHILD = "child", _("The child has said which is right")
    CLOSER = "closer", _("This source knows it better")
    SEEN = "seen", _("We have seen it for ourselves")


class WithdrawReason(models.TextChoices):
    """Why a saying is taken back."""

    MISTYPED = "mistyped", _("It was typed wrongly")
    WRONG_CHILD = "wrong_child", _("It is about another child")
    NOT_SAID = "not_said", _("It was not said like this")
    TAKEN_BACK = "taken_back", _("Whoever said it has taken it back")


class Sight(models.TextChoices):
    """How much of another interview somebody may learn."""

    FULL = "full", _("Who asked, when, and where the record is")
    SECTOR = "sector", _("Only the sector")
    NONE = "none", _("Nothing")


class InterviewState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Not held")


class Setting(models.TextChoices):
    """Where the child was asked; the first three are rooms meant for children."""

    CHILD_ROOM = "child_room", _("A room for children")
    SHELTER = "shelter", _("Shelter or service centre")
    HOSPITAL = "hospital", _("Hospital or health centre")
    HOME = "home", _("The child’s home")
    SCHOOL = "school", _("School")
    OFFICE = "office", _("An ordinary office")
    POLICE = "police", _("Police station")
    COURT = "court", _("Court")
    REMOTE = "remote", _("By telephone or video")


class Companion(models.TextChoices):
    """Who was at the child's side."""

    PARENT = "parent", _("A parent or guardian")
    TRUSTED = "trusted", _("Somebody the child trusts")
    SOCIAL_WORKER = "social_worker", _("A social worker")
    LAWYER = "lawyer", _("A lawyer")
    NOBODY_WISHED = "nobody_wished", _("Nobody: the child wished so")
    NOBODY = "nobody", _("Nobody")


class RecordKind(models.TextChoices):
    """How it was recorded."""

    AUDIO = "audio", _("Audio recording")
    VIDEO = "video", _("Video recording")
    MINUTES = "minutes", _("Official minutes (BAP)")
    NOTES = "notes", _("Written notes")


class Spared(models.TextChoices):
    """What was done instead of asking the child again."""

    USED_RECORD = "used_record", _("The record is used instead")
    JOINED = "joined", _("Asked to take part in the other interview")


class CancelReason(models.TextChoices):
    NOT_NEEDED = "not_needed", _("The record of another interview is enough")
    JOINED = "joined", _("Held together with another agency")
    CHILD_NOT_READY = "not_ready", _("The child was not ready")
    OTHER_DAY = "other_day", _("Put off; a new day is planned")
    CASE_CLOSED = "closed", _("The case was closed")


OFFERED_TO_CANCEL = tuple(one for one in CancelReason if one is not CancelReason.CASE_CLOSED)
"""The reasons a person chooses from; closing a case gives its own."""


def fact_kinds() -> Vocabulary:
    return vocabulary("fact_kinds")


def interview_topics() -> Vocabulary:
    return vocabulary("interview_topics")


def interview_purposes() -> Vocabulary:
    return vocabulary("interview_purposes")


def interview_bases() -> Vocabulary:
    return vocabulary("interview_bases")


def interview_roles() -> Vocabulary:
    return vocabulary("interview_roles")


def interview_reasons() -> Vocabulary:
    """Why a child is asked again although it was asked before."""
    return vocabulary("interview_reasons")


@dataclass(frozen=True)
class Kind:
    """One kind of fact, as its list says it. `fresh_days` is None where it does not grow old."""

    code: str
    label: str
    type: str  # "text", "code", "codes", "yes_no", "date", "number"
    compartment: Compartment
    group: str
    fresh_days: int | None
    is_expected: bool
    questions: tuple[str, ...]
    listed: tuple[tuple[str, str, str], ...]
    vocabulary: str
    least: int
    most: int

    def choices(self) -> list[tuple[str, str]]:
        """Codes and labels in the reader's language; empty for what is written freely."""
        if self.vocabulary:
            return vocabulary(self.vocabulary).choices()
        in_english = (get_language() or "id").startswith("en")
        return [(code, english if in_english else indonesian) for code, indonesian, english in self.listed]


def kinds() -> dict[str, Kind]:
    """Every kind of fact by its code, in the order of the list, labelled in the reader's language."""
    return dict(_kinds((get_language() or "id").startswith("en")))


def kind_asked_by(question: str) -> str:
    """The kind of fact that a question of an instrument ("form/question") asks for; empty where it asks for none."""
    return next((kind.code for kind in kinds().values() if question in kind.questions), "")


@lru_cache(maxsize=2)
def _kinds(in_english: bool) -> dict[str, Kind]:
    return {
        term.code: _kind(term.code, term.english if in_english else term.indonesian, term.extra)
        for term in fact_kinds().terms
    }


def _kind(code: str, label: str, extra: dict[str, Any]) -> Kind:
    return Kind(
        code=code,
        label=label,
        type=extra["type"],
        compartment=Compartment(extra["compartment"]),
        group=extra["group"],
        fresh_days=extra.get("fresh_days"),
        is_expected=bool(extra.get("expected")),
        questions=tuple(extra.get("questions", ())),
        listed=tuple((one, indonesian, english) for one, indonesian, english in extra.get("choices", ())),
        vocabulary=extra.get("vocabulary", ""),
        least=extra.get("least", 0),
        most=extra.get("most", 999),
    )


GROUPS = {
    "daily": _("Day by day"),
    "family": _("Family and care"),
    "school": _("School"),
    "papers": _("Papers and assistance"),
    "health": _("Health"),
    "legal": _("Legal standing"),
}
"""The groups of the fact sheet in their order."""
