"""The keys under which a name can be found again by equality alone: no pattern search over names, ever.

A key is a token made with this installation's index key: whoever has the table but not that key can neither read a name
in it nor try out names or numbers against it. How often a key occurs stays visible.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from anyam.foundation.vault.tokens import token

from .names import FoldedName, fold_full_name, fold_word, sound, tails, with_old_j

MOST_WORDS = 8


class KeyKind(StrEnum):
    """What part of a person's record a key was made from."""

    NAME = "name"  # all words, sorted
    WHOLE = "whole"  # the sound of all words in order, written together
    WORD = "word"  # one word
    SOUND = "sound"  # the sound of one word
    PAIR = "pair"  # the sounds of two words
    TAIL = "tail"  # the end of a word, by which a child may be called
    BORN = "born"  # one word with the year of birth
    HOME = "home"  # the sound of one word with the village
    NICK = "nick"  # a word of the nickname
    MOTHER = "mother"  # the sound of the mother's name
    NIK = "nik"


# How much a shared key says, before it is divided by how common the key is.
WEIGHT: dict[KeyKind, float] = {
    KeyKind.NIK: 40.0,
    KeyKind.NAME: 12.0,
    KeyKind.WHOLE: 10.0,
    KeyKind.PAIR: 7.0,
    KeyKind.HOME: 6.0,
    KeyKind.BORN: 5.0,
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
    return Key(kind, token(f"name key/{kind}", value))


def keys_to_keep(
    full_name: str,
    nickname: str = "",
    other_names: str = "",
    mother_name: str = "",
    nik: str = "",
    birth_year: int | None = None,
    place_code: str = "",
) -> set[Key]:
    """Every key one person is kept under. A secret address is left out by the caller."""
    kept: set[Key] = set()
    for written in (full_name, *_several(other_names)):
        kept |= _name_keys(fold_full_name(written))
    for word in fold_full_name(nickname).words[:MOST_WORDS]:
        kept |= {key_of(KeyKind.NICK, reading) for reading in readings(word)}
    if mother := _whole_sound(fold_full_name(mother_name).words):
        kept.add(key_of(KeyKind.MOTHER, mother))
    if nik:
        kept.add(key_of(KeyKind.NIK, nik))
    years = [birth_year] if birth_year else []
    return kept | _narrow_keys(fold_full_name(full_name or nickname), years, place_code)


def keys_to_seek(
    name: str, mother_name: str = "", nik: str = "", birth_year: int | None = None, place_code: str = ""
) -> list[Sought]:
    """The keys to look for when `name` was typed: the kept kinds, and a nickname against names and the reverse."""
    folded = fold_full_name(name)
    keys = [key for key in _name_keys(folded) if key.kind != KeyKind.TAIL]
    keys += _nickname_keys(folded.words[:MOST_WORDS])
    years = [birth_year - 1, birth_year, birth_year + 1] if birth_year else []
    keys += _narrow_keys(folded, years, place_code)
    if folded.words and (mother := _whole_sound(fold_full_name(mother_name).words)):
        keys.append(key_of(KeyKind.MOTHER, mother))
    if nik:
        keys.append(key_of(KeyKind.NIK, nik))
    return [Sought(key.digest, WEIGHT[key.kind]) for key in dict.fromkeys(keys)]


def _nickname_keys(words: tuple[str, ...]) -> list[Key]:
    """Typed words against kept nicknames, and one short typed word against the ends of kept names."""
    heard = [reading for word in words for reading in readings(word)]
    keys = [key_of(KeyKind.NICK, called) for word in heard for called in (word, *tails(word))]
    if len(words) == 1:
        keys += [key_of(KeyKind.TAIL, word) for word in heard if len(word) <= 4]
    return keys


def _narrow_keys(folded: FoldedName, years: list[int], place_code: str) -> set[Key]:
    """A word together with a year or a village: even Siti is rare among those born in one year or living there."""
    heard = {reading for word in folded.words[:MOST_WORDS] for reading in readings(word)}
    keys = {key_of(KeyKind.BORN, f"{word}@{year}") for word in heard for year in years}
    if place_code:
        keys |= {key_of(KeyKind.HOME, f"{sound(word) or word}@{place_code}") for word in heard}
    return keys


def readings(word: str) -> tuple[str, ...]:
    """A folded word as it stands, and with its j read as y."""
    other = with_old_j(word)
    return (word,) if other == word else (word, other)


def _name_keys(folded: FoldedName) -> set[Key]:
    words = folded.words[:MOST_WORDS]
    if not words:
        return set()
    keys = {
        key_of(KeyKind.NAME, " ".join(sorted(words))),
        key_of(KeyKind.NAME, " ".join(sorted(map(with_old_j, words)))),
    }
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
    return sound(fold_word("".join(words)[:120]))


def _several(other_names: str) -> list[str]:
    """Other names are written one after another with a comma, semicolon, slash or line between them."""
    for divider in (";", "/", "\n", "|"):
        other_names = other_names.replace(divider, ",")
    return [part for part in other_names.split(",") if part.strip()][:5]
