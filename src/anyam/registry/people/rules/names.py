"""How Indonesian names are written, folded so that two spellings of one name meet. Pure; no input raises.

A name is one field: one word is a full name, there is no first and last name. Old and new spelling may be mixed
inside one name, Muhammad may be written in twenty ways or left out, and a father's name may follow after "bin".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST_NAME = 200
_APOSTROPHES = frozenset("'`´‘’ʼʹʻ")
_PLAIN = {code: "" if chr(code) in _APOSTROPHES else " " for code in range(128) if not chr(code).isalnum()}
DOTS = "•••"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words before a name that are no part of it.
_TITLES = _words(
    """
    bapak bpk bp pak ibu bu mas mbak mba kang kak kakak adik dik sdr sdri tuan tn nyonya ny nona nn mr mrs ms
    h hj haji hajah hajjah kh kyai kiai nyai gus ustad ustadz ustadzah ust habib syekh dr drg drs dra ir prof
    rr raden rden alm almh almarhum almarhumah ananda
    """
)
_AFTER = _words("alm almh almarhum almarhumah h hj")
# Degrees that stand after a name; inside a name these are ordinary words (St. Aminah).
_DEGREES = _words(
    """
    spd spdi spdsd sh se ssos skom st si skep skm spsi sip sag sei shi sked spt sgz sfarm sst stp shut ssi ssn
    mpd mh mm msi mkom mt mkes mpsi map mag mak mked msc ma ba bsc phd amd amdkeb amdkep ners apt akt
    """
)
_MUHAMMAD = _words(
    """
    m mu md mh mhd mhmd mohd moh muh moch much mukh mokh muhd mohamad mohammad mohamed mohammed muhamad muhammad
    muhamed muhammed mochamad mochammad muchamad muchammad mokhamad mokhammad mukhamad mukhammad muhamat muhammat
    mahmad
    """
)
_ABBREVIATED = {
    "abd": "abdul",
    "abdl": "abdul",
    "ach": "ahmad",
    "akh": "ahmad",
    "ahm": "ahmad",
    "st": "siti",
    "sty": "siti",
    "noor": "nur",
    "nr": "nur",
}
_FATHER = frozenset({"bin", "binti", "bt", "bte", "ibn", "ibnu"})

_OLD_SPELLING = {"oe": "u", "tj": "c", "dj": "j", "nj": "ny", "sj": "sy", "ch": "kh"}
_OLD = re.compile("|".join(_OLD_SPELLING))
_SAME_SOUND = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"sh"), "sy"),
    # Prasetyo was written Prasetjo, which may also be read Praseco.
    (re.compile(r"ty(?=[aiueo])"), "c"),
    (re.compile(r"dy(?=[aiueo])"), "j"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"th"), "t"),
    (re.compile(r"q"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ck"), "k"),
    (re.compile(r"ae"), "ai"),
    (re.compile(r"kh(?=[^aiueo]|$)"), "h"),
    (re.compile(r"(?<=[aiueo])h$"), ""),
    (re.compile(r"ie$"), "i"),
    (re.compile(r"y(?![aiueo])"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_JOINED = (
    ("nurul", "nur"),
    ("nur", "nur"),
    ("abdul", "abdul"),
    ("siti", "siti"),
)
_MUHAMMAD_BEFORE = re.compile(r"(m[ou](?:h|ch|kh)amm?ad)(?=.{3})")


@dataclass(frozen=True)
class FoldedName:
    """A name after folding: the words that carry it, and the words that may be left out."""

    words: tuple[str, ...]
    optional: tuple[str, ...] = ()
    father: tuple[str, ...] = ()

    @property
    def all_words(self) -> tuple[str, ...]:
        return self.optional + self.words + self.father


def fold_letters(text: str) -> str:
    """Small letters without accents and apostrophes; everything else that is no letter or digit becomes a space."""
    if text.isascii():
        return text[: LONGEST_NAME * 2].lower().translate(_PLAIN)
    decomposed = unicodedata.normalize("NFKD", text[: LONGEST_NAME * 2]).casefold()
    kept = []
    for character in unicodedata.normalize("NFKD", decomposed):
        if unicodedata.category(character)[0] in "LNM":
            kept.append("" if unicodedata.combining(character) else character)
        elif character not in _APOSTROPHES:
            kept.append(" ")
    return "".join(kept)


def new_spelling(word: str) -> str:
    """The spelling of 1972 for a word that may be in that of 1901 or 1947. The old j for y is not decided here."""
    return _OLD.sub(lambda found: _OLD_SPELLING[found.group()], word)


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """One word of a name in new spelling with the commonest free choices of letters removed."""
    folded = new_spelling(word)
    for pattern, replacement in _SAME_SOUND:
        folded = pattern.sub(replacement, folded)
    return folded or word


def with_old_j(word: str) -> str:
    """The word if each j stood for y: a second reading, because Jani may be Jani or Yani."""
    return word.replace("j", "y")


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The consonants one hears, for a folded word: v, f and p are one, z, s and j are one; empty when too little."""
    text = word.replace("kh", "h").replace("sy", "s").replace("ny", "n").replace("ng", "n").replace("ts", "s")
    text = text.replace("dz", "s").replace("gh", "g")
    text = text.translate(_SOUNDS)
    if not text:
        return ""
    first = "a" if text[0] in "aiueoy" else text[0]
    rest = re.sub(r"[aiueoyh]", "", text[1:])
    if rest[-1:] in {"d", "b", "g"}:
        rest = rest[:-1] + {"d": "t", "b": "p", "g": "k"}[rest[-1]]
    key = re.sub(r"(.)\1+", r"\1", first + rest)
    return key if len(key) > 1 else ""


