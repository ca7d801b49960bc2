"""Making an export, with the rights of whoever asked for it and no others."""

from datetime import timedelta
from uuid import UUID

from django.utils import translation

from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.audit.choices import Channel
from anyam.foundation.audit.circumstances import through
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record
from anyam.foundation.vault.blobs import seal_blob

from ..choices import ExportKind, ExportPurpose, ExportState, FailReason
from ..events import ExportFailed, ExportPrepared
from ..models import COMPARTMENT, Export, folder
from ..results import Paper, Sheet
from ..rules import locked_paper, locked_sheet, new_passphrase, set_paper, set_sheet
from .gathering import gathered
from .subjects import EmergencyIsNoExport, subject_of

KEPT_FOR = timedelta(hours=24)


@action()
def make_export(actor: Actor, *, export_id: UUID) -> None:
    """Gather, set, lock and seal. Where the requester may no longer see it, it fails and says so."""
    require(actor, Permission.ASK_EXPORT)
    export = Export.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=export_id)
    if export.state != ExportState.APPROVED or export.requester_id != actor.user_id:
        return
    try:
        with through(Channel.EXPORT), translation.override("id"):
            subject_of(actor, export.kind, export.case_id, export.referral_id)
            made = gathered(actor, export)
    except (NotFound, EmergencyIsNoExport):
        fail(actor, export, FailReason.RIGHTS_ENDED)
        return
    passphrase = new_passphrase()
    content = _locked(made, mark_of(actor, export), passphrase)
    folder().put(export.blob_key, seal_blob(export.pk, COMPARTMENT, export.blob_key, content))
    export.state, export.made_at = ExportState.READY, clock.now()
    export.expires_at, export.passphrase = clock.now() + KEPT_FOR, passphrase
    export.save(update_fields=["state", "made_at", "expires_at", "passphrase"])
    record(actor, ExportPrepared(export.pk, export.case_id, export.kind))


@action()
def note_rights_ended(actor: Actor, *, export_id: UUID) -> None:
    """Note that whoever asked may not ask any more."""
    require(actor, Permission.EXPIRE_EXPORTS)
    export = Export.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=export_id)
    if export.state == ExportState.APPROVED:
        fail(actor, export, FailReason.RIGHTS_ENDED)


def fail(actor: Actor, export: Export, reason: FailReason) -> None:
    """Note that it was not made."""
    export.state, export.fail_reason = ExportState.FAILED, reason
    export.save(update_fields=["state", "fail_reason"])
    record(actor, ExportFailed(export.pk, export.case_id, export.kind, reason.value))


def mark_of(actor: Actor, export: Export) -> str:
    """What stands on every page: who, when, for what, and the export's number."""
    with translation.override("id"):
        purpose = str(ExportPurpose(export.purpose).label)
    moment = clock.local(clock.now())
    return f"{export.number} · {actor.user_name}, {actor.agency_name} · {moment:%d-%m-%Y %H.%M} · {purpose}"


def _locked(made: Paper | Sheet, mark: str, passphrase: str) -> bytes:
    if isinstance(made, Sheet):
        return locked_sheet(set_sheet(made, mark), passphrase)
    return locked_paper(set_paper(made, mark), passphrase)


MEDIA_TYPES = {
    ExportKind.CASE_SUMMARY: ("application/pdf", "pdf"),
    ExportKind.REFERRAL_PACK: ("application/pdf", "pdf"),
    ExportKind.CASE_LIST: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}
