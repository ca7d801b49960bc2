"""How long it takes to find a place in the whole register: `python -m tests.bench.finding_places`.

Needs a database in which the register is loaded (`anyam load_places`). Prints JSON lines.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from time import perf_counter
from typing import Any

TARGET_MS = 20.0
TYPED = (
    "wonorejo",
    "sumber",
    "s",
    "su",
    "ka",
    "suka",
    "karang jawa",
    "jawa timur",
    "kota",
    "desa kauman kab tulung",
)


def figures(tries: int = 20) -> Iterator[dict[str, Any]]:
    """Median and slowest median over searches of every length, near one district."""
    from anyam.foundation.access import Actor, Role
    from anyam.registry.places.models import Place
    from anyam.registry.places.queries import find_places

    actor = Actor(user_id=None, district_code="35.04", roles=frozenset({Role.CASE_WORKER}))
    base = {"places": Place.objects.count()}
    medians = []
    for text in TYPED:
        times = []
        for _again in range(tries):
            start = perf_counter()
            find_places(actor, text)
            times.append((perf_counter() - start) * 1000)
        medians.append(round(sorted(times)[tries // 2], 1))
    yield base | {"name": "find_places_p50", "figure": sorted(medians)[len(medians) // 2], "unit": "ms"}
    yield base | {
        "name": "find_places_slowest_search_p50",
        "figure": max(medians),
        "unit": "ms",
        "target": TARGET_MS,
        "holds": max(medians) <= TARGET_MS,
        "searched": TYPED[medians.index(max(medians))],
    }


def main() -> int:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyam.config.settings")
    from anyam.config import database

    with database.available():
        import django

        django.setup()
        found = list(figures())
    for figure in found:
        sys.stdout.write(json.dumps(figure) + "\n")
    return 0 if all(figure.get("holds", True) for figure in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
