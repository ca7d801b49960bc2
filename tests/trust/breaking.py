"""Functions that try to take a server down, or to look around in it; run only in a process apart."""

from __future__ import annotations

import os
import signal
import socket
from typing import Any


def eats_memory(content: bytes) -> tuple[dict[str, Any], bytes]:
    return {}, bytes(2_000_000_000)


def never_ends(content: bytes) -> tuple[dict[str, Any], bytes]:
    while True:
        pass


def dies(content: bytes) -> tuple[dict[str, Any], bytes]:
    os.kill(os.getpid(), signal.SIGSEGV)
    return {}, b""


def answers_too_much(content: bytes) -> tuple[dict[str, Any], bytes]:
    return {}, bytes(9_000_000)


def says_nothing(content: bytes) -> tuple[dict[str, Any], bytes]:
    os._exit(0)


def looks_around(content: bytes) -> tuple[dict[str, Any], bytes]:
    """What a function that was taken over would find."""
    return {"environment": sorted(os.environ), "network": _network(), "disk": _disk()}, b""


def _network() -> str:
    with socket.socket() as way_out:
        way_out.settimeout(1)
        try:
            way_out.connect(("192.0.2.1", 80))
        except OSError as problem:
            return type(problem).__name__
    return "connected"


def _disk() -> str:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with open(f"/tmp/apart-{os.getpid()}", "wb") as file:  # noqa: PTH123
            os.unlink(file.name)  # noqa: PTH108
            file.write(bytes(100 * 1024 * 1024))
    except OSError:
        return "limited"
    return "open"
