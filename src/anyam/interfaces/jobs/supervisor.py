"""Keeping several programs running together: start, watch, start again when one stops, and end all of them in order.

Used by the demo. In production the machine's own service manager does this (see docs/how-to/run-in-production.md).
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

RESTART_SECONDS = 10.0
"""How long a part that stopped stays down: long enough to be seen, and not to spin."""

END_SECONDS = 12.0
LOOK_SECONDS = 0.5


class Part(Protocol):
    """Something the supervisor keeps running."""

    name: str

    def start(self) -> None: ...

    def is_running(self) -> bool: ...

    def ask_to_end(self) -> None: ...

    def wait_until_ended(self, seconds: float) -> None: ...


@dataclass
class Program:
    """A child process whose output goes to a log file."""

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str]
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                list(self.command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self.environment),
                # Ctrl-C must reach only the supervisor, which then ends everything in order.
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def ask_to_end(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def wait_until_ended(self, seconds: float) -> None:
        """Wait for the end; a program that does not listen is ended with everything it started."""
        if self._process is None:
            return
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def _end_with_parent() -> None:
    """Ask the kernel to end this program should the supervisor itself be killed."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


@dataclass
class Supervisor:
    """Keeps the parts running; later parts may need earlier ones, so they end in reverse."""

    parts: Sequence[Part]
    say: Callable[[str], None]
    _down_since: dict[str, float] = field(default_factory=dict, init=False)

    def start(self) -> None:
        for part in self.parts:
            part.start()

    def look(self) -> None:
        """One round: notice what stopped, and start again what has been down long enough."""
        for part in self.parts:
            if part.is_running():
                self._down_since.pop(part.name, None)
            elif part.name not in self._down_since:
                self._down_since[part.name] = time.monotonic()
                self.say(f"{part.name} stopped; it is started again in {RESTART_SECONDS:.0f} seconds.")
            elif time.monotonic() - self._down_since[part.name] >= RESTART_SECONDS:
                self._start_again(part)

    def _start_again(self, part: Part) -> None:
        del self._down_since[part.name]
        try:
            part.start()
        except OSError as problem:
            self.say(f"{part.name} could not be started: {problem}")
        else:
            self.say(f"{part.name} is started again.")

    def watch(self) -> None:
        """Look after the parts until interrupted."""
        while True:
            self.look()
            time.sleep(LOOK_SECONDS)

    def end(self) -> None:
        """Ask every part to end, last first, and see to it that it does."""
        deadline = time.monotonic() + END_SECONDS
        for part in reversed(self.parts):
            part.ask_to_end()
        for part in reversed(self.parts):
            part.wait_until_ended(max(deadline - time.monotonic(), 0.1))
