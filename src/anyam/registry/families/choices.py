"""The choices about families: kinds of relation and of care, who told it, why somebody moved, safe ways to reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.vocabularies import Term, Vocabulary, vocabulary


class Tie(models.TextChoices):
    """What a relation rests on; the genogram draws each in its own way."""

    BIOLOGICAL = "biological", _("by birth")
    ADOPTIVE = "adoptive", _("by adoption")
    STEP = "step", _("by a parent’s marriage")
    FOSTER = "foster", _("foster care")
    GUARDIAN = "guardian", _("guardianship")
    KAFALAH = "kafalah", _("kafalah")
    SPOUSE = "spouse", _("couple")
    KIN = "kin", _("kin")
    OTHER = "other", _("no kin")


class Source(models.TextChoices):
    """Who said it."""

    CHILD = "child", _("The child")
    CAREGIVER = "caregiver", _("A caregiver")
    RELATIVE = "relative", _("A relative")
    AGENCY = "agency", _("An agency")
    DOCUMENT = "document", _("A document: family card, certificate, court order")
    SEEN = "seen", _("Seen by the worker")


class SiblingKind(models.TextChoices):
    """How two people are brothers or sisters, as it follows from their parents."""

    FULL = "full", _("full brother or sister")
    HALF = "half", _("half-brother or half-sister")
    ONE_KNOWN = "one_known", _("brother or sister by the one parent known")
    STEP = "step", _("stepbrother or stepsister")


@dataclass(frozen=True)
class Kind:
    """A kind of relation: what the other person is to this one."""

    code: str
    tie: Tie
    generations: int | None
    """How many generations above this person the other stands; below where negative; None where it may be any."""
    inverse: str
    is_lineage: bool
    """Nobody can stand above themselves by relations of this kind."""
    is_parent: bool
    """Whose children are brothers and sisters."""
    is_downward: bool
    """Kept from the other side, by its inverse: from the younger to the older, from the child to the carer."""
    term: Term = field(compare=False)

    @property
    def is_symmetric(self) -> bool:
        return self.inverse == self.code

    def label(self, sex: str = "") -> str:
        """What somebody of this sex is called, in the reader's language: Mother, Father, or Biological parent."""
        words = self.term.extra.get(sex)
        if not words:
            return self.term.label
        return str(words["en" if (get_language() or "id").startswith("en") else "id"])


def family_relations() -> Vocabulary:
    return vocabulary("family_relations")


def caregiver_roles() -> Vocabulary:
    return vocabulary("caregiver_roles")


def move_reasons() -> Vocabulary:
    return vocabulary("move_reasons")


def safe_channels() -> Vocabulary:
    """By which way somebody can be told something without anybody else learning of it."""
    return vocabulary("safe_channels")


def kind_of(code: str) -> Kind | None:
    """The kind with this code; None where the list has none."""
    return _kinds().get(code)


@lru_cache
def _kinds() -> dict[str, Kind]:
    return {term.code: _kind(term) for term in family_relations().terms}


def _kind(term: Term) -> Kind:
    told = term.extra
    return Kind(
        code=term.code,
        tie=Tie(told["tie"]),
        generations=told.get("generations"),
        inverse=told["inverse"],
        is_lineage=bool(told.get("lineage")),
        is_parent=bool(told.get("parent")),
        is_downward=bool(told.get("is_turned")) or told.get("generations", 0) < 0,
        term=term,
    )
