"""The same expressions, on the server and in the page, give what is written down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from anyam.registry.instruments.results import Instrument
from anyam.registry.instruments.rules.storing import as_json

from .making import made, on_server
from .twin import in_page

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
FORM = """
| survey |
| | type | name | label | calculation |
| | integer | a | A | |
| | decimal | b | B | |
| | text | e | E | |
| | text | t | T | |
| | date | d | D | |
| | dateTime | dt | DT | |
| | time | ti | TI | |
| | select_multiple colour | s | S | |
| | select_one colour | one | O | |
| | begin_group | g | G | |
| | integer | x | X | |
| | integer | y | Y | |
| | end_group | | | |
| | begin_repeat | r | R | |
| | integer | v | V | |
| | text | w | W | |
| | end_repeat | | | |
{rows}
| choices |
| | list_name | name | label | shade |
| | colour | red | Merah | dark |
| | colour | blue | Biru | light |
| | colour | green | Hijau | dark |
"""
JOB = {"answers": VECTORS["answers"]}


@pytest.fixture(scope="module")
def form() -> Instrument:
    rows = [
        f"| | calculate | c{at} | | {one['expression'].replace(chr(10), ' ').replace('|', chr(92) + '|')} |"
        for at, one in enumerate(VECTORS["expressions"])
    ]
    return made(FORM.replace("{rows}", "\n".join(rows)))


def test_the_server_gives_what_is_written_down(form: Instrument) -> None:
    answers = on_server(form, JOB).answers
    told = {one["expression"]: answers.get(f"c{at}", "") for at, one in enumerate(VECTORS["expressions"])}
    assert told == {one["expression"]: one["gives"] for one in VECTORS["expressions"]}


def test_the_page_gives_the_same(form: Instrument) -> None:
    answers = in_page([as_json(form)], [JOB])[0]["answers"]
    told = {one["expression"]: answers.get(f"c{at}", "") for at, one in enumerate(VECTORS["expressions"])}
    assert told == {one["expression"]: one["gives"] for one in VECTORS["expressions"]}
