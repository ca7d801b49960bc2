"""Looking at each of the two enforcers alone: what the one refuses, the other would hide."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from anyam.foundation.access.row_context import Reader


@contextmanager
def python_alone() -> Iterator[None]:
    """The database answers everybody as it answers the system; only the Python policies decide."""
    with patch.object(Reader, "of", classmethod(lambda cls, actor: Reader(system="on"))):
        yield
