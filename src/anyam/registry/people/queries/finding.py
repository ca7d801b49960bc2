"""Finding somebody already known, by equality of keys alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import log
from uuid import UUID

from django.db import connection

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.row_context import acting
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.foundation.core.text import clean_line
from anyam.registry.places.queries import place_names

from ..choices import BirthPrecision
from ..models import Person, records_together
from ..results import PersonMatch
from ..rules import (
    Known,
    Likeness,
    Typed,
    age_text,
    digits_of,
    fold_full_name,
    keys_to_keep,
    keys_to_seek,
    likeness,
    masked,
)
from ..rules.keys import KeyKind, key_of, readings

CANDIDATES = 50
SHORTEST = 3

# A key that many people share says little and costs much: one with more holders than this names no candidates as
# long as there is a rarer one. A person's points are the sum over the shared keys; those with the most are compared.
_COMMON = 1000
_SEARCH = """
WITH sought AS (
    SELECT key, weight,
           (SELECT count(*) FROM (
               SELECT FROM people_namekey AS kept WHERE kept.key = typed.key LIMIT %(common)s
           ) AS counted)
           AS holders
    FROM unnest(%(keys)s::bytea[], %(weights)s::float8[]) AS typed(key, weight)
), used AS MATERIALIZED (
    SELECT *, min(holders) OVER () AS fewest FROM sought
    WHERE holders > 0
), shared AS (
    SELECT kept.person_id, sum(used.weight / (1 + ln(used.holders))) AS points
    FROM used CROSS JOIN LATERAL (
        SELECT person_id FROM people_namekey WHERE people_namekey.key = used.key LIMIT used.holders
    ) AS kept
    WHERE used.holders < %(common)s OR used.fewest = %(common)s
    GROUP BY kept.person_id
), best AS (
    SELECT person_id, points FROM shared ORDER BY points DESC, person_id LIMIT %(candidates)s
)
SELECT (SELECT array_agg(person_id ORDER BY points DESC, person_id) FROM best),
       (SELECT json_object_agg(encode(key, 'hex'), holders) FROM used)
