"""The fact sheet of a child, one kind of it, and what an instrument may be prefilled with."""

from uuid import UUID

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.access.visibility import parts_open_to
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock

from ..choices import GROUPS, PART_OF, Compartment, Kind, State, kinds
from ..policies import open_to_write
from ..results import Dossier, FactDetail, FactGroup, FactRow, FactSheet, KnownFact
from ..rules import Sayings, compartments_within, is_confirmed, is_stale, last_said_on, live_heads
from .reading import Told, names_for, told_in, words_of
from .rows import Reader, ended_values, row_for
from .sources import dossier_in_sight, numbers_in_sight

_NOTHING = Told()
_LOOKED = {Compartment.HEALTH: Looked.HEALTH, Compartment.LEGAL: Looked.LEGAL}


@query
def get_fact_sheet(actor: Actor, dossier_id: UUID) -> FactSheet:
    """All that is known in the parts that are open to the reader, and what must be done about it now."""
    require(actor, Permission.SEE_CASES)
    dossier = dossier_in_sight(actor, dossier_id)
    shown = _shown(actor, dossier_id)
    told = told_in(actor, dossier.of_child)
    reader = _reader(actor, dossier, told)
    rows = {
        code: row_for(reader, kind, told.get((dossier_id, code), _NOTHING), _others(told, dossier_id, code))
        for code, kind in kinds().items()
        if kind.compartment in shown
    }
    _look(actor, dossier_id, shown)
    due = [row for row in rows.values() if row.to_do]
    return FactSheet(
        case_id=dossier_id,
        groups=_grouped(rows),
        to_do=tuple(sorted((row for row in due if row.values), key=lambda row: len(row.values) < 2)),
        unknown=tuple(row for row in due if not row.values),
        is_partial=len(shown) < len(Compartment),
    )


@query
def get_fact(actor: Actor, dossier_id: UUID, kind_code: str) -> FactDetail:
    """One kind of fact with its history. NotFound for an unknown kind or one whose part is not open."""
    require(actor, Permission.SEE_CASES)
    dossier = dossier_in_sight(actor, dossier_id)
    kind = kinds().get(kind_code)
    if kind is None or kind.compartment not in _shown(actor, dossier_id):
        raise NotFound("kind of fact")
    told = {
        place: found for place, found in told_in(actor, dossier.of_child).items() if place[1] == kind_code
    }
    reader = _reader(actor, dossier, told)
    own = told.get((dossier_id, kind_code), _NOTHING)
    row = row_for(reader, kind, own, _others(told, dossier_id, kind_code))
    _look(actor, dossier_id, (kind.compartment,))
    return FactDetail(
        case_id=dossier_id,
        row=row,
        type=kind.type,
        choices=tuple(kind.choices()),
        least=kind.least,
        most=kind.most,
        fresh_days=kind.fresh_days,
        before=ended_values(reader, kind, own),
        may_settle=any(value.may_keep for value in row.values),
    )


@query
def known_facts(actor: Actor, dossier_id: UUID) -> dict[str, KnownFact]:
    """The values that hold, by kind, in the parts that are open to the actor: for prefilling an instrument.

    What is contradicted is left out: it is asked, or settled, not assumed. Where this dossier does not know, another
    dossier of the child that is in sight may.
    """
    require(actor, Permission.SEE_CASES)
    dossier = dossier_in_sight(actor, dossier_id)
    told = told_in(actor, dossier.of_child)
    found = {
        code: _known(kind, told.get((dossier_id, code), _NOTHING), _others(told, dossier_id, code))
        for code, kind in kinds().items()
    }
    return {code: known for code, known in found.items() if known is not None}


def _known(kind: Kind, own: Told, others: list[Told]) -> KnownFact | None:
    if live_heads(own.sayings):
        return _standing(kind, own)
    standing = [known for known in (_standing(kind, told) for told in others) if known]
    return standing[0] if len(standing) == 1 else None


def _standing(kind: Kind, told: Told) -> KnownFact | None:
    sayings: Sayings = told.sayings
    head = next((one for one in live_heads(sayings) if one.state is State.STANDING), None)
    if head is None:
        return None
    row, said_on = told.rows[head.id], last_said_on(sayings, head)
    return KnownFact(
        kind=kind.code,
        value=head.value,
        words=words_of(kind, head.value),
        source=row.source,
        said_on=said_on,
        said_at=row.noted_at,
        is_confirmed=is_confirmed(sayings, head),
        is_stale=is_stale(kind.fresh_days, said_on, clock.today()),
        questions=kind.questions,
    )


def _shown(actor: Actor, dossier_id: UUID) -> tuple[Compartment, ...]:
    return compartments_within(parts_open_to(actor, dossier_id), PART_OF)


def _reader(actor: Actor, dossier: Dossier, told: dict[tuple[UUID, str], Told]) -> Reader:
    rows = [row for found in told.values() for row in found.rows.values()]
    writes = open_to_write(actor, dossier.id) if dossier.is_open else frozenset()
    return Reader(
        actor=actor,
        names=names_for(actor, rows),
        writes=writes,
        settles=actor.may(Permission.SETTLE_FACTS),
        is_open=dossier.is_open,
        numbers=numbers_in_sight(actor, {one for one, _kind in told} - {dossier.id}),
    )


def _others(told: dict[tuple[UUID, str], Told], dossier_id: UUID, kind_code: str) -> list[Told]:
    """What the child's other dossiers in sight say of this kind, in an order that stays."""
    places = sorted(place for place in told if place[1] == kind_code and place[0] != dossier_id)
    return [told[place] for place in places]


def _grouped(rows: dict[str, FactRow]) -> tuple[FactGroup, ...]:
    group_of = {code: kind.group for code, kind in kinds().items()}
    groups = (
        FactGroup(str(label), tuple(row for code, row in rows.items() if group_of[code] == group))
        for group, label in GROUPS.items()
    )
    return tuple(group for group in groups if group.rows)


def _look(actor: Actor, dossier_id: UUID, shown: tuple[Compartment, ...]) -> None:
    """Leave a look at the sheet, and at each of the parts that are kept apart."""
    for part in (Looked.FACTS, *(_LOOKED[one] for one in shown if one in _LOOKED)):
        record_look(actor, part=part, subject_id=dossier_id, case_id=dossier_id)
