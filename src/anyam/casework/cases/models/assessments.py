"""Filled instruments and their answers; health and legal answers lie in tables of their own."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from anyam.casework.cases.choices import AssessmentState, Compartment, Source
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedJson


class Assessment(Record):
    """One filling of one version of an instrument for a child: an assessment, a home visit, monitoring …

    The version never changes once it is completed; a draft moves to a newer one only when somebody asks for it.
    """

    PRIVACY = {"*": Privacy.OPERATIONAL}

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="assessments")
    instrument = models.CharField(max_length=60)
    version = models.ForeignKey("instruments.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=AssessmentState, default=AssessmentState.DRAFT)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    completed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "instrument"],
                condition=Q(state="draft"),
                name="cases_one_draft_per_instrument",
            )
        ]


class AnswerBase(Record):
    """One answer with its place on the form, who said it and when. The value is text as the form writes it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="%(class)ss")
    dossier_id = models.UUIDField()
    place = models.CharField(max_length=200)
    value = SealedJson(compartment="narrative", scope="dossier_id", null=True)
    source = models.CharField(max_length=10, choices=Source)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True


class Answer(AnswerBase):
    """An answer about daily life, family, school, safety, strengths."""

    PRIVACY = {"*": Privacy.SENSITIVE}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "place"], name="cases_answered_once")]


class HealthAnswer(AnswerBase):
    """An answer about the child's body or mind (UU 27/2022 art. 4: health data)."""

    PRIVACY = {"*": Privacy.SENSITIVE}

    value = SealedJson(compartment="health", scope="dossier_id", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "place"], name="cases_health_answered_once")
        ]


class LegalAnswer(AnswerBase):
    """An answer about the child's standing before the law (UU 11/2012 art. 19)."""

    PRIVACY = {"*": Privacy.SENSITIVE}

    value = SealedJson(compartment="legal", scope="dossier_id", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "place"], name="cases_legal_answered_once")
        ]


ANSWER_TABLES: dict[str, type[AnswerBase]] = {
    Compartment.GENERAL: Answer,
    Compartment.HEALTH: HealthAnswer,
    Compartment.LEGAL: LegalAnswer,
}


class CaseNeed(Record):
    """A need found in an assessment."""

    PRIVACY = {"*": Privacy.SENSITIVE}

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="needs")
    need = models.CharField(max_length=40)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "need"], name="cases_need_once")]