"""

# With more bearers than this a name is common in the district and says nothing about kinship.
_FEW = 12
_UNCOMMON = """
SELECT DISTINCT kept.person_id FROM people_namekey AS kept
WHERE kept.key = ANY(%(keys)s::bytea[]) AND kept.person_id = ANY(%(people)s::uuid[])
AND (SELECT count(*) FROM (
    SELECT FROM people_namekey AS other WHERE other.key = kept.key LIMIT %(few)s + 1
) AS counted) <= %(few)s
"""


@dataclass(frozen=True)
class _Candidate:
    person_id: UUID
    sex: str
    known: Known
    holders: dict[str, int]


_Pair = tuple[Likeness, _Candidate]


@query
def find_people(
    actor: Actor,
    *,
    name: str,
    birth_year: int | None = None,
    place_code: str | None = None,
    nik: str = "",
    mother_name: str = "",
    limit: int = 10,
    seen: Collection[UUID] = (),
) -> list[PersonMatch]:
    """People who may be the one being written down, the likeliest first, each with the reasons. It never decides.

    That somebody searched is kept with the number of hits, never with the words. Names are masked except for the
    `seen`: people whom the caller has found to be this actor's business. The number of queries is the same however
    many people there are.
    """
    require(actor, Permission.FIND_PEOPLE)
    number = digits_of(nik)
    typed = Typed(
        clean_line(name),
        birth_year,
        place_code or "",
        number if len(number) == 16 else "",
        clean_line(mother_name),
    )
    if len(typed.name) < SHORTEST and not typed.nik:
        return []
    with acting(Actor.system("comparing names")):
        candidates = _candidates(typed)
        together = records_together(one.person_id for one in candidates)
    found = [(likeness(typed, one.known, _commonness(typed, one)), one) for one in candidates]
    fitting = sorted(
        (pair for pair in found if pair[0].is_shown), key=lambda pair: (-pair[0].score, pair[1].person_id)
    )
    groups = _each_once(fitting, together)[: max(0, limit)]
    shown = [group[0] for group in groups]
    record_look(actor, part=Looked.SEARCH, subject_id=None, count=len(shown))
    places = place_names(actor, [one.known.place_code for _, one in shown])
    matches = [
        _match(alike, one, places[one.known.place_code].label if one.known.place_code in places else "", seen)
        for alike, one in shown
    ]
    return [
        replace(match, records=tuple(one.person_id for _, one in group))
        for match, group in zip(matches, groups, strict=True)
    ]


def _each_once(fitting: list[_Pair], together: dict[UUID, frozenset[UUID]]) -> list[list[_Pair]]:
    """Records of one person stand together behind the one that fits best: nothing is shown that was not typed."""
    groups: dict[frozenset[UUID], list[_Pair]] = {}
    for pair in fitting:
        groups.setdefault(together[pair[1].person_id], []).append(pair)
    return list(groups.values())


def _candidates(typed: Typed) -> list[_Candidate]:
    sought = keys_to_seek(typed.name, typed.mother_name, typed.nik, typed.birth_year, typed.place_code)
    if not sought:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _SEARCH,
            {
                "keys": [one.digest for one in sought],
                "weights": [one.weight for one in sought],
                "common": _COMMON,
                "candidates": CANDIDATES,
            },
        )
        ids, holders = cursor.fetchone()
    found = Person.objects.filter(pk__in=ids or ()).select_related("identity", "address").in_bulk()
    return [
        _candidate(found[one], holders or {})
        for one in ids or ()
        if one in found and hasattr(found[one], "identity")
    ]


def _candidate(person: Person, holders: dict[str, int]) -> _Candidate:
    identity, address = person.identity, getattr(person, "address", None)
    known = Known(
        identity.full_name,
        identity.nickname,
        identity.other_names,
        identity.birth_on,
        identity.birth_precision,
        address.place_code if address and not address.is_secret else "",
        identity.nik,
        identity.mother_name,
    )
    return _Candidate(person.pk, person.sex, known, holders)


def _commonness(typed: Typed, one: _Candidate) -> dict[str, float]:
    """The weight of each typed word: 1 for one that a single person carries, less the more people carry it."""
    words = fold_full_name(typed.name).words
    return {word: 1 / (1 + log(max(1, _holders(word, one)), 10)) for word in words}


def _holders(word: str, one: _Candidate) -> int:
    return sum(one.holders.get(key_of(KeyKind.WORD, reading).digest.hex(), 0) for reading in readings(word))


def _match(alike: Likeness, one: _Candidate, place_name: str, seen: Collection[UUID]) -> PersonMatch:
    name = one.known.full_name
    return PersonMatch(
        person_id=one.person_id,
        display_name=name if one.person_id in seen else masked(name),
        sex=one.sex,
        age_text=age_text(
            one.known.birth_on, one.known.birth_precision or BirthPrecision.UNKNOWN, clock.today()
        ),
        place_name=place_name,
        score=alike.score,
        reasons=tuple(str(reason.label) for reason in alike.reasons),
    )


@query
def name_keys(
    actor: Actor, *, name: str, birth_year: int | None = None, place_code: str = "", mother_name: str = ""
) -> list[tuple[bytes, str]]:
    """The keys under which somebody would be kept, with their kinds; for measurements that write many at once."""
    require(actor, Permission.FIND_PEOPLE)
    kept = keys_to_keep(name, mother_name=mother_name, birth_year=birth_year, place_code=place_code)
    return sorted((key.digest, key.kind.value) for key in kept)


@query
def bearers_of_uncommon_names(actor: Actor, name: str, person_ids: Collection[UUID]) -> set[UUID]:
    """Those among these people who carry a word of `name` that few people carry; for the system alone.

    A hint that somebody may be kin, found through the keys alone: nobody's name is read. A common name says nothing.
    """
    require(actor, Permission.REVIEW_LOOKS)
    words = fold_full_name(clean_line(name)).words
    digests = [key_of(KeyKind.WORD, reading).digest for word in words for reading in readings(word)]
    if not digests or not person_ids:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_UNCOMMON, {"keys": digests, "people": list(person_ids), "few": _FEW})
        return {row[0] for row in cursor.fetchall()}
