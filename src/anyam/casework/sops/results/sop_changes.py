"""What differs between two versions of an SOP."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One thing that reads differently now."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class RowChange:
    """One row: its number now and before (None where it is not there), and what changed in it."""

    number: int | None
    old_number: int | None
    activity: str
    changes: tuple[Change, ...] = ()
    is_moved: bool = False


@dataclass(frozen=True)
class DocumentChanges:
    """All differences between two documents."""

    head: tuple[Change, ...]
    added: tuple[RowChange, ...]
    removed: tuple[RowChange, ...]
    changed: tuple[RowChange, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.head or self.added or self.removed or self.changed)
