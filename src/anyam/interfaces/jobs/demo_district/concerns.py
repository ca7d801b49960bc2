"""What children are reported for in the demo district, in the proportions of published figures (`data/demo/`)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from anyam.config import env


@dataclass(frozen=True)
class Concern:
    """One kind of worry about a child: who, where, by whom, how urgent, and what is needed. All shares are 0 to 1."""

    code: str
    weight: float
    girls: float
    ages: tuple[float, float, float]  # youngest, oldest, most frequent
    stories: tuple[str, ...]
    forms: dict[str, float]
    categories: dict[str, float]
    places: dict[str, float]
    relations: dict[str, float]
    facts: dict[str, float]
    needs: dict[str, float]
    channels: dict[str, float]


def read_concerns() -> list[Concern]:
    """Every kind of worry on file; where one names no channels, the usual ones."""
    kept = json.loads((env.ROOT / "data" / "demo" / "concerns.json").read_text(encoding="utf-8"))
    return [
        Concern(**{**one, "ages": tuple(one["ages"]), "channels": one["channels"] or kept["channels"]})
        for one in kept["concerns"]
    ]
