"""Assessments and their answers; health and legal answers lie in tables of their own."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from anyam.casework.cases.choices import AssessmentState, Compartment, Source
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedJson


class Assessment(Record):
    """One assessment of a child with one version of a form."""

    PRIVACY = {"*": Privacy.OPERATIONAL}

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="assessments")
    form = models.CharField(max_length=40)
    form_version = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=AssessmentState, default=AssessmentState.DRAFT)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    completed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="draft"), name="cases_one_draft_assessment"
            )
        ]


class AnswerBase(Record):
    """One answer with who said it and when."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="%(class)ss")
    dossier_id = models.UUIDField()
    question = models.CharField(max_length=60)
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
        constraints = [models.UniqueConstraint(fields=["assessment", "question"], name="cases_answered_once")]


class HealthAnswer(AnswerBase):
    """An answer about the child's body or mind (UU 27/2022 art. 4: health data)."""

    PRIVACY = {"*": Privacy.SENSITIVE}

    value = SealedJson(compartment="health", scope="dossier_id", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="cases_health_answered_once")
        ]


class LegalAnswer(AnswerBase):
    """An answer about the child's standing before the law (UU 11/2012 art. 19)."""

    PRIVACY = {"*": Privacy.SENSITIVE}

    value = SealedJson(compartment="legal", scope="dossier_id", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="cases_legal_answered_once")
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
