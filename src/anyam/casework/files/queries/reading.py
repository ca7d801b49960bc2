"""Reading a case's files: the list shows what there is; opening one is a look that is written down."""

from collections.abc import Iterable
from uuid import UUID

from anyam.casework.cases.queries import case_header
from anyam.foundation.access import Actor, NotFound, query
from anyam.foundation.access.visibility import may_write
from anyam.foundation.audit.choices import Channel, Looked
from anyam.foundation.audit.circumstances import through
from anyam.foundation.audit.looks import record_look
from anyam.foundation.uploads.choices import Form
from anyam.foundation.uploads.serving import ServedFile, served_copy
from anyam.foundation.vault.blobs import open_blob
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names

from .. import policies
from ..choices import FileKind, RestrictionReason
from ..models import COMPARTMENT, CaseFile, folder
from ..results import FileDetail, FileList, FileRow

MOST_SHOWN = 300


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
    content = open_blob(case_id, COMPARTMENT, file.copy_key, folder().get(file.copy_key))
    return served_copy(content, file.form, f"{file.kind}-{file.kept_at:%Y%m%d}-{str(file.pk)[-6:]}")


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
