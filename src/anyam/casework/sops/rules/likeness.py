"""Rows without codes that read alike, and codes proposed for a row: proposals for people, never verdicts.

Texts are compared by their words without prefixes and endings, weighed by how rare they are (tf-idf), and by the
cosine of the angle between them. Only pairs that can reach the threshold are looked at, so that it stays quick.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..choices import FindingKind as Kind
from ..choices import Symbol
from ..results import Coding, Finding, Place
from .chart import Chart
from .wording import plain

ALIKE = 0.72
MOST_ASKED, MOST_PROPOSALS, PLACES_NAMED = 200, 200, 6
_SEVERAL = 2
_LEAST_STEM = 4
_ENDINGS = ("kan", "nya", "an")
_BEGINNINGS = (
    *((beginning, 4) for beginning in ("meng", "meny", "mem", "men", "peng", "peny", "pem", "pen")),
    *((beginning, 5) for beginning in ("ber", "ter", "per", "di", "me", "pe")),
)
Index = dict[str, list[tuple[str, float]]]
_WORKS = frozenset({Symbol.PROCESS, Symbol.DECISION})
_EMPTY_WORDS = frozenset(
    (
        "yang",
        "dan",
        "atau",
        "di",
        "ke",
        "dari",
        "untuk",
        "dengan",
        "pada",
        "oleh",
        "dalam",
        "kepada",
        "serta",
        "anak",
    )
)


@dataclass(frozen=True)
class Pair:
    one: str
    other: str
    likeness: float


@dataclass(frozen=True)
class CodingWords:
    """For each code of a list the words by which it is recognised in a text."""

    verbs: Mapping[str, tuple[str, ...]]
    objects: Mapping[str, tuple[str, ...]]
    targets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Row:
    place: Place
    party: str
    named: str
    is_coded: bool


def likeness_findings(charts: Mapping[str, Chart], of: str = "") -> Iterator[Finding]:
    """Pairs of rows of different agencies of which one has no codes yet (in the SOP `of`, if one is named).

    Only so many rows are asked about at once: a longer list would be read by nobody.
    """
    rows: dict[str, list[_Row]] = defaultdict(list)
    for chart in charts.values():
        for row, text in _rows(chart):
            rows[text].append(row)
    asked = [
        text
        for text, found in sorted(rows.items())
        if any(not row.is_coded and (not of or row.place.sop == of) for row in found)
    ][:MOST_ASKED]
    told = [finding for text in asked for finding in _proposed(rows[text])]
    if asked:
        pairs = sorted(alike(list(rows), asked), key=lambda pair: (-pair.likeness, pair.one, pair.other))
        told += [finding for pair in pairs for finding in _proposed(rows[pair.one] + rows[pair.other])]
    yield from told[:MOST_PROPOSALS]


def _rows(chart: Chart) -> Iterator[tuple[_Row, str]]:
    for key, step in chart.steps.items():
        party, text = chart.party(key), " ".join(plain(step.activity))
        if step.symbol in _WORKS and party and text:
            place = Place(chart.document.code, key)
            named = f"{chart.document.code} {chart.row(key)}"
            yield _Row(place, party, named, step.coding.is_complete), text


def _proposed(found: list[_Row]) -> Iterator[Finding]:
    if len({row.party for row in found}) < _SEVERAL:
        return
    own = found[0].place
    facts = {"places": "; ".join(row.named for row in found[:PLACES_NAMED])}
    yield Finding(Kind.READS_ALIKE, own.sop, (own.step,), facts, tuple(row.place for row in found[1:]))


def alike(texts: list[str], asked: list[str], threshold: float = ALIKE) -> Iterator[Pair]:
    """Every pair of one of `asked` and one of `texts` whose likeness reaches the threshold."""
    vectors = _vectors(texts)
    index: Index = defaultdict(list)
    for text, vector in vectors.items():
        for part, weight in vector.items():
            index[part].append((text, weight))
    done: set[str] = set()
    for text in asked:
        done.add(text)
        for other, likeness in _reaching(vectors[text], index, vectors, threshold):
            if other not in done:
                yield Pair(text, other, likeness)


def _reaching(
    vector: Mapping[str, float],
    index: Index,
    vectors: Mapping[str, Mapping[str, float]],
    threshold: float,
) -> Iterator[tuple[str, float]]:
    """The texts that come near enough, looked for by their rarest parts first.

    Once the parts that are left could not reach the threshold by themselves, no new text needs to be looked at.
    """
    left, sums = 1.0, defaultdict[str, float](float)
    for part in sorted(vector, key=lambda part: len(index[part])):
        if left < threshold * threshold:
            break
        for other, weight in index[part]:
            sums[other] += vector[part] * weight
        left -= vector[part] ** 2
    least = threshold - math.sqrt(max(left, 0.0))
    candidates = [other for other, sum_so_far in sums.items() if sum_so_far >= least]
    for other in candidates:
        likeness = _dot(vector, vectors[other])
        if likeness >= threshold:
            yield other, likeness


def propose_coding(activity: str, words: CodingWords) -> Coding:
    """The codes whose words stand in the activity; empty where nothing fits, the longest words first."""
    said = " " + " ".join(plain(activity)) + " "

    def best(known: Mapping[str, tuple[str, ...]]) -> str:
        hits = [
            (len(" ".join(plain(word))), code)
            for code, listed in known.items()
            for word in listed
            if f" {' '.join(plain(word))} " in said
        ]
        return max(hits, default=(0, ""))[1]

    return Coding(best(words.verbs), best(words.objects), best(words.targets))


def _vectors(texts: list[str]) -> dict[str, dict[str, float]]:
    counts = {text: Counter(_parts(text)) for text in texts}
    spread = Counter(part for count in counts.values() for part in count)
    found = {}
    for text, count in counts.items():
        vector = {part: n * math.log((1 + len(texts)) / spread[part]) for part, n in count.items()}
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        found[text] = {part: weight / length for part, weight in vector.items()}
    return found


def _parts(text: str) -> Iterator[str]:
    return (_stem(word) for word in text.split() if word not in _EMPTY_WORDS)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """A rough stem: "pemeriksaan", "memeriksa" and "periksa" come to the same, which is all that is needed."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            word = word.removesuffix(ending)
            break
    for beginning, least in _BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) >= least:
            return word.removeprefix(beginning)
    # After "me" and "pe" these letters fall away: they are taken off everywhere.
    return word[1:] if word[:1] in "kpst" and len(word) > _LEAST_STEM else word


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum(weight * large.get(part, 0.0) for part, weight in small.items())
