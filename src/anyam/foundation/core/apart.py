"""Running a function on untrusted bytes in a process of its own, with little memory, little time and nothing to steal.

What somebody uploads may be made to break the program that reads it. The child gets no environment, no network where
the kernel allows that, no file it could write, and is ended when it takes too long; the server goes on.
"""

import ctypes
import importlib
import json
import os
import resource
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MEGABYTE = 1024 * 1024
_AT_ONCE = threading.BoundedSemaphore(2)
_SOURCES = str(Path(__file__).resolve().parents[3])
_START = (
    "import sys; sys.path[:0] = sys.argv[4].split(':'); from anyam.foundation.core.apart import answer_apart; "
    "answer_apart(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *map(int, sys.argv[5:]))"
)
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


class Collapsed(Exception):
    """The child ended without an answer: too much memory, too much time, or broken by what it read."""


@dataclass(frozen=True)
class Limits:
    """What one child may use. `answer` and `memory` in megabytes, `cpu` and `patience` in seconds."""

    memory: int = 900
    answer: int = 64
    cpu: int = 15
    patience: float = 40.0


def call_apart(function: str, content: bytes, limits: Limits | None = None) -> tuple[dict[str, Any], bytes]:
    """Run "package.module:function" on `content` in a child; it returns plain facts and bytes. Raises Collapsed.

    Both ways go through memory files, so that nothing of it ever lies on a disk.
    """
    limits = limits or Limits()
    given, answer = os.memfd_create("given"), os.memfd_create("answer")
    try:
        with os.fdopen(os.dup(given), "wb") as file:
            file.write(content)
        os.lseek(given, 0, os.SEEK_SET)
        with _AT_ONCE:
            _run(function, limits, given, answer)
        os.lseek(answer, 0, os.SEEK_SET)
        with os.fdopen(os.dup(answer), "rb") as file:
            head, made = file.readline(), file.read()
        return json.loads(head), made
    except ValueError as problem:
        raise Collapsed from problem
    finally:
        os.close(given)
        os.close(answer)


def _run(function: str, limits: Limits, given: int, answer: int) -> None:
    command = [sys.executable, "-I", "-c", _START, function, str(given), str(answer), _SOURCES]
    bounds = [str(limits.memory), str(limits.answer), str(limits.cpu)]
    try:
        subprocess.run(
            [*command, *bounds],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8"},
            pass_fds=(given, answer),
            cwd="/",
            timeout=limits.patience,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as problem:
        raise Collapsed from problem


def answer_apart(function: str, given: int, answer: int, memory: int, most: int, cpu: int) -> None:
    """The child's side: give up what is not needed, then read, work and answer."""
    _give_up(memory, most, cpu)
    module, _, name = function.partition(":")
    with os.fdopen(given, "rb") as file:
        content = file.read()
    facts, made = getattr(importlib.import_module(module), name)(content)
    with os.fdopen(answer, "wb") as file:
        file.write(json.dumps(facts).encode() + b"\n" + made)


def _give_up(memory: int, most: int, cpu: int) -> None:
    libc = ctypes.CDLL(None)
    libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
    if libc.unshare(_NEW_NETWORK) != 0:  # not allowed without a user namespace, and not everywhere with one
        libc.unshare(_NEW_USER | _NEW_NETWORK)
    for which, limit in (
        (resource.RLIMIT_AS, memory * _MEGABYTE),
        (resource.RLIMIT_FSIZE, most * _MEGABYTE),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(which, (limit, limit))
