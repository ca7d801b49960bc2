"""Taking hold of what is known about a child before changing it, and writing down what became of it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import finish_work, start_work
from anyam.casework.sops.choices import PromiseKey, SubjectKind, WorkKind
from anyam.casework.sops.queries import has_open_work
from anyam.foundation.access import Actor, NotFound, Permission, require
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import may_write
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.registry.people.actions import hold_people

from ..choices import Kind, State, kinds
from ..models import FACT_TABLES, FactBase
from ..policies import open_to_write
from ..queries.reading import Told, told_of
from ..queries.sources import dossier_in_sight
from ..results import Dossier
from ..rules import Sayings

_SYSTEM = Actor.system("what is contradicted")
_COUNTING = {State.STANDING, State.DISPUTED, State.CONFIRMING}


class DossierIsClosed(Refusal):
    sentence = _("This case is closed. Reopen it first, with the reason.")


class KindIsUnknown(Refusal):
    sentence = _("Choose from the list what you want to note.")


class NoLongerCounts(Refusal):
    sentence = _("This no longer counts. Open it again to see what holds.")


class TooLong(Refusal):
    sentence = _("This is too long. Write it shorter.")


def held_dossier(actor: Actor, dossier_id: UUID, permission: Permission) -> Dossier:
    """An open dossier the actor works on; nobody else changes facts of its child until the action ends.

    Raises NotAllowed, NotFound, DossierIsClosed.
    """
    require(actor, permission)
    dossier = dossier_in_sight(actor, dossier_id)
    if not may_write(actor, dossier_id):
        raise NotFound("dossier to work on")
    if not dossier.is_open:
        raise DossierIsClosed
    hold_people(actor, [dossier.child_id])
    return dossier


def kind_to_write(actor: Actor, dossier_id: UUID, code: str) -> Kind:
    """Raises KindIsUnknown, also for a kind whose compartment is not open to the actor for work."""
    kind = kinds().get(code)
    if kind is None or kind.compartment not in open_to_write(actor, dossier_id):
        raise KindIsUnknown(field="kind")
    return kind


def told_about(dossier_id: UUID, kind: Kind) -> Told:
    """All sayings of one kind in a dossier that is held."""
    return told_of(FACT_TABLES[kind.compartment].objects.filter(dossier_id=dossier_id, kind=kind.code))


def fact_in_sight(actor: Actor, dossier_id: UUID, fact_id: UUID) -> FactBase:
    """One saying of a dossier, or NotFound."""
    for table in FACT_TABLES.values():
        found: FactBase | None = (
            table.objects.visible_to(actor).filter(dossier_id=dossier_id, pk=fact_id).first()
        )
        if found is not None:
            return found
    raise NotFound("fact")


def counting_fact(actor: Actor, dossier_id: UUID, fact_id: UUID) -> FactBase:
    """A saying that still counts; raises NoLongerCounts for one that was replaced, set aside or taken back."""
    fact = fact_in_sight(actor, dossier_id, fact_id)
    if fact.ended_at is not None:
        raise NoLongerCounts
    return fact


def checked_words(words: str, longest: int, field: str) -> str:
    """Raises TooLong."""
    if len(words) > longest:
        raise TooLong(field=field)
    return words


def keep(
    actor: Actor, kind: Kind, told: Told, after: Sayings, *, end_reason: str = "", end_words: str = ""
) -> None:
    """Write the states the rules have found to the rows that were there; what no longer counts says when and why."""
    changed = [(told.rows[one.id], one.state, one.confirms) for one in after if one.id in told.rows]
    moved = [(row, state, by) for row, state, by in changed if (row.state, row.confirms_id) != (state, by)]
    # Whatever stands is moved away before another takes its place: at no moment do two values stand.
    for row, state, confirms in sorted(moved, key=lambda one: one[1] is State.STANDING):
        row.state, row.confirms_id = state, confirms
        fields = ["state", "confirms"]
        if state not in _COUNTING:
            row.ended_at, row.ended_by_id = clock.now(), actor.user_id
            row.end_reason, row.end_words = end_reason, end_words
            fields += ["ended_at", "ended_by", "end_reason", "end_words"]
        row.save(update_fields=fields)


def _has_disputes(dossier_id: UUID) -> bool:
    """Whether anything of a dossier is contradicted, in sight of the actor or not."""
    with acting(_SYSTEM):
        return any(
            table.objects.filter(dossier_id=dossier_id, state=State.DISPUTED).exists()
            for table in FACT_TABLES.values()
        )


def note_work(actor: Actor, dossier: Dossier) -> None:
    """Contradictions are the case manager's work: begun with the first of them, ended with the last."""
    if not _has_disputes(dossier.id):
        finish_work(actor, dossier.id, WorkKind.SETTLE_FACTS)
    elif not has_open_work(actor, dossier.id, WorkKind.SETTLE_FACTS):
        start_work(
            actor,
            kind=WorkKind.SETTLE_FACTS,
            subject_kind=SubjectKind.CASE,
            subject_id=dossier.id,
            case_id=dossier.id,
            agency_id=dossier.agency_id,
            assignee_id=dossier.manager_id,
            reference=dossier.number,
            district_code=dossier.district_code,
            promise_key=PromiseKey.FACTS_SETTLED,
        )
