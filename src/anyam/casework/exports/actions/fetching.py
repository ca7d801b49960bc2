"""Taking a finished export: the passphrase once, the file a few times, both only by whoever asked and still may see."""

from uuid import UUID

from django.db.models import F

from anyam.foundation.access import Actor, NotFound, Permission, action, require, require_fresh
from anyam.foundation.audit.choices import Channel, Looked
from anyam.foundation.audit.circumstances import through
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.foundation.core.blob_folder import BlobMissing
from anyam.foundation.events.recording import record
from anyam.foundation.vault.blobs import open_blob

from .. import policies
from ..choices import ExportKind
from ..events import ExportFetched, ExportPassphraseRead
from ..models import COMPARTMENT, Export, folder
from ..results import FetchedExport
from .making import MEDIA_TYPES
from .subjects import EmergencyIsNoExport, subject_of


@action()
def read_passphrase(actor: Actor, *, export_id: UUID) -> str:
    """The passphrase, this once: Anyam forgets it in the same moment."""
    export = _locked(actor, export_id)
    if not policies.may_see_passphrase(actor, export):
        raise NotFound("export")
    require_fresh(actor)
    passphrase = export.passphrase
    export.passphrase, export.passphrase_seen_at = "", clock.now()
    export.save(update_fields=["passphrase", "passphrase_seen_at"])
    record(actor, ExportPassphraseRead(export.pk, export.case_id, export.kind))
    return passphrase


@action()
def fetch_export(actor: Actor, *, export_id: UUID) -> FetchedExport:
    """The locked file. Asked anew: may the actor still see what it is about?"""
    export = _locked(actor, export_id)
    if not policies.may_fetch(actor, export):
        raise NotFound("export")
    with through(Channel.EXPORT):
        try:
            subject_of(actor, export.kind, export.case_id, export.referral_id)
        except EmergencyIsNoExport:
            raise NotFound("export") from None
        record_look(actor, part=Looked.SUMMARY, subject_id=export.pk, case_id=export.case_id)
    try:
        content = open_blob(export.pk, COMPARTMENT, export.blob_key, folder().get(export.blob_key))
    except BlobMissing:
        raise NotFound("export") from None
    Export.objects.filter(pk=export.pk).update(fetched=F("fetched") + 1)
    record(actor, ExportFetched(export.pk, export.case_id, export.kind))
    media_type, ending = MEDIA_TYPES[ExportKind(export.kind)]
    return FetchedExport(content, media_type, f"{export.number}.{ending}")


def _locked(actor: Actor, export_id: UUID) -> Export:
    require(actor, Permission.ASK_EXPORT)
    export: Export = Export.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=export_id)
    return export
