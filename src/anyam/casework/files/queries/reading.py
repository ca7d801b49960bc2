"""Reading a case's files: the list shows what there is; opening one is a look that is written down."""

from collections.abc import Iterable
from uuid import UUID

from anyam.casework.cases.queries import case_header
from anyam.foundation.access import Actor, NotFound, query
from anyam.foundation.access.visibility import may_write
from anyam.foundation.audit.choices import Channel, Looked
from anyam.foundation.audit.circumstances import through
from anyam.foundation.audit.looks import record_look
from anyam.foundation.vault.blobs import open_blob
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names

from .. import policies
from ..choices import FileKind, Form, RestrictionReason
from ..models import COMPARTMENT, CaseFile, folder
from ..results import FileDetail, FileList, FileRow, ServedFile
from ..rules import disposition

MOST_SHOWN = 300
MEDIA_TYPES = {
    Form.JPEG: ("image/jpeg", "jpg"),
    Form.PNG: ("image/png", "png"),
    Form.WEBP: ("image/webp", "webp"),
    Form.PDF: ("application/pdf", "pdf"),
    Form.DOCX: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    Form.XLSX: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    Form.TEXT: ("text/plain; charset=utf-8", "txt"),
}
SHOWN = frozenset({Form.JPEG, Form.PNG, Form.WEBP, Form.PDF})
"""Forms whose copies were drawn or written anew: a browser may show them. The others are only downloaded."""


@query
def find_files(actor: Actor, case_id: UUID) -> FileList:
    """Everything kept for a case. Raises NotFound for those to whom its files are not open."""
    policies.case_with_files(actor, case_id)
    header = case_header(actor, case_id)
    record_look(actor, part=Looked.FILES, subject_id=case_id, case_id=case_id)
    found = list(CaseFile.objects.filter(case_id=case_id).order_by("-kept_at", "-id")[:MOST_SHOWN])
    return FileList(
        header, rows_of(actor, found), may_keep=header.state == "open" and may_write(actor, case_id)
    )


@query
def get_file(actor: Actor, case_id: UUID, file_id: UUID) -> FileDetail:
    """One file's line, for the pages that ask for a reason."""
    file = policies.file_in_sight(actor, case_id, file_id)
    record_look(actor, part=Looked.FILES, subject_id=file.pk, case_id=case_id)
    return FileDetail(case_header(actor, case_id), rows_of(actor, [file])[0])


@query
def open_copy(actor: Actor, case_id: UUID, file_id: UUID) -> ServedFile:
    """The copy for reading. The look is written down, whatever the browser then does with the bytes."""
    file = policies.file_in_sight(actor, case_id, file_id)
    if not policies.may_open(actor, file):
        raise NotFound("file")
    with through(Channel.FILE):
        record_look(actor, part=Looked.FILES, subject_id=file.pk, case_id=case_id)
    media_type, ending = MEDIA_TYPES[Form(file.form)]
    content = open_blob(case_id, COMPARTMENT, file.copy_key, folder().get(file.copy_key))
    name = f"{file.kind}-{file.kept_at:%Y%m%d}-{str(file.pk)[-6:]}.{ending}"
    may_show = Form(file.form) in SHOWN
    return ServedFile(content, media_type, disposition(name, is_inline=may_show), may_show)


def rows_of(actor: Actor, found: Iterable[CaseFile]) -> tuple[FileRow, ...]:
    files = list(found)
    names = user_names(actor, {file.kept_by_id for file in files})
    agencies = agency_names(actor, {file.agency_id for file in files})
    return tuple(
        FileRow(
            id=file.pk,
            kind_label=str(FileKind(file.kind).label),
            form_label=str(Form(file.form).label),
            note=file.note,
            size=file.size,
            digest=file.digest,
            agency_name=agencies[file.agency_id].short_name,
            kept_by=names.get(file.kept_by_id, ""),
            kept_at=file.kept_at,
            is_restricted=file.restricted_at is not None,
            restricted_reason_label=str(RestrictionReason(file.restriction_reason).label)
            if file.restriction_reason
            else "",
            may_open=policies.may_open(actor, file),
            may_restrict=policies.may_restrict(actor, file),
            may_lift=policies.may_lift(actor, file),
        )
        for file in files
    )
