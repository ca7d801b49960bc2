"""Taking a file in."""

import hashlib
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.actions import note_activity
from anyam.foundation.access import Actor, NotFound, action
from anyam.foundation.access.visibility import may_write
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record
from anyam.foundation.uploads.choices import Form
from anyam.foundation.uploads.names import cleaned_name
from anyam.foundation.uploads.taking import examined
from anyam.foundation.vault.blobs import seal_blob

from ..choices import FileKind
from ..events import FileKept
from ..models import COMPARTMENT, CaseFile, folder
from ..policies import case_with_files


class FileKindMissing(Refusal):
    sentence = _("Choose what kind of file it is.")


class FileNoteTooLong(Refusal):
    sentence = _("Write at most 300 characters.")


class CaseTakesNoFiles(Refusal):
    sentence = _("This case is closed. Reopen it first, with the reason.")


@action(is_once=True)
def keep_file(
    actor: Actor,
    *,
    case_id: UUID,
    kind: str,
    content: bytes,
    name: str,
    note: str = "",
    once: UUID | None = None,
) -> UUID:
    """Take a file in: judged by its content in a process apart, its original sealed, a clean copy beside it.

    The contents lie safely before the row is written. Should the action not come to its end, they are sealed bytes
    that no row knows: nobody can read them, and the sweep takes them away.
    """
    case = case_with_files(actor, case_id)
    if not may_write(actor, case_id):
        raise NotFound("files")
    if not case.is_open:
        raise CaseTakesNoFiles
    if kind not in FileKind.values:
        raise FileKindMissing(field="kind")
    if len(clean_line(note)) > 300:
        raise FileNoteTooLong(field="note")
    form, copy = examined(content)
    file = CaseFile(
        case_id=case_id,
        kind=kind,
        form=form,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        original_name=cleaned_name(name, "txt" if form is Form.TEXT else form.value),
        note=clean_line(note),
        agency_id=actor.agency_id or case.agency_id,
        kept_by_id=actor.person_id,
        kept_at=clock.now(),
    )
    for key, bytes_of_it in ((file.original_key, content), (file.copy_key, copy)):
        folder().put(key, seal_blob(case_id, COMPARTMENT, key, bytes_of_it))
    file.save(force_insert=True)
    note_activity(actor, case_id)
    record(actor, FileKept(file.pk, case_id, kind))
    return file.pk
