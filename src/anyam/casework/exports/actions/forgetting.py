"""Emptying what left the building about a case. A step: the destruction above has been decided by two."""

from uuid import UUID

from django.db.models import Q

from anyam.foundation.access import Actor, step
from anyam.foundation.core.forgetting import forget

from ..choices import ExportState
from ..models import Export
from .contents import throw_away

_STANDING = (ExportState.WAITING, ExportState.APPROVED, ExportState.READY)


@step
def forget_exports_of(actor: Actor, case_id: UUID) -> dict[str, int]:
    """Empty why a case was exported and throw the files away; who asked, when and for what purpose stays as proof."""
    found = Export.objects.filter(Q(case_id=case_id) | Q(referral__case_id=case_id))
    for key in found.values_list("blob_key", flat=True):
        throw_away(key)
    found.filter(state__in=_STANDING).update(state=ExportState.EXPIRED)
    return {"exports": forget(found)}


@step
def export_ids_of(actor: Actor, case_id: UUID) -> tuple[UUID, ...]:
    """The exports of a case, whose keys are destroyed with it."""
    found = Export.objects.filter(Q(case_id=case_id) | Q(referral__case_id=case_id))
    return tuple(found.values_list("id", flat=True))
