"""Who cares for a child, and who first of all."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import caregiver_roles
from ..events import CareEnded, CaregiverNamed
from ..models import Care
from .asking import ask, hold, refuse_days, spans_of


class CareRoleUnknown(Refusal):
    sentence = _("Choose from the list as what this person cares for the child.")


class CaresForThemselves(Refusal):
    sentence = _("Choose another person: nobody is their own caregiver.")


class CaresAlready(Refusal):
    sentence = _("This person is written down as caregiver already. End it first if something has changed.")


@action()
def name_caregiver(
    actor: Actor,
    *,
    case_id: UUID,
    person_id: UUID,
    carer_id: UUID,
    role: str,
    is_primary: bool = False,
    since: date | None = None,
) -> UUID:
    """Keep that `carer` cares for `person`; a new primary caregiver takes that place from the one before.

    Raises NotFound, CareRoleUnknown, CaresForThemselves, CaresAlready, DaysRefused.
    """
    ask(actor, case_id)
    if role not in caregiver_roles().codes():
        raise CareRoleUnknown(field="role")
    if person_id == carer_id:
        raise CaresForThemselves(field="carer_id")
    hold(actor, case_id, [person_id, carer_id])
    refuse_days(since, None, spans_of(actor, [person_id, carer_id]).values())
    here = (
        Care.objects.visible_to(actor)
        .standing()
        .filter(dossier_id=case_id, person_id=person_id, until__isnull=True)
    )
    if here.filter(carer_id=carer_id).exists():
        raise CaresAlready(field="carer_id")
    if is_primary:
        here.filter(is_primary=True).update(is_primary=False)
    row = Care.objects.create(
        dossier_id=case_id,
        person_id=person_id,
        carer_id=carer_id,
        role=role,
        is_primary=is_primary,
        since=since,
        told_at=clock.now(),
        told_by_id=actor.user_id,
    )
    record(actor, CaregiverNamed(row.pk, case_id, person_id, carer_id, role, is_primary))
    return row.pk


@action()
def end_care(actor: Actor, *, case_id: UUID, care_id: UUID, until: date) -> None:
    """Keep until when somebody cared for the child. Raises NotFound, DaysRefused."""
    ask(actor, case_id)
    found = Care.objects.visible_to(actor).standing().select_for_update(of=("self",))
    row = found.one(pk=care_id, dossier_id=case_id)
    refuse_days(row.since, until, spans_of(actor, [row.person_id, row.carer_id]).values())
    row.until = until
    row.save(update_fields=["until"])
    record(actor, CareEnded(row.pk, case_id, until))
