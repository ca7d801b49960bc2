"""How long it takes to find a known person among many: `python -m tests.bench.finding_people [count]`.

Writes invented people into the database of the settings inside one transaction and rolls it back. Prints JSON lines.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from time import perf_counter
from typing import Any

TARGET_MS = 150.0


def figures(count: int = 100_000, seed: int = 1, tries: int = 200) -> Iterator[dict[str, Any]]:
    """Median and 95th percentile of one search, with 1 in 100 of the people and with all of them."""
    from django.db import connection, transaction

    from anyam.foundation.access import Actor
    from anyam.registry.people.queries import find_people
    from tests.registry.people.invented_names import VARIANTS
    from tests.registry.people.many_people import invent, write

    rng = random.Random(seed)
    kinds = list(VARIANTS.values())
    actor = Actor.system("bench")
    with transaction.atomic():
        known = []
        for size in (max(1, count // 100), count):
            more = invent(rng, size - len(known), [])
            write(more)
            known += more
            times, hits = [], 0
            for one in rng.sample(known, min(tries, size)):
                typed = rng.choice(kinds)(rng, one.name)
                start = perf_counter()
                found = find_people(actor, name=typed, birth_year=one.birth_on.year)
                times.append((perf_counter() - start) * 1000)
                hits += one.id in [match.person_id for match in found]
            times.sort()
            base = {"seed": seed, "people": size}
            yield base | {"name": "find_people_p50", "figure": round(times[len(times) // 2], 1), "unit": "ms"}
            p95 = round(times[int(len(times) * 0.95)], 1)
            yield base | {
                "name": "find_people_p95",
                "figure": p95,
                "unit": "ms",
                "target": TARGET_MS,
                "holds": p95 <= TARGET_MS,
            }
            yield base | {
                "name": "find_people_in_first_10",
                "figure": round(hits / len(times), 3),
                "unit": "share",
            }
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*), pg_total_relation_size('people_namekey') FROM people_namekey")
            keys, size_of_keys = cursor.fetchone() or (0, 0)
        yield {"name": "name_keys_per_person", "figure": round(keys / len(known), 1), "unit": "rows"}
        yield {
            "name": "name_key_table_per_person",
            "figure": round(size_of_keys / len(known)),
            "unit": "bytes",
        }
        transaction.set_rollback(True)


def main() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyam.config.settings")
    from anyam.config import database, env
    from anyam.config.embedded_postgres import in_use

    django.setup()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if env.database_url():
        _print(count)
    else:
        with in_use(database.cluster()):
            _print(count)


def _print(count: int) -> None:
    for figure in figures(count):
        print(json.dumps(figure), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
