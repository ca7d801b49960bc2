"""Argon2id with parameters that were measured, and never more than a few at the same time.

Each hash fills 64 MiB for about a tenth of a second. Without a bound, a hundred sign-ins at the same moment would ask
for six gigabytes and take the pages down with them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

AT_ONCE = 2
"""Per process: with three processes of the pages that is 384 MiB at the very most."""
LONGEST_WAIT = 20.0
_places = BoundedSemaphore(AT_ONCE)


class TooBusy(Exception):
    """More people sign in at this moment than the machine can check. Pages answer 503 and ask to try again."""


@contextmanager
def a_place() -> Iterator[None]:
    """Wait for one of the places. Raises TooBusy."""
    if not _places.acquire(timeout=LONGEST_WAIT):
        raise TooBusy
    try:
        yield
    finally:
        _places.release()


class BoundedArgon2Hasher(Argon2PasswordHasher):
    """Set in PASSWORD_HASHERS: Argon2id, two passes over 64 MiB by two threads (99 ms on the small machine)."""

    time_cost = 2
    memory_cost = 64 * 1024
    parallelism = 2

    def encode(self, password: str, salt: str) -> str:
        with a_place():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with a_place():
            return super().verify(password, encoded)
