"""The demo's front door says clearly why it cannot start, and its supervisor leaves nothing behind."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from anyam.interfaces.jobs import demo, supervisor
from anyam.interfaces.jobs.supervisor import Program, Supervisor


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANYAM_VAR", str(tmp_path))


def test_a_second_demo_is_told_where_the_first_is() -> None:
    with (
        demo.alone(8123),
        pytest.raises(demo.CannotStart, match=r"already running at http://127.0.0.1:8123/"),
    ):
        demo.alone(8000).__enter__()


def test_a_port_in_use_is_named() -> None:
    with socket.socket() as other:
        other.bind((demo.ADDRESS, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port} is in use .* --port {port + 1}"):
            demo.check_can_start(["--port", str(port)])


def test_the_front_door_needs_only_the_standard_library() -> None:
    bare = "import sys; sys.path.insert(0, 'src'); import anyam.interfaces.jobs.demo"
    root = Path(demo.__file__).parents[4]
    subprocess.run([sys.executable, "-I", "-S", "-c", bare], cwd=root, check=True)


def sleeper(tmp_path: Path, name: str, program: str = "import time; time.sleep(60)") -> Program:
    return Program(name, [sys.executable, "-c", program], tmp_path / f"{name}.txt", os.environ)


def test_a_part_that_stops_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "RESTART_SECONDS", 0.0)
    said: list[str] = []
    short = sleeper(tmp_path, "Worker", "pass")
    watch = Supervisor([short], said.append)
    watch.start()
    while short.is_running():
        time.sleep(0.02)
    watch.look()
    watch.look()
    watch.end()
    assert said == ["Worker stopped; it is started again in 0 seconds.", "Worker is started again."]


DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(60)
"""


def test_ending_ends_even_what_does_not_listen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "END_SECONDS", 1.0)
    parts = [sleeper(tmp_path, "Pages"), sleeper(tmp_path, "Worker", DEAF)]
    watch = Supervisor(parts, lambda words: None)
    watch.start()
    while "deaf" not in (tmp_path / "Worker.txt").read_text():
        time.sleep(0.02)
    watch.end()
    assert not any(part.is_running() for part in parts)


def test_parts_end_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    start_one = f"""
import sys, os
from pathlib import Path
from anyam.interfaces.jobs.supervisor import Program
sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
part = Program("Pages", sleep, Path({str(tmp_path)!r}) / "log", os.environ)
part.start()
print(part._process.pid, flush=True)
os.kill(os.getpid(), 9)
"""
    done = subprocess.run([sys.executable, "-c", start_one], stdout=subprocess.PIPE, text=True)
    part = int(done.stdout)
    deadline = time.monotonic() + 10
    while is_alive(part) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(part)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
