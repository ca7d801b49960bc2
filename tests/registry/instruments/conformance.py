"""Writes docs/reference/instruments.md: what becomes of each XLSForm in a folder.

    python -m tests.registry.instruments.conformance FOLDER

A form works when it is accepted, and server and page make the same of it for answers drawn at random; it is refused
with what stands against it; it is wrong where the two differ or one of them breaks.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import django

from anyam.config import env

TRIES = 12


def outcome(content: bytes) -> tuple[str, str]:
    """What became of a form, and why."""
    from anyam.registry.instruments.queries.checking import told_of
    from anyam.registry.instruments.rules.checking_apart import made_apart
    from anyam.registry.instruments.rules.storing import as_json

    from .making import as_page_tells, on_server
    from .twin import in_page

    checked = told_of(content, *made_apart(content))
    if checked.instrument is None:
        told = dict.fromkeys(f"{one.where}: {one.sentence}".lstrip(": ") for one in checked.blocking)
        return "refused", "; ".join(told)
    jobs = [{"answers": answered(checked.instrument.root, seed, checked.instrument)} for seed in range(TRIES)]
    try:
        pages = in_page([as_json(checked.instrument)], jobs)
        servers = [json.loads(json.dumps(as_page_tells(on_server(checked.instrument, job)))) for job in jobs]
    except Exception as problem:
        return "wrong", type(problem).__name__
    same = all(
        (one["answers"], one["problems"], one["shown"])
        == (other["answers"], other["problems"], other["shown"])
        for one, other in zip(servers, pages, strict=True)
    )
    questions = sum(node.type != "hidden" for node in checked.instrument.questions)
    return ("works", f"{questions} questions") if same else ("wrong", "server and page differ")


def answered(node: Any, seed: int, instrument: Any) -> dict[str, Any]:
    """Answers drawn at random, right and wrong ones."""
    chosen = random.Random(f"{seed}{node.path}")
    found: dict[str, Any] = {}
    for child in node.children:
        if child.kind == "repeat":
            found[child.name] = [
                answered(child, seed + 100 * at, instrument) for at in range(chosen.randint(0, 3))
            ]
        elif child.kind == "group":
            found[child.name] = answered(child, seed, instrument)
        elif child.type not in {"note", "hidden"} and chosen.random() < 0.8:
            names = [one.name for one in instrument.lists.get(child.list, ())]
            several = " ".join(chosen.sample(names, min(len(names), 2)))
            found[child.name] = chosen.choice(["", "1", "7.5", "2020-02-29", "yes", "Ani", several, *names])
    return found


def page(rows: list[tuple[str, str, str]]) -> str:
    counted = Counter(state for _name, state, _why in rows)
    lines = [
        "# Instruments: what becomes of the reference forms",
        "",
        "Generated; do not edit. The forms are the examples of the project pyxform (BSD-2-Clause, commit 51e5bfecc306),"
        " among them broken ones.",
        "A form *works* when it is accepted, and server and page make the same of it for answers drawn at random;",
        "it is *refused* with what stands against it, as the upload page tells it.",
        "",
        f"Of {len(rows)} forms {counted['works']} work, {counted['refused']} are refused, {counted['wrong']} wrong.",
        "",
        "| Form | | What is told |",
        "|---|---|---|",
        *(f"| {name} | {state} | {why.replace('|', '/')} |" for name, state, why in rows),
    ]
    return "\n".join(lines) + "\n"


def main(folder: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyam.config.settings_for_tests")
    django.setup()
    from django.utils import translation

    with translation.override("en"):
        rows = [
            (file.name, *outcome(file.read_bytes()))
            for file in sorted(folder.iterdir())
            if file.suffix in {".xlsx", ".xls"}
        ]
    (env.ROOT / "docs" / "reference" / "instruments.md").write_text(page(rows), encoding="utf-8")
    wrong = sum(state == "wrong" for _name, state, _why in rows)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
