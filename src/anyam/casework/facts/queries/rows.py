"""Turning sayings into the lines of the fact sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Sentence

from ..choices import Compartment, Kind, SettleReason, Source, State, WithdrawReason
from ..models import FactBase
from ..policies import may_withdraw
from ..results import FactRow, FactValue, SayingRow
from ..rules import Saying, behind, is_confirmed, is_same_value, is_stale, last_said_on, live_heads
from .reading import Names, Told, words_of


@dataclass(frozen=True)
class Reader:
    """Who reads the sheet of which dossier, and what they may do there."""

    actor: Actor
    names: Names
    writes: frozenset[Compartment]
    settles: bool
    is_open: bool
    numbers: Mapping[UUID, str]
    """Of the child's other dossiers in sight."""


def row_for(reader: Reader, kind: Kind, own: Told, others: Iterable[Told]) -> FactRow:
    """One kind: the values of this dossier, then what the child's other dossiers in sight say."""
    may_note = kind.compartment in reader.writes
    values = [_value(reader, kind, own, head, may_note=may_note) for head in live_heads(own.sayings)]
    for told in others:
        for head in live_heads(told.sayings):
            _join(values, _value(reader, kind, told, head, may_note=False))
    row = FactRow(kind.code, kind.label, tuple(values), may_note=may_note)
    return replace(row, to_do=_to_do(reader, kind, row))


def ended_values(reader: Reader, kind: Kind, own: Told) -> tuple[FactValue, ...]:
    """What was so before, was decided against or taken back; the newest end first."""
    ended = [one for one in own.sayings if own.rows[one.id].ended_at]
    found = [replace(_value(reader, kind, own, one, may_note=False), is_stale=False) for one in ended]
    return tuple(sorted(found, key=lambda one: (one.ended_at is not None, one.ended_at), reverse=True))


def _value(reader: Reader, kind: Kind, told: Told, head: Saying, *, may_note: bool) -> FactValue:
    row = told.rows[head.id]
    number = reader.numbers.get(row.dossier_id, "")
    voices = behind(told.sayings, head)
    said_on = last_said_on(told.sayings, head)
    return FactValue(
        id=head.id,
        value=head.value,
        words=words_of(kind, head.value),
        state=head.state,
        is_confirmed=is_confirmed(told.sayings, head),
        is_stale=is_stale(kind.fresh_days, said_on, clock.today()),
        last_said_on=said_on,
        sayings=tuple(_saying(reader, told.rows[one.id], is_own=not number) for one in voices),
        case_number=number,
        ended_at=row.ended_at,
        end_label=_end_label(row),
        end_words=row.end_words,
        ended_by=reader.names.people.get(row.ended_by_id, "") if row.ended_by_id else "",
        may_confirm=may_note,
        may_keep=may_note and reader.settles and head.state is State.DISPUTED,
    )


def _saying(reader: Reader, row: FactBase, *, is_own: bool) -> SayingRow:
    is_ended = row.ended_at is not None
    return SayingRow(
        id=row.pk,
        source_label=str(Source(row.source).label),
        whence=row.whence,
        said_on=row.said_on,
        agency_name=reader.names.agencies.get(row.agency_id, "") if row.agency_id else "",
        by=reader.names.people.get(row.noted_by_id, "") if row.noted_by_id else "",
        noted_at=row.noted_at,
        is_from_form=bool(row.origin),
        may_withdraw=is_own and not is_ended and bool(reader.writes) and may_withdraw(reader.actor, row),
    )


def _end_label(row: FactBase) -> str:
    if not row.end_reason:
        return str(State(row.state).label) if row.ended_at else ""
    kinds = WithdrawReason if row.state == State.WITHDRAWN else SettleReason
    return f"{State(row.state).label}: {kinds(row.end_reason).label}"


def _join(values: list[FactValue], other: FactValue) -> None:
    """The same value in another case is one more voice for it; another value stands beside."""
    for place, one in enumerate(values):
        if is_same_value(one.value, other.value):
            sayings = (*one.sayings, *other.sayings)
            said_on = max(one.last_said_on, other.last_said_on)
            values[place] = replace(
                one,
                sayings=sayings,
                is_confirmed=one.is_confirmed or len({saying.source_label for saying in sayings}) > 1,
                last_said_on=said_on,
                is_stale=one.is_stale and other.is_stale,
            )
            return
    values.append(other)


def _to_do(reader: Reader, kind: Kind, row: FactRow) -> Sentence:
    if not reader.is_open:
        return ""
    own = [one for one in row.values if one.is_own]
    if len(own) > 1:
        may_keep = any(one.may_keep for one in own)
        return (
            _("Two values contradict each other: settle which one holds.")
            if may_keep
            else _("Two values contradict each other: the case manager settles which one holds.")
        )
    if len(row.values) > 1:
        return _("Another case of the child says otherwise: find out which one is right, and note it here.")
    if not row.values:
        return _("Not known yet.") if kind.is_expected else ""
    return _("Said long ago: ask whether it still holds.") if row.values[0].is_stale else ""
