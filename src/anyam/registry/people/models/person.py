"""A person: the number under which everything else about them hangs. Who it is stands in Identity."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import Sex


class PersonSet(ScopedQuerySet["Person"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Which person is whose business is decided by the cases above; here only whether it can be anyone's."""
        return self if actor.may(Permission.SEE_IDENTITY) else self.none()


class Person(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PERSONAL}

    sex = models.CharField(max_length=10, choices=Sex, default=Sex.UNKNOWN)
    died_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = PersonSet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.pk)
