"""What the questions about places answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PlaceRow:
    """A place, with its whole name: "Desa Ngunut, Kec. Ngunut, Kab. Tulungagung"."""

    code: str
    name: str
    kind: str
    level: str
    label: str
    full_name: str
    is_in_force: bool = True


@dataclass(frozen=True)
class PlaceDetail:
    """One place with what stands above and below it and what became of it."""

    row: PlaceRow
    above: tuple[PlaceRow, ...]
    valid_from: date | None
    valid_until: date | None
    replaced_by: PlaceRow | None
    split_from: PlaceRow | None
    became: tuple[PlaceRow, ...]


@dataclass(frozen=True)
class LoadReport:
    """What loading the register changed."""

    places: int
    added: int
    changed: int
    ended: int
    was_current: bool
