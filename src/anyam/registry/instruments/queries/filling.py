"""Filled forms evaluated on the server."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from anyam.foundation.access import Actor, query
from anyam.foundation.core import clock

from ..models import InstrumentVersion
from ..results import Answers, Instrument, Sheet
from ..rules.filling import filled
from ..rules.showing import shown
from ..rules.storing import as_json
from .prepared import prepared


@query
def get_instrument(actor: Actor, version_id: UUID) -> Instrument:
    """The form of one version, whatever became of it: old answers keep their questions. Raises NotFound."""
    return prepared(InstrumentVersion.objects.visible_to(actor).one(pk=version_id)).instrument


@query
def instrument_as_json(actor: Actor, version_id: UUID) -> dict[str, Any]:
    """The form as the page's script reads it. Raises NotFound."""
    found = InstrumentVersion.objects.visible_to(actor).one(pk=version_id)
    return as_json(prepared(found).instrument)


@query
def fill_sheet(
    actor: Actor,
    version_id: UUID,
    answers: Answers,
    *,
    facts: Mapping[str, str] | None = None,
    born_on: date | None = None,
    language: str = "",
) -> Sheet:
    """Answers on their form: everything calculated, judged, and shown or hidden. Changes nothing. Raises NotFound.

    `facts` answer hidden and read-only questions of the same name (what is known already is not asked again).
    `born_on`: no day of a question marked `bind::not_before` = `birth` may lie before it. Without `language` the
    reader's own counts, as far as the form speaks it.
    """
    version = InstrumentVersion.objects.visible_to(actor).one(pk=version_id)
    ready = prepared(version)
    spoken = language or (get_language() or "id").partition("-")[0]
    around = ready.surroundings(timezone.localtime(clock.now()), spoken)
    return shown(filled(ready, answers, around, facts or {}), born_on)
