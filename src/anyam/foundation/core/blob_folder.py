"""A folder of large sealed contents, one file each, under keys that say nothing.

What `put` returns from lies on the disk. A content is never changed; it is put once, read, and removed.
"""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

_NAME = re.compile(r"\A[0-9a-f]{32}(?:\.\d+)?\Z")


class BlobMissing(Exception):
    """There is no content under this key."""


@dataclass(frozen=True)
class BlobFolder:
    """Contents below `path`, spread over 256 folders by the end of their key."""

    path: Path

    def put(self, key: UUID, content: bytes) -> None:
        """Keep `content`; when this returns, a power cut does not lose it."""
        place = self._place(key)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = place.with_name(f"{place.name}.{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.rename(place)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        for folder in (place.parent, self.path):
            _sync(folder)

    def get(self, key: UUID) -> bytes:
        """The content. Raises BlobMissing."""
        try:
            return self._place(key).read_bytes()
        except FileNotFoundError:
            raise BlobMissing(str(key)) from None

    def remove(self, key: UUID) -> None:
        """Take the content away; nothing happens where there is none."""
        self._place(key).unlink(missing_ok=True)

    def settled(self, age: timedelta) -> Iterator[UUID]:
        """The keys of whatever has lain here for longer than `age`, finished or not."""
        before = time.time() - age.total_seconds()
        for place in sorted(self.path.glob("??/*")):
            if _NAME.match(place.name) and place.stat().st_mtime < before:
                yield UUID(place.name.partition(".")[0])

    def remove_unfinished(self, age: timedelta) -> int:
        """Take away drafts that a crash left behind; how many."""
        before = time.time() - age.total_seconds()
        drafts = [p for p in self.path.glob("??/*.*") if _NAME.match(p.name) and p.stat().st_mtime < before]
        for draft in drafts:
            draft.unlink(missing_ok=True)
        return len(drafts)

    def _place(self, key: UUID) -> Path:
        return self.path / key.hex[-2:] / key.hex


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
