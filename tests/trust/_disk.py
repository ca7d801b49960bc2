"""A small disk of its own: an image in a file, mounted. Its power can be cut, and it can be filled.

What a program wrote and did not force to the disk is in the kernel's memory and not yet in the image. A copy of the
image taken while every writer stands still is therefore what would be left after a power cut. It models the loss of
memory on a journalling file system, not a disk that lies about what it keeps.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 20.0
_PLACES = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"


def can_be_mounted() -> bool:
    """Whether this machine lets us: mounting needs root, loop devices and the tools for ext4."""
    tools = all(shutil.which(name, path=_PLACES) for name in ("mount", "umount", "mkfs.ext4", "losetup"))
    return os.geteuid() == 0 and Path("/dev/loop-control").exists() and tools


@dataclass
class Disk:
    """The image, and where it is mounted."""

    image: Path
    folder: Path

    @property
    def ballast(self) -> Path:
        return self.folder / "ballast"

    def mount(self) -> None:
        self.folder.mkdir(exist_ok=True)
        _run("mount", "-o", "loop", str(self.image), str(self.folder))

    def unmount(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return _run("umount", str(self.folder))
            except subprocess.CalledProcessError:
                # A process that was killed a moment ago may still hold a file.
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def as_after_power_cut(self) -> Path:
        """What would be left if the power went now; every writer must stand still."""
        left = self.image.with_suffix(".left")
        _run("cp", "--sparse=always", str(self.image), str(left))
        return left

    def come_back_as(self, left: Path) -> None:
        """Mount what was left in place of what was; nobody may use the disk any more."""
        self.unmount()
        left.replace(self.image)
        self.mount()

    def fill(self) -> None:
        """Leave not one block free."""
        with self.ballast.open("ab") as out, suppress(OSError):
            for size in (1 << 20, 1 << 12):
                with suppress(OSError):
                    while True:
                        out.write(b"\0" * size)
                        out.flush()

    def make_room(self) -> None:
        self.ballast.unlink()


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[Disk]:
    """A formatted, mounted disk, taken away at the end."""
    image = folder / "disk.img"
    with image.open("wb") as out:
        out.truncate(megabytes << 20)
    # No blocks kept back for root: full is full for everybody.
    _run("mkfs.ext4", "-q", "-m", "0", "-E", "lazy_itable_init=0,lazy_journal_init=0", str(image))
    made = Disk(image, folder / "mounted")
    made.mount()
    try:
        yield made
    finally:
        made.unmount()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PATH": _PLACES})
