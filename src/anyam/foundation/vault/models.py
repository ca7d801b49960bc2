"""Data keys, wrapped; and two numbers by which processes notice that keys were destroyed or are wrapped anew."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from anyam.foundation.core.privacy import Privacy


class DataKey(models.Model):
    """The key of one compartment of one scope. Destroyed, it stays as a tombstone without the key."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    id = models.BigAutoField(primary_key=True)
    scope_id = models.UUIDField()
    compartment = models.CharField(max_length=20)
    kek_version = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)
    destroyed_reason = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="vault_one_key", fields=["scope_id", "compartment"]),
            models.CheckConstraint(
                name="vault_destroyed_is_empty",
                condition=models.Q(destroyed_at__isnull=True) ^ models.Q(wrapped=b""),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                name="vault_by_kek", fields=["kek_version", "id"], condition=models.Q(destroyed_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"key {self.pk}"


class VaultState(models.Model):
    """`generation` grows whenever keys are destroyed; `kek` is the version that wraps new keys.

    `mark` is drawn once for each database: what a process remembers of another database is worth nothing here.
    """

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    name = models.CharField(max_length=20, primary_key=True)
    mark = models.UUIDField()
    number = models.BigIntegerField()

    def __str__(self) -> str:
        return self.name
