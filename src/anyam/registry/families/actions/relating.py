"""How people stand to each other: told, ended, taken back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record
from anyam.registry.people import actions as people
from anyam.registry.people.results import PersonInput

from ..choices import Source, kind_of
from ..events import FamilyMemberAdded, PeopleRelated, RelationEnded, StatementWithdrawn
from ..models import Care, Membership, Relation, Stay
from ..queries.around import relations_around, step_of
from ..results import RelationInput
from ..rules import Step, makes_loop, older_problem, siblings_of
from .asking import ask, hold, refuse_days, spans_of

MOST_PARENTS_BY_BIRTH = 2
_TAKEN_BACK: dict[str, Any] = {"relation": Relation, "member": Membership, "care": Care, "stay": Stay}


class KindUnknown(Refusal):
    sentence = _("Choose from the list how they are related.")


class SamePerson(Refusal):
    sentence = _("Choose another person: nobody is related to themselves.")


class OwnAncestor(Refusal):
    sentence = _(
        "With this somebody would be their own parent or grandparent."
        " Check who is the parent and who is the child, or take back what was written wrongly before."
    )


class YoungerParent(Refusal):
    sentence = _("A parent or grandparent is older than the child. Check who is who.")


class RelatedAlready(Refusal):
    sentence = _("This relation is written down already. End it or take it back if it has changed.")


class TwoParentsAlready(Refusal):
    sentence = _(
        "Two parents by birth are written down already. Take back the wrong one first,"
        " or choose step-parent, adoptive parent or guardian."
    )


class FollowsAlready(Refusal):
    sentence = _("That they are brothers or sisters follows from their parents already: nothing to add.")


@action(is_once=True)
def add_family_member(
    actor: Actor,
    *,
    case_id: UUID,
    person: PersonInput,
    to_id: UUID,
    kind: str,
    since: date | None = None,
    source: str = "",
    once: UUID | None = None,
) -> UUID:
    """Write down somebody new who is `kind` of `to_id`. Raises NotFound, IdentityRefused, and as `relate_people`."""
    ask(actor, case_id)
    hold(actor, case_id, [to_id])
    person_id = people.register_person(actor, person, is_child=False, dossier_id=case_id)
    record(actor, FamilyMemberAdded(person_id, case_id))
    _relate(actor, case_id, RelationInput(to_id, person_id, kind, since=since, source=source))
    return person_id


@action()
def relate_people(actor: Actor, *, case_id: UUID, given: RelationInput) -> UUID:
    """Keep that `other` is `kind` of `person`, as this case tells it.

    Refused by what the actor may see alone: what another dossier tells out of sight is neither asked nor betrayed.
    Raises NotFound, KindUnknown, SamePerson, OwnAncestor, YoungerParent, RelatedAlready, TwoParentsAlready,
    FollowsAlready, DaysRefused.
    """
    ask(actor, case_id)
    if given.person_id == given.other_id:
        raise SamePerson(field="other_id")
    hold(actor, case_id, [given.person_id, given.other_id])
    return _relate(actor, case_id, given)


def _relate(actor: Actor, case_id: UUID, given: RelationInput) -> UUID:
    new = _as_kept(given)
    _check(actor, case_id, given, new)
    row = Relation.objects.create(
        dossier_id=case_id,
        person_id=new.person,
        other_id=new.other,
        kind=new.kind.code,
        since=given.since,
        until=given.until,
        source=given.source if given.source in Source.values else "",
        note=clean_line(given.note)[:300],
        told_at=clock.now(),
        told_by_id=actor.user_id,
    )
    record(actor, PeopleRelated(row.pk, case_id, new.person, new.other, new.kind.code))
    return row.pk


def _as_kept(given: RelationInput) -> Step:
    """From the younger generation to the older one. Raises KindUnknown."""
    kind = kind_of(given.kind)
    if kind is None:
        raise KindUnknown(field="kind")
    if not kind.is_downward:
        return Step(given.person_id, given.other_id, kind)
    inverse = kind_of(kind.inverse)
    assert inverse is not None
    return Step(given.other_id, given.person_id, inverse)


def _check(actor: Actor, case_id: UUID, given: RelationInput, new: Step) -> None:
    spans = spans_of(actor, [new.person, new.other])
    refuse_days(given.since, given.until, spans.values())
    rows = relations_around(actor, {new.person, new.other})
    steps = [step_of(row) for row in rows]
    if any(row.dossier_id == case_id and row.until is None and _is_same(new, step_of(row)) for row in rows):
        raise RelatedAlready(field="kind")
    if makes_loop(steps, new):
        raise OwnAncestor(field="kind")
    if new.kind.is_lineage:
        problem = older_problem(spans[new.person], spans[new.other])
        if problem:
            raise YoungerParent(problem, field="kind")
    if new.kind.code == "parent" and _has_two_parents(steps, new):
        raise TwoParentsAlready(field="kind")
    if new.kind.code in {"sibling", "step_sibling"} and new.other in siblings_of(steps, new.person):
        raise FollowsAlready(field="kind")


def _is_same(new: Step, old: Step) -> bool:
    pair, other = (new.person, new.other), (old.person, old.other)
    return new.kind.code == old.kind.code and (
        pair == other or (new.kind.is_symmetric and pair == other[::-1])
    )


def _has_two_parents(steps: list[Step], new: Step) -> bool:
    parents = {step.other for step in steps if step.person == new.person and step.kind.code == "parent"}
    return len(parents - {new.other}) >= MOST_PARENTS_BY_BIRTH


@action()
def end_relation(actor: Actor, *, case_id: UUID, relation_id: UUID, until: date) -> None:
    """Keep until when a relation lasted: a couple parted, a guardianship over. Raises NotFound, DaysRefused."""
    ask(actor, case_id)
    row = _mine(actor, Relation, case_id, relation_id)
    refuse_days(row.since, until, spans_of(actor, [row.person_id, row.other_id]).values())
    row.until = until
    row.save(update_fields=["until"])
    record(actor, RelationEnded(row.pk, case_id, row.kind, until))


@action()
def take_back_statement(actor: Actor, *, case_id: UUID, about: str, statement_id: UUID) -> None:
    """Take back what was written by mistake; the row stays, and counts no more. Raises NotFound."""
    ask(actor, case_id, address=about == "stay")
    if about not in _TAKEN_BACK:
        raise NotFound("statement")
    row = _mine(actor, _TAKEN_BACK[about], case_id, statement_id)
    row.taken_back_at = clock.now()
    row.save(update_fields=["taken_back_at"])
    record(actor, StatementWithdrawn(row.pk, case_id, about))


def _mine(actor: Actor, model: Any, case_id: UUID, row_id: UUID) -> Any:
    """A statement of this case that was not taken back, locked. Raises NotFound."""
    found = model.objects.visible_to(actor).standing().select_for_update(of=("self",))
    return found.one(pk=row_id, dossier_id=case_id)
