"""Noting what somebody said, and answering what an instrument proposes."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, Permission, action, step
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text
from anyam.foundation.events.recording import record

from ..choices import Difference, Kind, Source, State, kinds
from ..events import FactConfirmed, FactDisputed, FactNoted, FactsProposed
from ..models import FACT_TABLES
from ..policies import open_to_write
from ..queries.reading import Told
from ..queries.sources import dossier_in_sight
from ..results import Dossier, FactInput, Proposal
from ..rules import (
    Saying,
    accepted_value,
    head_saying,
    is_stale,
    last_said_on,
    live_heads,
    voice_of,
    with_said,
)
from .holding import (
    checked_words,
    counting_fact,
    held_dossier,
    keep,
    kind_to_write,
    note_work,
    told_about,
)

_LONGEST_WHENCE = 200
_OLDEST_DAYS = 18 * 366
_Noted = Callable[[UUID, UUID, str], FactNoted | FactConfirmed | FactDisputed]
_EVENTS: dict[State, _Noted] = {
    State.STANDING: FactNoted,
    State.CONFIRMING: FactConfirmed,
    State.DISPUTED: FactDisputed,
}


class ValueNotAccepted(Refusal):
    sentence = _("Choose from the answers, or write at most 500 characters.")


class SourceMissing(Refusal):
    sentence = _("Choose who said it.")


class DayNotPossible(Refusal):
    sentence = _("Write the day on which it was said: today or earlier.")


class AnotherValueHolds(Refusal):
    """Carries what holds now, so that the page can show it."""

    sentence = _(
        "Another value is noted already. Say whether it has changed, or whether the two contradict each other."
    )

    def __init__(self) -> None:
        super().__init__(field="difference")


@action(is_once=True)
def note_fact(actor: Actor, *, dossier_id: UUID, given: FactInput, once: UUID | None = None) -> UUID:
    """Note something somebody said; the saying's id. The same value again confirms it, nothing is overwritten.

    Raises AnotherValueHolds where another value holds and `given.difference` does not say what became of it,
    ValueNotAccepted, SourceMissing, DayNotPossible, KindIsUnknown, DossierIsClosed, NotFound.
    """
    dossier = held_dossier(actor, dossier_id, Permission.NOTE_FACTS)
    return _note(actor, dossier, given)


@action(is_once=True)
def confirm_fact(
    actor: Actor,
    *,
    dossier_id: UUID,
    fact_id: UUID,
    source: str,
    said_on: date,
    whence: str = "",
    once: UUID | None = None,
) -> UUID:
    """Note that a source says the same as a value that is there; the saying's id. Raises as `note_fact`."""
    dossier = held_dossier(actor, dossier_id, Permission.NOTE_FACTS)
    fact = counting_fact(actor, dossier_id, fact_id)
    return _note(actor, dossier, FactInput(fact.kind, fact.value, source, said_on, whence))


@action(is_once=True)
def dispute_fact(
    actor: Actor,
    *,
    dossier_id: UUID,
    fact_id: UUID,
    value: Any,
    source: str,
    said_on: date,
    whence: str = "",
    once: UUID | None = None,
) -> UUID:
    """Note that a source says otherwise: both values stand side by side until it is settled. Raises as `note_fact`."""
    dossier = held_dossier(actor, dossier_id, Permission.NOTE_FACTS)
    fact = counting_fact(actor, dossier_id, fact_id)
    given = FactInput(fact.kind, value, source, said_on, whence, Difference.DISAGREES)
    return _note(actor, dossier, given)


@step
def propose_facts(actor: Actor, dossier_id: UUID, proposals: Iterable[Proposal]) -> None:
    """Compare an instrument's answers with what is known; the action above has asked.

    An equal answer confirms what is known; where nothing is known it is noted; another answer stands beside what is
    known until the case manager settles it, unless what is known was said so long ago that nobody vouches for it any
    more. Kinds that do not exist, answers that are none, and compartments that are not open for work are left out.
    """
    dossier = dossier_in_sight(actor, dossier_id)
    writable = open_to_write(actor, dossier_id)
    counts = dict.fromkeys(State, 0)
    for proposal in proposals:
        kind = kinds().get(proposal.kind)
        if kind is None or kind.compartment not in writable:
            continue
        try:
            value = accepted_value(kind, proposal.value)
        except ValueError:
            continue
        told = told_about(dossier_id, kind)
        difference = Difference.CHANGED if _is_old(kind, told) else Difference.DISAGREES
        today, source = clock.today(), Source(proposal.source)
        saying = _say(
            actor, dossier_id, kind, told, value, source, today, "", difference, origin=proposal.origin
        )
        counts[saying.state] += 1
    if any(counts.values()):
        new, same, other = (counts[one] for one in (State.STANDING, State.CONFIRMING, State.DISPUTED))
        record(actor, FactsProposed(dossier_id, dossier_id, new, same, other))
        note_work(actor, dossier)


def _note(actor: Actor, dossier: Dossier, given: FactInput) -> UUID:
    kind = kind_to_write(actor, dossier.id, given.kind)
    value, source = _checked(kind, given)
    told = told_about(dossier.id, kind)
    difference = Difference(given.difference) if given.difference in Difference.values else None
    if difference is None and live_heads(told.sayings) and head_saying(told.sayings, value) is None:
        raise AnotherValueHolds
    saying = _say(actor, dossier.id, kind, told, value, source, given.said_on, given.whence, difference)
    record(actor, _EVENTS[saying.state](saying.id, dossier.id, source.value))
    note_work(actor, dossier)
    return saying.id


def _checked(kind: Kind, given: FactInput) -> tuple[Any, Source]:
    try:
        value = accepted_value(kind, clean_text(given.value) if isinstance(given.value, str) else given.value)
    except (ValueError, TypeError):
        raise ValueNotAccepted(field="value") from None
    if given.source not in Source.values:
        raise SourceMissing(field="source")
    if not 0 <= (clock.today() - given.said_on).days <= _OLDEST_DAYS:
        raise DayNotPossible(field="said_on")
    return value, Source(given.source)


def _is_old(kind: Kind, told: Told) -> bool:
    present = live_heads(told.sayings)
    return len(present) == 1 and is_stale(
        kind.fresh_days, last_said_on(told.sayings, present[0]), clock.today()
    )


def _say(
    actor: Actor,
    dossier_id: UUID,
    kind: Kind,
    told: Told,
    value: Any,
    source: Source,
    said_on: date,
    whence: str,
    difference: Difference | None,
    *,
    origin: str = "",
) -> Saying:
    """Put one saying beside the others, as the rules decide; the saying with its state."""
    new = Saying(new_id(), value, said_on, voice_of(source, actor.agency_id))
    after = with_said(told.sayings, new, difference)
    keep(actor, kind, told, after, end_reason=Difference.CHANGED)
    said = after[-1]
    row = FACT_TABLES[kind.compartment](
        id=said.id,
        dossier_id=dossier_id,
        kind=kind.code,
        value=value,
        source=source,
        whence=checked_words(clean_line(whence), _LONGEST_WHENCE, "whence"),
        said_on=said_on,
        origin=origin,
        agency_id=actor.agency_id,
        noted_at=clock.now(),
        noted_by_id=actor.user_id,
        state=said.state,
    )
    row.confirms_id = said.confirms
    row.save(force_insert=True)
    return said
