"""What pages learn of a case's files."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anyam.casework.cases.results import CaseHeader


@dataclass(frozen=True)
class FileRow:
    """One file in the list. Nothing of its content is shown before somebody opens it."""

    id: UUID
    kind_label: str
    form_label: str
    note: str
    size: int
    digest: str
    agency_name: str
    kept_by: str
    kept_at: datetime
    is_restricted: bool
    restricted_reason_label: str
    may_open: bool
    may_restrict: bool
    may_lift: bool

    @property
    def short_digest(self) -> str:
        return self.digest[:12]


@dataclass(frozen=True)
class FileList:
    """A case's files, the newest first."""

    header: CaseHeader
    files: tuple[FileRow, ...]
    may_keep: bool


@dataclass(frozen=True)
class FileDetail:
    """One file for the pages that ask for a reason."""

    header: CaseHeader
    file: FileRow
