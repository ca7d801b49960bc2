"""The figures that count in a district now: its own newest, else those to start from."""

from __future__ import annotations

from ..choices import StandardKey
from ..models import Standard
from ..results import Figure
from ..rules import STARTING


def _own(district_code: str) -> dict[str, Standard]:
    found = Standard.objects.filter(district_code=district_code).order_by("since", "id")
    return {one.key: one for one in found}


def figures_of(district_code: str) -> dict[StandardKey, Figure]:
    own = _own(district_code)
    figures = {}
    for key, (value, source) in STARTING.items():
        said = own.get(key)
        if said:
            figures[key] = Figure(key, said.value, said.source, is_confirmed=True, since=said.since)
        else:
            figures[key] = Figure(key, value, str(source.label), is_confirmed=False)
    return figures
