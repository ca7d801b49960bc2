"""Words compared as people mean them: without case, signs and order of no weight."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=65536)
def plain(text: str) -> tuple[str, ...]:
    """The words of a text, small and without marks of any kind."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKD", text).casefold()))


def is_same_thing(one: str, other: str) -> bool:
    """Whether two names mean the same paper: the same words, or one name has some words more.

    So "formulir pengaduan" goes with "Formulir pengaduan terisi", but "surat rujukan" not with "surat undangan".
    """
    first, second = set(plain(one)), set(plain(other))
    return bool(first and second) and (first <= second or second <= first)


def have_common(gives: Iterable[str], needs: Iterable[str]) -> bool:
    needed = list(needs)
    return any(is_same_thing(one, other) for one in gives for other in needed)
