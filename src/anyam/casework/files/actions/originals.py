"""Fetching the untouched original, for a stated reason."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, action
from anyam.foundation.audit.choices import Channel, Looked
from anyam.foundation.audit.circumstances import through
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record
from anyam.foundation.uploads.serving import ServedFile, served_original
from anyam.foundation.vault.blobs import open_blob

from .. import policies
from ..choices import OriginalReason
from ..events import OriginalOpened
from ..models import COMPARTMENT, OriginalOpening, folder

_FEWEST_LETTERS = 15


class OriginalReasonMissing(Refusal):
    sentence = _("Choose why the copy is not enough.")


class SayMore(Refusal):
    sentence = _("Write for whom and for what, in at least 15 letters.")


@action()
def open_original(actor: Actor, *, case_id: UUID, file_id: UUID, reason: str, words: str) -> ServedFile:
    """The original as it was brought, with all it tells about place and maker. Reason, event and look are kept."""
    file = policies.file_in_sight(actor, case_id, file_id)
    if not policies.may_open(actor, file):
        raise NotFound("file")
    if reason not in OriginalReason.values:
        raise OriginalReasonMissing(field="reason")
    if not _FEWEST_LETTERS <= len(clean_text(words)) <= 500:
        raise SayMore(field="words")
    OriginalOpening.objects.create(
        case_id=case_id,
        file=file,
        reason=reason,
        words=clean_text(words),
        opened_by_id=actor.person_id,
        opened_at=clock.now(),
    )
    with through(Channel.FILE):
        record_look(actor, part=Looked.FILES, subject_id=file.pk, case_id=case_id)
    record(actor, OriginalOpened(file.pk, case_id, reason))
    content = open_blob(case_id, COMPARTMENT, file.original_key, folder().get(file.original_key))
    return served_original(content, file.original_name)
