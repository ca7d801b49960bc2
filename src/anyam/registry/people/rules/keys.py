"""The keys under which a name can be found again by equality alone: no pattern search over names, ever.

A key is a short digest, so that the table of keys holds no readable name and can later be made with a secret.
"""

from __future__ import annotations

from enum import StrEnum
from hashlib import blake2b
from itertools import combinations
from typing import NamedTuple

from .names import FoldedName, fold_full_name, sound, tails, with_old_j

MOST_WORDS = 8


class KeyKind(StrEnum):
    """What part of a person's record a key was made from."""

    NAME = "name"  # all words, sorted
    WHOLE = "whole"  # the sound of all words in order, written together
    WORD = "word"  # one word
    SOUND = "sound"  # the sound of one word
    PAIR = "pair"  # the sounds of two words
    TAIL = "tail"  # the end of a word, by which a child may be called
    NICK = "nick"  # a word of the nickname
    MOTHER = "mother"  # the sound of the mother's name
    NIK = "nik"


# How much a shared key says, before it is divided by how common the key is.
WEIGHT: dict[KeyKind, float] = {
    KeyKind.NIK: 40.0,
    KeyKind.NAME: 12.0,
    KeyKind.WHOLE: 10.0,
    KeyKind.PAIR: 7.0,
    KeyKind.WORD: 5.0,
    KeyKind.MOTHER: 4.0,
    KeyKind.NICK: 3.0,
    KeyKind.SOUND: 3.0,
    KeyKind.TAIL: 2.0,
}


class Key(NamedTuple):
    kind: KeyKind
    digest: bytes


class Sought(NamedTuple):
    """A key to look for; `weight` may be less than the kind's own when it is a roundabout way to a name."""

    digest: bytes
    weight: float


def key_of(kind: KeyKind, value: str) -> Key:
    return Key(kind, blake2b(value.encode("utf-8", "replace"), digest_size=16, person=kind.encode()).digest())


def keys_to_keep(full_name: str, nickname: str = "", other_names: str = "", mother_name: str = "", nik: str = "") -> set[Key]:
    """Every key one person is kept under."""
    kept: set[Key] = set()
    for written in (full_name, *_several(other_names)):
        kept |= _name_keys(fold_full_name(written))
    for word in fold_full_name(nickname).words[:MOST_WORDS]:
        kept |= {key_of(KeyKind.NICK, reading) for reading in readings(word)}
    if mother := _whole_sound(fold_full_name(mother_name).words):
        kept.add(key_of(KeyKind.MOTHER, mother))
    if nik:
        kept.add(key_of(KeyKind.NIK, nik))
    return kept


def keys_to_seek(name: str, mother_name: str = "", nik: str = "") -> list[Sought]:
    """The keys to look for when `name` was typed: the kept kinds, and a nickname against names and the reverse."""
    folded = fold_full_name(name)
    sought = {key.digest: WEIGHT[key.kind] for key in _name_keys(folded) if key.kind != KeyKind.TAIL}
    words = folded.words[:MOST_WORDS]
    for word in words:
        for reading in readings(word):
            sought.setdefault(key_of(KeyKind.NICK, reading).digest, WEIGHT[KeyKind.NICK])
            for tail in tails(reading):
                sought.setdefault(key_of(KeyKind.NICK, tail).digest, WEIGHT[KeyKind.TAIL])
            if len(words) == 1 and len(reading) <= 4:
                sought.setdefault(key_of(KeyKind.TAIL, reading).digest, WEIGHT[KeyKind.TAIL])
    if words and (mother := _whole_sound(fold_full_name(mother_name).words)):
        sought.setdefault(key_of(KeyKind.MOTHER, mother).digest, WEIGHT[KeyKind.MOTHER])
    if nik:
        sought[key_of(KeyKind.NIK, nik).digest] = WEIGHT[KeyKind.NIK]
    return [Sought(digest, weight) for digest, weight in sought.items()]


def readings(word: str) -> tuple[str, ...]:
    """A folded word as it stands, and with its j read as y."""
    other = with_old_j(word)
    return (word,) if other == word else (word, other)


def _name_keys(folded: FoldedName) -> set[Key]:
    words = folded.words[:MOST_WORDS]
    if not words:
        return set()
    keys = {key_of(KeyKind.NAME, " ".join(sorted(words))), key_of(KeyKind.NAME, " ".join(sorted(map(with_old_j, words))))}
    if whole := _whole_sound(words):
        keys.add(key_of(KeyKind.WHOLE, whole))
    for word in words:
        keys |= {key_of(KeyKind.WORD, reading) for reading in readings(word)}
        keys |= {key_of(KeyKind.TAIL, tail) for reading in readings(word) for tail in tails(reading)}
    for reading in (words, tuple(map(with_old_j, words))):
        sounds = sorted({heard for word in reading if (heard := sound(word))})
        keys |= {key_of(KeyKind.SOUND, heard) for heard in sounds}
        keys |= {key_of(KeyKind.PAIR, "+".join(pair)) for pair in combinations(sounds, 2)}
    return keys


def _whole_sound(words: tuple[str, ...]) -> str:
    return sound("".join(words)[:120])


def _several(other_names: str) -> list[str]:
    """Other names are written one after another with a comma, semicolon, slash or line between them."""
    for divider in (";", "/", "\n", "|"):
        other_names = other_names.replace(divider, ",")
    return [part for part in other_names.split(",") if part.strip()][:5]
