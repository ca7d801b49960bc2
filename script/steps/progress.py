"""Doing one piece of set-up after the other, in plain words, and skipping what has not changed."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("ANYAM_VAR") or ROOT / "var")
STAMPS = VAR / "setup.json"


class SetupFailed(Exception):
    """A step could not be done; the message is for the person at the terminal."""


@dataclass(frozen=True)
class Step:
    """One piece of set-up.

    `inputs` are the files it depends on: when their content is what it was the last time, and `results` are all
    there, the step is skipped.
    """

    name: str
    sentence: str
    do: Callable[[], None]
    inputs: Callable[[], Iterable[Path]]
    results: tuple[Path, ...] = ()


def run_steps(steps: Iterable[Step]) -> None:
    """Do the steps in order; ends the program with a clear sentence where one fails."""
    _die_tidily()
    for step in steps:
        try:
            _run(step)
        except SetupFailed as problem:
            sys.exit(f"failed\n{problem}")
        except KeyboardInterrupt:
            sys.exit("\nStopped. The next start goes on from here.")


def _run(step: Step) -> None:
    mark = fingerprint(step.inputs())
    stamps = _stamps()
    if stamps.get(step.name) == mark and all(path.exists() for path in step.results):
        return
    say(f"{step.sentence} ...", end=" ")
    begun = time.monotonic()
    step.do()
    say(f"{time.monotonic() - begun:.0f} s")
    _remember(step.name, fingerprint(step.inputs()))


def say(words: str, end: str = "\n") -> None:
    sys.stdout.write(words + end)
    sys.stdout.flush()


def fingerprint(paths: Iterable[Path]) -> str:
    """One hash over the names and contents of these files, and the Python that will use them."""
    total = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for path in sorted(paths):
        total.update(os.fsencode(path.relative_to(ROOT)) + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def run(command: list[str | Path], *, surroundings: Mapping[str, str] | None = None, failure: str) -> None:
    """Run a program quietly; where it fails, `failure` and the end of what it printed become the message."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(surroundings or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        ending = "\n".join(f"    {line}" for line in done.stdout.strip().splitlines()[-15:])
        raise SetupFailed(f"{failure}\n{ending}")


def files_below(folder: Path, pattern: str) -> list[Path]:
    return [path for path in folder.rglob(pattern) if path.is_file() and "__pycache__" not in path.parts]


def _stamps() -> dict[str, str]:
    try:
        stamps: dict[str, str] = json.loads(STAMPS.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return stamps


def _remember(name: str, mark: str) -> None:
    STAMPS.parent.mkdir(parents=True, exist_ok=True)
    draft = STAMPS.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps({**_stamps(), name: mark}, indent=1), encoding="utf-8")
    draft.replace(STAMPS)


def _die_tidily() -> None:
    """A request to end is handled like Ctrl-C, so that the program running for a step ends as well."""

    def interrupt(signalled: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
