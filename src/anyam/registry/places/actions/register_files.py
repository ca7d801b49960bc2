"""Reading the published register: four CSV files, one for each level."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..choices import Level, PlaceKind
from ..rules import Names, names_of, parent_of

_FILES = (
    ("wilayah_provinsi.csv", Level.PROVINCE),
    ("wilayah_kabkota.csv", Level.REGENCY),
    ("wilayah_kecamatan.csv", Level.DISTRICT),
    ("wilayah_desa_kelurahan.csv", Level.VILLAGE),
)
# Raise this when the words kept for searching change, so that the next loading writes them again.
_SEARCH_WORDS_VERSION = "1"


@dataclass(frozen=True)
class PublishedPlace:
    """One line of the register, with its search words."""

    code: str
    level: Level
    kind: str
    name: str
    parent: str
    names: Names


def digest_of(folder: Path) -> str:
    """The fingerprint of the register in `folder`. Raises FileNotFoundError where a file is missing."""
    seal = hashlib.sha256(_SEARCH_WORDS_VERSION.encode())
    for file_name, _level in _FILES:
        seal.update((folder / file_name).read_bytes())
    return seal.hexdigest()


def read_register(folder: Path) -> Iterator[PublishedPlace]:
    """Every place of the register, the higher levels first."""
    path_words: dict[str, tuple[str, ...]] = {"": ()}
    for file_name, level in _FILES:
        with (folder / file_name).open(encoding="utf-8", newline="") as lines:
            for line in csv.DictReader(lines):
                code, parent = line["kode"], parent_of(line["kode"])
                names = names_of(line["nama"], path_words[parent])
                if level != Level.VILLAGE:
                    path_words[code] = names.path
                yield PublishedPlace(code, level, _kind_of(level, line), line["nama"], parent, names)


def _kind_of(level: Level, line: dict[str, str]) -> str:
    if level == Level.PROVINCE:
        return PlaceKind.PROVINSI
    return PlaceKind.KECAMATAN if level == Level.DISTRICT else line["jenis"]
