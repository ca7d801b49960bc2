"""How the level of risk went, drawn in steps: a line that keeps its height until somebody decided anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyam.casework.cases.choices import Level
from anyam.casework.cases.results import LevelPoint

from ..components.templatetags.formats import day

LEFT, RIGHT, TOP, LANE = 96, 620, 24, 44
"""The plot in the drawing's own units; a level's lane is so far below the one above it."""


@dataclass(frozen=True)
class Dot:
    x: int
    y: int
    title: str


@dataclass(frozen=True)
class LevelDrawing:
    """What the page draws, says in words, and lists as a table."""

    dots: tuple[Dot, ...]
    path: str
    lanes: tuple[tuple[str, int], ...]
    first: str
    last: str
    reading: str
    table: dict[str, Any]


def level_drawing(points: Sequence[LevelPoint]) -> LevelDrawing | None:
    """None where the level was decided once at most: one point is no history."""
    if len(points) < 2:
        return None
    heights = {level.value: TOP + LANE * number for number, level in enumerate(Level)}
    whole = (points[-1].on - points[0].on).days
    dots = tuple(
        Dot(
            LEFT + round((RIGHT - LEFT) * (one.on - points[0].on).days / whole),
            heights[one.level],
            f"{day(one.on)}: {one.level_label}",
        )
        for one in points
    )
    return LevelDrawing(
        dots=dots,
        path=f"M{dots[0].x} {dots[0].y}" + "".join(f"H{dot.x}V{dot.y}" for dot in dots[1:]),
        lanes=tuple((str(level.label), heights[level.value]) for level in Level),
        first=day(points[0].on),
        last=day(points[-1].on),
        reading=_reading(points),
        table={
            "head": [_("Day"), _("Level"), _("Decided in")],
            "rows": [
                [day(one.on), one.level_label, _("review") if one.is_review else _("triage")]
                for one in points
            ],
        },
    )


def _reading(points: Sequence[LevelPoint]) -> str:
    words = {"from": points[0].level_label, "to": points[-1].level_label, "n": len(points)}
    return (
        ngettext(
            "First %(from)s, now %(to)s; decided %(n)s time.",
            "First %(from)s, now %(to)s; decided %(n)s times.",
            len(points),
        )
        % words
    )
