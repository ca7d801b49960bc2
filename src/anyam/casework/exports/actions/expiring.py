"""Letting exports run out: a finished one after a day, an unanswered wish after a week."""

from datetime import timedelta

from django.db.models import Q

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..choices import ExportState
from ..events import ExportExpired
from ..models import Export
from .contents import left_behind, throw_away

WAITS_FOR = timedelta(days=7)


@action()
def expire_exports(actor: Actor) -> int:
    """Destroy what ran out, and contents without an export; how many exports there were."""
    require(actor, Permission.EXPIRE_EXPORTS)
    for key in left_behind():
        throw_away(key)
    now = clock.now()
    over = Q(state=ExportState.READY, expires_at__lte=now) | Q(
        state__in=[ExportState.WAITING, ExportState.APPROVED], asked_at__lte=now - WAITS_FOR
    )
    exports = list(Export.objects.visible_to(actor).filter(over).select_for_update(skip_locked=True)[:200])
    for export in exports:
        export.state, export.passphrase = ExportState.EXPIRED, ""
        export.save(update_fields=["state", "passphrase"])
        throw_away(export.blob_key)
        record(actor, ExportExpired(export.pk, export.case_id, export.kind))
    return len(exports)