_SOUNDS = str.maketrans({"v": "p", "f": "p", "z": "s", "j": "s", "q": "k"})


@lru_cache(maxsize=1_000)
def fold_full_name(text: str) -> FoldedName:
    """A full name in its folded words. Titles and degrees fall away unless nothing else is left."""
    own, father = _at_father(_without_titles(text))
    if not own:
        own, father = father, []
    own = [part for word in own for part in _without_muhammad_before(word)]
    words = [word for word in own if not _may_be_left_out(word, own)]
    optional = [word for word in own if _may_be_left_out(word, own)]
    if not words:
        words, optional = optional[:1], optional[1:]
    return FoldedName(words=_folded(words), optional=_folded(optional), father=_folded(father))


def _without_titles(text: str) -> list[str]:
    """The plain words of a name, without titles before it and degrees after it."""
    words = _plain_words(text)
    start, end = 0, len(words)
    while start < end and words[start] in _TITLES:
        start += 1
    while end - 1 > start and (words[end - 1] in _AFTER or words[end - 1] in _DEGREES):
        end -= 1
    return words[start:end] or words


def _plain_words(text: str) -> list[str]:
    """Words in small letters; S.Pd. is one word, M.Rizki is two."""
    words: list[str] = []
    for chunk in text[: LONGEST_NAME * 2].split():
        closed = "".join(fold_letters(chunk).split())
        if "." in chunk and (closed in _DEGREES or closed in _TITLES):
            words.append(closed)
        else:
            words.extend(fold_letters(chunk).split())
    return words


def _at_father(words: list[str]) -> tuple[list[str], list[str]]:
    for place, word in enumerate(words):
        if word in _FATHER and place:
            return words[:place], words[place + 1 :]
    return words, []


def _may_be_left_out(word: str, words: list[str]) -> bool:
    """Muhammad in all its spellings, and single letters: many papers of one person carry them, others do not."""
    return len(words) > 1 and (word in _MUHAMMAD or len(word) == 1)


def _without_muhammad_before(word: str) -> list[str]:
    """Muhammadyoga is Muhammad Yoga."""
    written = _MUHAMMAD_BEFORE.match(word)
    return [written.group(1), word[written.end() :]] if written else [word]


def _folded(words: list[str]) -> tuple[str, ...]:
    folded: list[str] = []
    for word in words:
        written = _ABBREVIATED.get(word, word)
        if written in _MUHAMMAD:
            folded.append("muhamad")
        else:
            folded.extend(_split_joined(fold_word(written)))
    return tuple(folded)


def _split_joined(word: str) -> list[str]:
    """Abdurrahman is Abdul Rahman, Nuraini is Nur Aini, Siti Aminah may be written as one word."""
    if word == "nurul":
        return ["nur"]
    if word.startswith("abdu") and len(word) >= 8 and word[4] in "rsztdn":
        return ["abdul", word[4:]]
    for written, name in _JOINED:
        if word.startswith(written) and len(word) >= len(written) + 3:
            return [name, word[len(written) :]]
    return [word]


def tails(word: str) -> tuple[str, ...]:
    """Endings by which a child may be called: Slamet is Met, Fitriani is Ani."""
    return tuple(word[-length:] for length in (3, 4) if len(word) >= length + 2)


def masked(name: str) -> str:
    """A name for lists: the first letter of each word and a fixed number of dots."""
    words = [word for word in name.split() if word]
    return " ".join(f"{_first_letter(word)}{DOTS}" for word in words[:4])


def _first_letter(word: str) -> str:
    for character in word:
        if character.isalnum():
            return character.upper()[:1]
    return ""
