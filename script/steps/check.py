"""`script/check [name ...]`: everything that can be judged without running the program, one line for each."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import setup
from environment import VENV
from progress import ROOT, run_steps, say

BIN = VENV / "bin"
CODE = ("src", "tests", "script")
AT_ONCE = 2


@dataclass(frozen=True)
class Result:
    name: str
    passed: bool
    seconds: float
    output: str


def checks() -> dict[str, list[str | Path]]:
    """The checks, the slowest first."""
    return {
        "types": [BIN / "mypy"],
        "migrations": [BIN / "anyam", "makemigrations", "--check", "--dry-run"],
        "imports": [BIN / "lint-imports", "--no-cache"],
        "templates": [BIN / "djlint", "--lint", "--quiet", "src"],
        "translations": [BIN / "python", ROOT / "script" / "steps" / "untranslated.py"],
        "lint": [BIN / "ruff", "check", "--quiet", *CODE],
        "format": [BIN / "ruff", "format", "--check", "--quiet", *CODE],
    }


def perform(name: str, command: list[str | Path]) -> Result:
    begun = time.monotonic()
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    return Result(name, done.returncode == 0, time.monotonic() - begun, done.stdout.strip())


def main(names: list[str]) -> int:
    known = checks()
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"There is no check named {unknown[0]}. There are: {', '.join(known)}.")
    run_steps(setup.plan("test"))
    wanted = names or list(known)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(perform, name, known[name]) for name in wanted]
        results = [_show(future.result()) for future in as_completed(running)]
    failed = [result.name for result in results if not result.passed]
    say(
        f"\n{len(failed)} of {len(results)} checks failed: {', '.join(failed)}"
        if failed
        else "\nAll checks passed."
    )
    return bool(failed)


def _show(result: Result) -> Result:
    say(f"{result.name:<14}{'ok' if result.passed else 'FAILED':<8}{result.seconds:.0f} s")
    if not result.passed:
        say("\n".join(f"    {line}" for line in result.output.splitlines()))
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
