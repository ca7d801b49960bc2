"""What became of a version, from its days."""

from __future__ import annotations

from datetime import date

from ..choices import VersionState


def state_of(begins: date | None, until: date | None, today: date, *, is_withdrawn: bool) -> VersionState:
    """A version's state on a day."""
    if is_withdrawn:
        return VersionState.WITHDRAWN
    if begins is None:
        return VersionState.DRAFT
    if until is not None and until <= today:
        return VersionState.REPLACED
    return VersionState.COMING if begins > today else VersionState.IN_FORCE
