"""Figures as lines: what was measured, what was promised, and whether it holds."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from anyam.config import env

MOST_MS, MOST_GROWTH, MOST_BYTES = 150.0, 2.0, 100 * 1024


@dataclass(frozen=True)
class Figure:
    """One line. `compared_with` says what the figure was held against in the same run."""

    name: str
    figure: float
    unit: str
    target: str
    holds: bool
    compared_with: str
    seed: int
    commit: str

    def line(self) -> dict[str, Any]:
        return asdict(self)


def judged(measured: dict[int, list[dict[str, Any]]], seed: int) -> Iterator[Figure]:
    """The figures of pages measured at two sizes or more, smallest first."""
    sizes = sorted(measured)
    small, large = sizes[0], sizes[-1]
    commit = present_commit()
    at_small = {page["name"]: page for page in measured[small]}
    for page in measured[large]:
        name, before = page["name"], at_small[page["name"]]

        def figure(
            what: str, value: float, unit: str, target: str, holds: bool, against: str, name: str = name
        ) -> Figure:
            return Figure(f"pages.{name}.{what}", value, unit, target, holds, against, seed, commit)

        same = page["queries"] <= before["queries"]
        yield figure(
            "queries",
            page["queries"],
            "queries",
            "not more than in the small district",
            same,
            f"{before['queries']} at {small:,} cases",
        )
        growth = round(page["p95_ms"] / max(before["p95_ms"], 0.1), 2)
        # Where both are far below a blink, their ratio is noise of the machine.
        is_quick = page["p95_ms"] - before["p95_ms"] < 5
        yield figure(
            "growth",
            growth,
            "times",
            f"<= {MOST_GROWTH}",
            growth <= MOST_GROWTH or is_quick,
            f"p95 {before['p95_ms']} ms at {small:,} cases",
        )
        yield figure("p50", page["p50_ms"], "ms", "", True, f"{before['p50_ms']} ms at {small:,} cases")
        yield figure(
            "p95",
            page["p95_ms"],
            "ms",
            f"< {MOST_MS:g}",
            page["p95_ms"] < MOST_MS,
            f"{before['p95_ms']} ms at {small:,} cases",
        )
        weight = page["first_visit_bytes"]
        yield figure(
            "first_visit",
            weight,
            "bytes gz",
            f"< {MOST_BYTES}",
            weight < MOST_BYTES,
            f"page alone {page['html_bytes']} bytes gz",
        )


def all_hold(figures: Iterable[Figure]) -> bool:
    return all(figure.holds for figure in figures)


def present_commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"], cwd=env.ROOT, capture_output=True, text=True
    )
    return done.stdout.strip() or "unknown"
