"""The figures board: `script/figures trust [--full] [--only ROW …] [--seed N]`.

A row is one module `tests/trust/<row>.py` with

    CLAIM = "one sentence that could be false"
    def measure(*, full: bool, seed: int) -> Row: ...

`measure` tries to prove the claim wrong many times, and then plants a fault of its own (the positive control) that the
same code must catch. A row whose control was not caught does not hold, however few failures it counted: a figure of 0
without a control is no evidence. `tests/trust/test_<row>.py` asserts that the quick size holds.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.trust import page

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
NOT_ROWS = ("test_", "_", "board", "page", "ground")


@dataclass(frozen=True)
class Row:
    """One claim and what came of trying to prove it wrong."""

    claim: str
    tried: int
    failed: int
    control_caught: bool
    holds: bool
    seed: int
    commit: str
    note: str = ""

    def line(self) -> dict[str, Any]:
        return asdict(self)


def judged(claim: str, *, tried: int, failed: int, control_caught: bool, seed: int, note: str = "") -> Row:
    """A row that holds where something was tried, nothing failed and the planted fault was caught."""
    holds = tried > 0 and failed == 0 and control_caught
    return Row(claim, tried, failed, control_caught, holds, seed, present_commit(), note)


def told(fault: str) -> str:
    """Say a fault on the error output as soon as it is found: the row's note has room for the first three."""
    sys.stderr.write(f"{fault}\n")
    sys.stderr.flush()
    return fault


def not_tried(claim: str, *, seed: int, note: str) -> Row:
    """A row that says nothing on this machine, and why. It does not hold: what was not tried is not shown."""
    return Row(claim, 0, 0, False, False, seed, present_commit(), f"not tried: {note}")


@cache
def present_commit() -> str:
    """The commit that is measured; with a plus where files differ from it."""
    asked = {"cwd": ROOT, "capture_output": True, "text": True}
    head = subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], **asked).stdout.strip()  # type: ignore[call-overload]
    changed = subprocess.run(["git", "status", "--porcelain", "--", "src", "tests"], **asked).stdout.strip()  # type: ignore[call-overload]
    return f"{head or 'unknown'}{'+' if changed else ''}"


# --- the rows ---------------------------------------------------------------------------------------------------------


def row_names() -> list[str]:
    """The harnesses: modules beside this one that state a claim and measure it."""
    found = (path for path in sorted(FOLDER.glob("*.py")) if not path.stem.startswith(NOT_ROWS))
    return [path.stem for path in found if {"CLAIM", "measure"} <= _names_at_top(path)]


def _names_at_top(path: Path) -> set[str]:
    """What a module defines, read without running it."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def measure_here(name: str, *, full: bool, seed: int) -> Row:
    """Run one harness in this process."""
    module = importlib.import_module(f"tests.trust.{name}")
    row = module.measure(full=full, seed=seed)
    assert isinstance(row, Row)
    return row


def claim_of(name: str) -> str:
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    for node in tree.body:
        named = isinstance(node, ast.Assign) and any(ast.unparse(one) == "CLAIM" for one in node.targets)
        if named and isinstance(node, ast.Assign):
            return str(ast.literal_eval(node.value))
    return name


# --- one after another, each in a process of its own ------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rows, print a line for each, write the page; 1 where one falls short."""
    options = _options(arguments)
    if options.row:
        return _one_row(options.row, full=options.full, seed=options.seed)
    unknown = set(options.only) - set(row_names())
    if unknown:
        sys.stderr.write(f"No such row: {', '.join(sorted(unknown))}. There are {', '.join(row_names())}.\n")
        return 2
    kept = page.read()
    all_hold = True
    for name, row, seconds in _measured(options.only or row_names(), full=options.full, seed=options.seed):
        size = "full" if options.full else "quick"
        _say({"row": name, "size": size, **row.line()})
        kept[name, size] = page.entry(name, size, row.line(), seconds)
        page.write(kept)
        all_hold = all_hold and row.holds
    return 0 if all_hold else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/figures trust", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--full", action="store_true", help="the full sizes; hours for all rows")
    parser.add_argument("--only", nargs="+", default=[], metavar="ROW")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--row", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def measured_apart(name: str, *, full: bool, seed: int) -> Row:
    """Run one harness in a process of its own."""
    command = [sys.executable, "-m", "tests.trust.board", "--row", name, "--seed", str(seed)]
    done = subprocess.run(
        [*command, *(["--full"] if full else [])], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith('{"claim"')]
    return Row(**json.loads(lines[-1])) if lines else _fell_over(name, seed)


def _measured(names: Sequence[str], *, full: bool, seed: int) -> Iterator[tuple[str, Row, float]]:
    for name in names:
        begun = time.monotonic()
        yield name, measured_apart(name, full=full, seed=seed), time.monotonic() - begun


def _fell_over(name: str, seed: int) -> Row:
    return Row(claim_of(name), 0, 0, False, False, seed, present_commit(), "the harness itself fell over")


def _one_row(name: str, *, full: bool, seed: int) -> int:
    from tests.trust import ground  # needs the settings, which the plain list of rows does not

    with ground.prepared():
        row = measure_here(name, full=full, seed=seed)
    _say(row.line())
    return 0 if row.holds else 1


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    from tests.trust.board import main as board_main  # the same Row that the harnesses import

    sys.exit(board_main())
