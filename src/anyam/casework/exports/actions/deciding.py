"""The second pair of eyes."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, action, require, require_fresh
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

from .. import policies
from ..choices import ExportState
from ..events import ExportApproved, ExportRefused
from ..models import Export


class SayWhyNot(Refusal):
    sentence = _("Write in a sentence why not, so that your colleague knows what to do.")


@action()
def approve_export(actor: Actor, *, export_id: UUID, words: str = "") -> None:
    """Agree; then it is made with the rights of whoever asked. Raises StepUpNeeded without a fresh proof."""
    export = _decide(actor, export_id, ExportState.APPROVED, words)
    record(actor, ExportApproved(export.pk, export.case_id, export.kind))


@action()
def refuse_export(actor: Actor, *, export_id: UUID, words: str) -> None:
    """Say no, and why."""
    if len(clean_text(words)) < 5:
        require(actor, Permission.APPROVE_EXPORT)
        raise SayWhyNot(field="words")
    export = _decide(actor, export_id, ExportState.REFUSED, words)
    record(actor, ExportRefused(export.pk, export.case_id, export.kind))


def _decide(actor: Actor, export_id: UUID, state: ExportState, words: str) -> Export:
    require(actor, Permission.APPROVE_EXPORT)
    export = Export.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=export_id)
    if not policies.may_decide(actor, export):
        raise NotFound("export")
    require_fresh(actor)
    export.state, export.decided_by_id, export.decided_at = state, actor.person_id, clock.now()
    export.decision_words = clean_text(words)[:500]
    export.save(update_fields=["state", "decided_by", "decided_at", "decision_words"])
    return export
