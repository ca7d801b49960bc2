"""What can be done to the draft of an instrument as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from anyam.casework.cases import rules
from anyam.casework.cases.actions.answers import PartNotOpen, writable_paths
from anyam.casework.cases.actions.cases import note_activity
from anyam.casework.cases.actions.locking import lock_open_case
from anyam.casework.cases.choices import AssessmentState, Compartment
from anyam.casework.cases.events import AssessmentAnswersSaved, DraftDiscarded, DraftMoved
from anyam.casework.cases.models import ANSWER_TABLES, Assessment, Case
from anyam.casework.cases.queries.filling import Kept, all_answers, form_of
from anyam.foundation.access import Actor, NotFound, Permission, action
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record
from anyam.registry.instruments import queries as instruments
from anyam.registry.instruments.choices import Kind
from anyam.registry.instruments.results import Instrument


@action()
def move_draft(actor: Actor, *, case_id: UUID, instrument: str) -> None:
    """Let the draft of an instrument go on with the version in force, keeping every answer that it can hold.

    Raises NotFound where there is no draft or no newer version, PartNotOpen where an answer that would be left behind
    lies in a part that is not open to the actor: nobody takes out what they cannot read.
    """
    case = lock_open_case(actor, case_id, Permission.ASSESS_CHILD)
    draft = _draft_of(case, instrument)
    in_force = instruments.instrument_in_force(actor, instrument)
    if in_force is None or in_force.id == draft.version_id:
        raise NotFound("newer version")
    old, new = form_of(draft.version_id), form_of(in_force.id)
    kept = all_answers(draft.pk)
    carried = rules.carried_over(old, new, {place: one.value for place, one in kept.items()})
    rehoused = [place for place in carried.kept if _home(old, place) != _home(new, place)]
    _must_be_open(actor, case, old, [*carried.left, *rehoused])
    _must_be_open(actor, case, new, rehoused)
    _take_out(draft, carried.left)
    _rehouse(actor, draft, old, new, {place: kept[place] for place in rehoused})
    draft.version_id, draft.saved_at = in_force.id, clock.now()
    draft.save(update_fields=["version", "saved_at"])
    note_activity(actor, case.pk)
    record(actor, DraftMoved(draft.pk, case.pk, in_force.id, len(carried.kept), len(carried.left)))


@action()
def remove_turn(actor: Actor, *, case_id: UUID, instrument: str, repeat: str, number: int) -> None:
    """Take one turn out of a repeat of the draft; those behind it move up.

    Raises NotFound where there is no such turn, PartNotOpen where the repeat asks something that is not open to the
    actor: its hidden answers would otherwise end beside somebody else.
    """
    case = lock_open_case(actor, case_id, Permission.ASSESS_CHILD)
    draft = _draft_of(case, instrument)
    form = form_of(draft.version_id)
    node = form.nodes.get(rules.path_in(form, repeat))
    if node is None or node.kind is not Kind.REPEAT or node.count is not None or number < 1:
        raise NotFound("turn")
    if not {below.path for below in node.walk()} <= writable_paths(actor, case, form):
        raise PartNotOpen
    moved = 0
    for table in ANSWER_TABLES.values():
        rows = table.objects.filter(assessment=draft, place__startswith=f"{repeat}[")
        for row in sorted(rows, key=lambda row: rules.turn_of(repeat, row.place)):
            place = rules.without_turn(repeat, number, row.place)
            if place is None:
                row.delete()
            elif place != row.place:
                table.objects.filter(pk=row.pk).update(place=place)
            moved += place != row.place
    Assessment.objects.filter(pk=draft.pk).update(saved_at=clock.now())
    note_activity(actor, case.pk)
    record(actor, AssessmentAnswersSaved(draft.pk, case.pk, moved))


@action()
def discard_draft(actor: Actor, *, case_id: UUID, instrument: str) -> None:
    """Throw away a draft that was begun by mistake. Raises PartNotOpen where it holds what the actor cannot read."""
    case = lock_open_case(actor, case_id, Permission.ASSESS_CHILD)
    draft = _draft_of(case, instrument)
    form = form_of(draft.version_id)
    _must_be_open(actor, case, form, all_answers(draft.pk))
    record(actor, DraftDiscarded(draft.pk, case.pk, instrument))
    for table in ANSWER_TABLES.values():
        table.objects.filter(assessment=draft).delete()
    draft.delete()
    note_activity(actor, case.pk)


def _draft_of(case: Case, instrument: str) -> Assessment:
    drafts = Assessment.objects.select_for_update().filter(case=case, instrument=instrument)
    draft = drafts.filter(state=AssessmentState.DRAFT).first()
    if draft is None:
        raise NotFound("draft")
    return draft


def _home(form: Instrument, place: str) -> Compartment:
    return rules.compartment_of(form.nodes[rules.path_in(form, place)])


def _must_be_open(actor: Actor, case: Case, form: Instrument, places: list[str] | Mapping[str, Kept]) -> None:
    if places and not {rules.path_in(form, place) for place in places} <= writable_paths(actor, case, form):
        raise PartNotOpen


def _take_out(draft: Assessment, places: tuple[str, ...]) -> None:
    for table in ANSWER_TABLES.values():
        table.objects.filter(assessment=draft, place__in=places).delete()


def _rehouse(
    actor: Actor, draft: Assessment, old: Instrument, new: Instrument, kept: Mapping[str, Kept]
) -> None:
    """Move answers whose question lies in another compartment now into its table, sealed for it."""
    for place, one in kept.items():
        ANSWER_TABLES[_home(old, place)].objects.filter(assessment=draft, place=place).delete()
        ANSWER_TABLES[_home(new, place)].objects.create(
            assessment=draft,
            dossier_id=draft.case_id,
            place=place,
            value=one.value,
            source=one.source,
            answered_at=one.at,
            answered_by_id=one.by_id or actor.person_id,
        )
