"""What only the program itself can tell of a restored copy: whether sealed values open, and whether the seals hold."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from anyam.foundation.audit.verifying import verify
from anyam.foundation.vault.destroying import Destroyed, destroy_again
from anyam.foundation.vault.errors import VaultError
from anyam.foundation.vault.fields import SealedField

SAMPLE = 25
"""So many of the newest rows of each table are opened."""


def look(note: str) -> dict[str, Any]:
    """Counts, no content. `note` is the newest signed seal of the living database, or blank."""
    tried, opened = _open_sample()
    verdict = verify([note] if note.strip() else [])
    problem = ""
    if not verdict.is_whole:
        problem = f"{len(verdict.findings)} places, first: {verdict.findings[0].fault.value}"
    return {
        "sealed_tried": tried,
        "sealed_opened": opened,
        "seals": verdict.checkpoints,
        "seal_problem": problem,
    }


def bury(said: str) -> int:
    """Destroy again what was destroyed after this backup was made; how many keys had come back."""
    return destroy_again(
        Destroyed(UUID(scope), compartment, reason, datetime.fromisoformat(at))
        for scope, compartment, reason, at in json.loads(said)
    )


def _open_sample() -> tuple[int, int]:
    tried = opened = 0
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedField):
                found = _open_newest(model, field.attname)
                tried, opened = tried + found[0], opened + found[1]
    return tried, opened


def _open_newest(model: type[models.Model], name: str) -> tuple[int, int]:
    tried = opened = 0
    for row in model._base_manager.filter(**{f"{name}__isnull": False}).order_by("-pk")[:SAMPLE]:
        tried += 1
        try:
            getattr(row, name)
            opened += 1
        except VaultError:
            continue
    return tried, opened
