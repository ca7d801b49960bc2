"""How people stand to each other. A step: the case above has asked."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, step
from anyam.foundation.events.recording import record

from ..choices import RelationKind
from ..events import PeopleRelated
from ..models import Person, Relation
from .cleaning import IdentityRefused


@step
def relate_people(
    actor: Actor,
    *,
    person_id: UUID,
    other_id: UUID,
    kind: str,
    is_caregiver: bool = False,
    lives_together: bool | None = None,
) -> UUID:
    """Keep that `other` is `kind` of `person`; a later word on the same two replaces the earlier one."""
    if kind not in set(RelationKind):
        raise IdentityRefused(_("Choose from the list how they are related."), field="kind")
    if person_id == other_id:
        raise IdentityRefused(_("Choose another person: nobody is related to themselves."), field="other_id")
    if Person.objects.filter(pk__in=[person_id, other_id]).count() < 2:
        raise NotFound("person")
    relation, _is_new = Relation.objects.update_or_create(
        person_id=person_id,
        other_id=other_id,
        defaults={"kind": kind, "is_caregiver": is_caregiver, "lives_together": lives_together},
    )
    record(actor, PeopleRelated(subject_id=person_id, other_id=other_id, kind=kind))
    return relation.pk
