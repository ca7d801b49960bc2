"""Who may do what with a file of a case within sight."""

from uuid import UUID

from anyam.casework.cases.queries import case_ref
from anyam.casework.cases.results import CaseRef
from anyam.foundation.access import Actor, NotFound, Permission, Role, require
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import may_read, may_write

from .models import CaseFile


def case_with_files(actor: Actor, case_id: UUID) -> CaseRef:
    """The case, for those to whom its files are open; NotFound for all others."""
    require(actor, Permission.KEEP_FILES)
    if not may_read(actor, case_id, Part.FILES):
        raise NotFound("files")
    return case_ref(actor, case_id)


def file_in_sight(actor: Actor, case_id: UUID, file_id: UUID, *, is_locked: bool = False) -> CaseFile:
    """One file of a case whose files are open to the actor, locked for whoever may change it; NotFound otherwise."""
    case_with_files(actor, case_id)
    if is_locked and not may_write(actor, case_id):
        raise NotFound("file")
    found = CaseFile.objects.select_for_update(of=("self",)) if is_locked else CaseFile.objects.all()
    file = found.filter(pk=file_id, case_id=case_id).first()
    if file is None:
        raise NotFound("file")
    return file


def may_open(actor: Actor, file: CaseFile) -> bool:
    return file.restricted_at is None and actor.may(Permission.KEEP_FILES)


def may_restrict(actor: Actor, file: CaseFile) -> bool:
    return file.restricted_at is None and actor.may(Permission.KEEP_FILES)


def may_lift(actor: Actor, file: CaseFile) -> bool:
    """Who leads the case puts a file back; who put it away may have had the reason that stands."""
    return file.restricted_at is not None and actor.is_any(Role.CASE_MANAGER, Role.SUPERVISOR)
