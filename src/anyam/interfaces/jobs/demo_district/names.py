"""Making up people: names as they are given, written and misheard in East Java. Nobody in here exists."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

from anyam.config import env

_WORDS = ((1, 8), (2, 50), (3, 36), (4, 6))  # of 56,719 applicants: 8 % carry a single name
_BEFORE_HIS = ("Muhammad", "Moh.", "M.", "Mochamad", "Ahmad", "Achmad", "Abdul", "Eko", "Dwi", "Tri", "Nur")
_BEFORE_HER = ("Siti", "Nur", "Dwi", "Tri", "Eka", "Sri", "Dewi", "Putri", "Anisa", "Ayu")
_MUHAMMAD = ("Muhammad", "Moh.", "M.", "Mochamad", "Muh.", "Mohamad")
_OLD_SPELLING = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"), ("sy", "sj"))
_OTHER_SPELLING = (
    ("f", "p"),
    ("v", "f"),
    ("z", "s"),
    ("iy", "i"),
    ("kh", "h"),
    ("ie", "i"),
    ("dh", "d"),
    ("q", "k"),
)


@dataclass(frozen=True)
class NameBook:
    """The lists names are drawn from, by sex."""

    given: dict[str, tuple[str, ...]]
    family: dict[str, tuple[str, ...]]

    @classmethod
    def read(cls, folder: Path | None = None) -> NameBook:
        folder = folder or env.ROOT / "data" / "names"
        with (folder / "mutiawsr.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        faker = json.loads((folder / "faker_id_ID.json").read_text(encoding="utf-8"))

        def listed(position: str, sex: str, also: str) -> tuple[str, ...]:
            own = [row["nama"] for row in rows if row["posisi"] == position and row["jk"] == sex]
            return tuple(sorted({*own, *own, *faker[also]}))

        return cls(
            {sex: listed("first", sex, f"first_names_{sex}") for sex in ("female", "male")},
            {sex: listed("last", sex, f"last_names_{sex}") for sex in ("female", "male")},
        )


class Namer:
    """Draws names from the book with one source of chance."""

    def __init__(self, book: NameBook, chance: Random) -> None:
        self._book, self._chance = book, chance

    def person(self, sex: str) -> str:
        """A full name of one to four words."""
        count = self._chance.choices([n for n, _ in _WORDS], [weight for _, weight in _WORDS])[0]
        given, family = self._book.given[sex], self._book.family[sex]
        words = [self._chance.choice(given)]
        if count >= 2:
            words.append(self._chance.choice(family))
        if count >= 3:
            before = _BEFORE_HER if sex == "female" else _BEFORE_HIS
            words.insert(
                *(
                    (0, self._chance.choice(before))
                    if self._chance.random() < 0.6
                    else (1, self._chance.choice(given))
                )
            )
        if count == 4:
            words.insert(1, self._chance.choice(given))
        return " ".join(dict.fromkeys(words))

    def nickname(self, full_name: str) -> str:
        """How a child is called: mostly the end of a word, Slamet is Met."""
        word = next((w for w in full_name.split() if w not in _MUHAMMAD and len(w) > 3), full_name.split()[0])
        if self._chance.random() < 0.5 or len(word) < 5:
            return word.strip(".")
        return word[-3:].capitalize()

    def sibling(self, full_name: str, sex: str) -> str:
        """A brother's or sister's name, perhaps with the family's same last word."""
        words = self.person(sex).split()
        last = full_name.split()[-1]
        if len(words) > 1 and last in self._book.family[sex]:
            words[-1] = last
        return " ".join(dict.fromkeys(words))

    def variant(self, full_name: str) -> str:
        """The same name as another person writes it down."""
        words = full_name.split()
        if words[0] in _MUHAMMAD and self._chance.random() < 0.7:
            words[0] = self._chance.choice([w for w in _MUHAMMAD if w != words[0]])
            return " ".join(words)
        at = self._chance.randrange(len(words))
        table = _OLD_SPELLING if self._chance.random() < 0.5 else _OTHER_SPELLING
        fitting = [(old, new) for old, new in table if old in words[at].lower()[1:]]
        if fitting:
            old, new = self._chance.choice(fitting)
            words[at] = words[at][0] + words[at][1:].replace(old, new, 1)
        elif len(words) > 2 and self._chance.random() < 0.5:
            words.pop()
        else:
            words[at] = _doubled(words[at])
        return " ".join(words)


def _doubled(word: str) -> str:
    """Nisa and Nissa."""
    for place, letter in enumerate(word[1:-1], 1):
        if letter in "nlrs" and word[place + 1] != letter:
            return word[: place + 1] + word[place:]
    return word
