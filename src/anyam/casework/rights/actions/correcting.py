"""Noting that what was granted is also corrected; whoever asked is then told (UU 27/2022 art. 30)."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.queries import case_ref
from anyam.casework.sops.actions import finish_work
from anyam.casework.sops.choices import WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import CorrectedField
from ..events import CaseCorrected
from ..models import Request
from ..policies import may_note_corrected
from .giving import give_officer


class FieldsAreMissing(Refusal):
    sentence = _("Tick what was corrected.")


class CorrectedAlready(Refusal):
    sentence = _("This correction was noted already. There is nothing more to do.")


@action()
def note_corrected(actor: Actor, *, request_id: UUID, fields: Collection[str]) -> None:
    """Note which data of the case were corrected; from now the officer owes whoever asked the news of it.

    Raises NotFound unless the case was given to the actor for work; FieldsAreMissing, CorrectedAlready.
    """
    require(actor, Permission.CORRECT_DATA)
    granted = Request.objects.corrections_granted().select_for_update(of=("self",))
    request = granted.filter(pk=request_id).first()
    if request is None or request.case_id is None:
        raise NotFound("correction")
    case = case_ref(actor, request.case_id)
    if not may_note_corrected(actor, case.id):
        raise NotFound("correction")
    if request.corrected_at is not None:
        raise CorrectedAlready
    chosen = [field.value for field in CorrectedField if field in fields]
    if not chosen:
        raise FieldsAreMissing(field="corrected")
    request.corrected_at, request.corrected_by_id = clock.now(), actor.user_id
    request.corrected_fields = chosen
    request.save(update_fields=["corrected_at", "corrected_by", "corrected_fields"])
    finish_work(actor, request.id, WorkKind.CORRECT_DATA)
    give_officer(actor, request, WorkKind.TELL_CORRECTED)
    record(actor, CaseCorrected(request.id, case.id, request.number, tuple(chosen)))
