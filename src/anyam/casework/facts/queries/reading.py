"""Reading sayings out of their tables, and saying them in words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from anyam.foundation.access import Actor
from anyam.foundation.core.dates import day_in_words
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names

from ..choices import Kind, Source, State
from ..models import FACT_TABLES, FactBase
from ..rules import Saying, Sayings, voice_of


@dataclass(frozen=True)
class Told:
    """The rows about one kind in one dossier, and the same rows as the rules know them."""

    rows: Mapping[UUID, FactBase] = field(default_factory=dict)
    sayings: Sayings = ()


def saying_of(row: FactBase) -> Saying:
    voice = voice_of(Source(row.source), row.agency_id)
    return Saying(row.pk, row.value, row.said_on, voice, State(row.state), row.confirms_id)


def told_in(actor: Actor, dossier_ids: Collection[UUID]) -> dict[tuple[UUID, str], Told]:
    """All sayings in sight in these dossiers, by dossier and kind, in the order in which they were noted."""
    rows: dict[tuple[UUID, str], list[FactBase]] = defaultdict(list)
    for table in FACT_TABLES.values():
        for row in table.objects.visible_to(actor).filter(dossier_id__in=list(dossier_ids)):
            rows[row.dossier_id, row.kind].append(row)
    return {place: told_of(found) for place, found in rows.items()}


def told_of(rows: Iterable[FactBase]) -> Told:
    found = list(rows)
    return Told({row.pk: row for row in found}, tuple(saying_of(row) for row in found))


def words_of(kind: Kind, value: Any) -> str:
    """A kept value in the reader's language; a dash where its key was destroyed."""
    if value is None:
        return "–"
    if kind.type == "yes_no":
        return _("Yes") if value == "yes" else _("No")
    if kind.type == "date":
        return day_in_words(date.fromisoformat(value))
    labels = dict(kind.choices())
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(labels.get(str(one), one)) for one in values)


@dataclass(frozen=True)
class Names:
    """The names of everybody who noted something, asked for at once."""

    people: Mapping[UUID, str]
    agencies: Mapping[UUID, str]


def names_for(actor: Actor, rows: Iterable[FactBase]) -> Names:
    found = list(rows)
    people = {one for row in found for one in (row.noted_by_id, row.ended_by_id) if one}
    agencies = {row.agency_id for row in found if row.agency_id}
    return Names(
        user_names(actor, people),
        {one: named.short_name for one, named in agency_names(actor, agencies).items()},
    )
