"""What holds for codes, names and dates of places, without a database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from anyam.foundation.core.text import fold_name

from .choices import Level, PlaceKind

_CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")
_LEVELS = (Level.PROVINCE, Level.REGENCY, Level.DISTRICT, Level.VILLAGE)
_KINDS = {
    Level.PROVINCE: frozenset({PlaceKind.PROVINSI}),
    Level.REGENCY: frozenset({PlaceKind.KABUPATEN, PlaceKind.KOTA}),
    Level.DISTRICT: frozenset({PlaceKind.KECAMATAN}),
    Level.VILLAGE: frozenset({PlaceKind.DESA, PlaceKind.KELURAHAN, PlaceKind.DESA_ADAT}),
}
_SHORT_KIND = {
    PlaceKind.KABUPATEN: "Kab.",
    PlaceKind.KOTA: "Kota",
    PlaceKind.KECAMATAN: "Kec.",
    PlaceKind.PROVINSI: "Prov.",
}

# Words people put before a name to say what it is. "Kota" stays a word of its own: many names begin with it.
_SHORT_KIND_WORDS = ("ds", "kel", "kec", "kab", "prov")
_LONG_KIND_WORDS = ("desa", "kelurahan", "kecamatan", "distrik", "kabupaten", "provinsi", "propinsi")
_KIND_WORDS = frozenset({*_SHORT_KIND_WORDS, *_LONG_KIND_WORDS})
_PREFIXES = ("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota ")

_APOSTROPHE = re.compile(r"(?<=\w)['’`](?=\w)")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")

SHORTEST_PREFIX = 3
MOST_WORDS = 6


def is_code(text: str) -> bool:
    """Whether `text` is written like a Kemendagri code: 35, 35.04, 35.04.01 or 35.04.01.2001."""
    return _CODE.fullmatch(text) is not None


def level_of(code: str) -> Level:
    """The level a code stands for. Raises ValueError for what is not a code."""
    if not is_code(code):
        raise ValueError(f"not a place code: {code!r}")
    return _LEVELS[code.count(".")]


def parent_of(code: str) -> str:
    """The code one level up; empty for a province."""
    return code.rpartition(".")[0]


def path_of(code: str) -> tuple[str, ...]:
    """The codes from the province down to `code` itself."""
    parts = code.split(".")
    return tuple(".".join(parts[: n + 1]) for n in range(len(parts)))


def lies_within(code: str, outer: str) -> bool:
    """Whether `code` is `outer` or lies in it."""
    return code == outer or code.startswith(f"{outer}.")


def kind_fits(kind: str, level: str) -> bool:
    return kind in _KINDS[Level(level)]


def is_valid_on(day: date, valid_from: date | None, valid_until: date | None) -> bool:
    """A place is in force from `valid_from` and no longer on `valid_until`; an open end is a missing date."""
    return (valid_from is None or valid_from <= day) and (valid_until is None or day < valid_until)


def place_id(code: str) -> UUID:
    """The identifier under which events speak of the place with this code."""
    return uuid5(NAMESPACE_URL, f"urn:kemendagri:wilayah:{code}")


def bare_name(name: str) -> str:
    """The published name without its kind: "Kabupaten Tulungagung" is Tulungagung."""
    for prefix in _PREFIXES:
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    return name


def label(kind: str, name: str) -> str:
    """How a place is written in a list: "Desa Ngunut", "Kec. Boyolangu", "Kab. Tulungagung"."""
    known = PlaceKind(kind)
    if known == PlaceKind.KOTA:
        return name  # published with "Kota" already, sometimes "Kota Administrasi"
    return f"{_SHORT_KIND.get(known, known.label)} {bare_name(name)}"


@dataclass(frozen=True)
class Names:
    """What a place is found by: its folded bare name, its own words, and the words of all above it."""

    folded: str
    own: tuple[str, ...]
    path: tuple[str, ...]


def names_of(name: str, above: tuple[str, ...] = ()) -> Names:
    """The search words of a place. `above` are the path words of its parent.

    A name of several words can also be found written together: Sumber Rejo and Sumberrejo are one to a reader.
    """
    folded = fold_place(bare_name(name))
    words = [*fold_place(name).split(), *folded.split()]
    together = folded.replace(" ", "")
    own = tuple(dict.fromkeys([*words, together] if together else words))
    return Names(folded, own, tuple(dict.fromkeys([*own, *above])))


def fold_place(name: str) -> str:
    """As `fold_name`, with apostrophes inside a word closed up: Ka'do is typed Kado."""
    closed = _APOSTROPHE.sub("", name)
    if closed.isascii() and closed.isprintable():
        return _NOT_A_WORD.sub(
            " ", closed.lower()
        ).strip()  # the same for plain letters, and ten times as fast
    return fold_name(closed)


@dataclass(frozen=True)
class SearchText:
    """What somebody typed, understood: the words to look for and the name it may be exactly."""

    words: tuple[str, ...]
    exact: str

    @property
    def is_empty(self) -> bool:
        return not self.words

    @property
    def is_too_short(self) -> bool:
        """Whether the longest word is so short that it begins tens of thousands of names."""
        return max(map(len, self.words), default=0) < SHORTEST_PREFIX

    @property
    def every_word(self) -> str:
        """The tsquery that every word begins a word of the place or of a place above it."""
        together = "".join(self.words)
        parted = " & ".join(f"{word}:*" for word in self.words)
        return parted if len(self.words) == 1 else f"({parted}) | {together}:*"

    @property
    def any_word(self) -> str:
        """The tsquery that some word begins a word of the place's own name."""
        together = "".join(self.words)
        return " | ".join(f"{word}:*" for word in (*self.words, together))


def understand(typed: str) -> SearchText:
    """The words of a search, folded, without the words that only name a kind, unless there are no others."""
    folded = fold_place(typed[:120]).split()[: MOST_WORDS * 2]
    telling = [word for word in folded if word not in _KIND_WORDS] or folded
    words = tuple(dict.fromkeys(telling))[:MOST_WORDS]
    return SearchText(words, " ".join(telling))
