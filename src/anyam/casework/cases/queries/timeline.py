"""The story of a case, told from its events: sentences without free text."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import TextChoices

from anyam.casework.cases.models import Narrative
from anyam.casework.cases.queries.changes import told_kinds
from anyam.casework.cases.results import TimelineEntry
from anyam.foundation.access import Actor
from anyam.foundation.core.vocabularies import Vocabulary
from anyam.foundation.events.definitions import known_kinds
from anyam.foundation.events.queries import KeptEvent, events_of_case
from anyam.registry.accounts import queries as accounts
from anyam.registry.agencies import queries as agencies

PAGE = 30


def timeline_of(
    actor: Actor, case_id: UUID, before: int | None, looked_at: datetime | None = None
) -> tuple[tuple[TimelineEntry, ...], int | None]:
    """A page of the story, newest first, and the number to read on from; the caller has found the case.

    An event is told when its class has a `SENTENCE`. Fields called `…agency_id` stand in it as the agency's short
    name under the field's name without `_id`; codes are put into words by the class's `LABELS`. What others did after
    `looked_at` is marked as news.
    """
    kept = events_of_case(case_id, before=before, limit=PAGE)
    kinds = told_kinds()
    told = [event for event in kept if event.kind in kinds]
    agency_names = agencies.agency_names(actor, _agencies_in(told))
    user_names = accounts.user_names(actor, {event.user_id for event in told if event.user_id})
    written = Narrative.objects.filter(subject_id__in=[event.subject_id for event in told], case_id=case_id)
    texts = {narrative.subject_id: narrative.text for narrative in written}
    short = {agency_id: name.short_name or name.name for agency_id, name in agency_names.items()}
    entries = tuple(
        TimelineEntry(
            number=event.number,
            at=event.occurred_at,
            sentence=_sentence(event, short),
            by=user_names.get(event.user_id, "") if event.user_id else "",
            agency=short.get(event.agency_id, "") if event.agency_id else "",
            kind=event.kind,
            text=texts.get(event.subject_id, ""),
            is_news=bool(looked_at and event.occurred_at > looked_at and event.user_id != actor.user_id),
        )
        for event in told
    )
    return entries, kept[-1].number if len(kept) == PAGE else None


def _agencies_in(events: Iterable[KeptEvent]) -> set[UUID]:
    found = {event.agency_id for event in events if event.agency_id}
    for event in events:
        found |= {
            UUID(value) for name, value in event.payload.items() if name.endswith("agency_id") and value
        }
    return found


def _sentence(event: KeptEvent, agency_names: dict[UUID, str]) -> str:
    cls: Any = known_kinds()[event.kind]
    labels = getattr(cls, "LABELS", {})
    words: dict[str, Any] = {}
    for name, value in event.payload.items():
        if name.endswith("agency_id"):
            words[name.removesuffix("_id")] = agency_names.get(UUID(value), "–") if value else "–"
        elif name in labels:
            words[name] = _in_words(labels[name], value)
        else:
            words[name] = value
    return str(cls.SENTENCE) % words


def _in_words(how: Any, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_in_words(how, one) for one in value)
    if not value:
        return "–"
    if isinstance(how, type) and issubclass(how, TextChoices):
        return str(how(value).label) if value in how.values else str(value)
    vocabulary: Vocabulary = how()
    return vocabulary.label(value)
