"""What the security documents claim: nothing of the standard left out, counted right, and every named test there."""

from __future__ import annotations

import ast
import re
from collections import Counter

from tests.architecture.source import ROOT

ASVS = ROOT / "docs" / "reference" / "asvs.md"
CLAIMING = (ASVS, ROOT / "THREAT_MODEL.md")
STANDINGS = ("met", "held", "partly", "open", "site", "n/a")
ROW = re.compile(r"^\| ([\d., –]+) \| [123, ]+ \| ([a-z/]+) \| [^|]+ \| ([^|]*) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w./]+?)(?:::(\w+))?/?`")
# How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; those of level 3 stand last in their section
# but for 1.2.10, 1.3.12, 1.5.3, 2.3.5, 2.4.2 and the like, which are last as well.
SECTIONS = (
    "1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4"
    " 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2"
    " 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3"
    " 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3"
    " 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2"
)


def demanded() -> set[str]:
    """Every requirement of levels 1 and 2."""
    pairs = (section.split(":") for section in SECTIONS.split())
    return {f"{name}.{number}" for name, count in pairs for number in range(1, int(count) + 1)}


def ids_in(cell: str) -> list[str]:
    """'3.4.3–3.4.6, 3.5.1' as its single requirements."""
    found = []
    for part in cell.split(", "):
        first, _, last = part.partition("–")
        section, number = first.rsplit(".", 1)
        end = int(last.rsplit(".", 1)[1]) if last else int(number)
        found += [f"{section}.{one}" for one in range(int(number), end + 1)]
    return found


def missing_tests(text: str) -> list[str]:
    """Named test files, folders and functions that do not exist."""
    gone = []
    for path, function in NAMED.findall(text):
        place = ROOT / path
        if not place.exists():
            gone.append(path)
        elif function and function not in functions(place.read_text(encoding="utf-8")):
            gone.append(f"{path}::{function}")
    return sorted(set(gone))


def functions(source: str) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)}


def test_no_requirement_is_left_out_or_judged_twice() -> None:
    told = Counter(
        one for cell, _, _ in ROW.findall(ASVS.read_text(encoding="utf-8")) for one in ids_in(cell)
    )
    assert not demanded() - set(told)
    assert not [one for one, times in told.items() if times > 1]


def test_the_figures_are_those_of_the_tables() -> None:
    text = ASVS.read_text(encoding="utf-8")
    found = Counter(dict.fromkeys(STANDINGS, 0))
    for cell, standing, _ in ROW.findall(text):
        found[standing] += len(ids_in(cell))
    counts = " | ".join(str(found[standing]) for standing in STANDINGS)
    assert set(found) == set(STANDINGS)
    assert f"| {counts} | {found.total()} |" in text


def test_whatever_is_met_names_a_test() -> None:
    bare = [
        c
        for c, standing, shown in ROW.findall(ASVS.read_text(encoding="utf-8"))
        if standing == "met" and "`tests/" not in shown
    ]
    assert not bare, f"Name the test, or call it held: {bare}."


def test_every_named_test_exists() -> None:
    gone = {
        path.name: found for path in CLAIMING if (found := missing_tests(path.read_text(encoding="utf-8")))
    }
    assert not gone


def test_seeded_claims_are_caught() -> None:
    here = "`tests/architecture/test_asvs.py::test_seeded_claims_are_caught`"
    assert missing_tests(f"{here} `tests/gone.py` `tests/architecture/test_asvs.py::test_gone`") == [
        "tests/architecture/test_asvs.py::test_gone",
        "tests/gone.py",
    ]
    assert ids_in("3.4.3–3.4.5, 3.6.1") == ["3.4.3", "3.4.4", "3.4.5", "3.6.1"]
