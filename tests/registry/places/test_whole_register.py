"""The published register: complete, as published, and found in a blink."""

from __future__ import annotations

import hashlib
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anyam.config import env
from anyam.foundation.access import Actor
from anyam.registry.places.models import Place
from anyam.registry.places.queries import find_places, get_place, list_districts, list_places, list_villages

REGIONS = env.ROOT / "data" / "regions"
# Alone it takes a hundredth of a second (tests/bench/finding_places.py); this leaves room for a busy machine.
SLOWEST = 0.5

pytestmark = [pytest.mark.usefixtures("whole_register"), pytest.mark.django_db]


def _names(actor: Actor, text: str, **more: object) -> list[str]:
    return [row.full_name for row in find_places(actor, text, **more)]  # type: ignore[arg-type]


def test_the_files_are_as_they_were_published() -> None:
    for line in (REGIONS / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((REGIONS / name).read_bytes()).hexdigest() == digest, name


def test_every_place_of_the_register_is_there() -> None:
    counts = {
        level: Place.objects.filter(level=level).count()
        for level in ("province", "regency", "district", "village")
    }
    assert counts == {"province": 38, "regency": 514, "district": 7285, "village": 83762}


def test_the_demo_district_has_its_districts_and_villages(worker: Actor) -> None:
    assert len(list_districts(worker, "35.04")) == 19
    assert len(list_villages(worker, "35.04")) == 271
    assert len(list_places(worker)) == 38
    assert [row.label for row in get_place(worker, "35.04.11.2011").above] == [
        "Prov. Jawa Timur",
        "Kab. Tulungagung",
        "Kec. Ngunut",
    ]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("wonorejo", "Desa Wonorejo, Kec. Pagerwojo, Kab. Tulungagung"),
        ("Sumbergempol wonorejo", "Desa Wonorejo, Kec. Sumbergempol, Kab. Tulungagung"),
        ("tulungagung", "Kab. Tulungagung, Prov. Jawa Timur"),
        ("kab surabaya", "Kota Surabaya, Prov. Jawa Timur"),
        ("bendilj kul", "Desa Bendiljati Kulon, Kec. Sumbergempol, Kab. Tulungagung"),
        ("kulon bendiljati", "Desa Bendiljati Kulon, Kec. Sumbergempol, Kab. Tulungagung"),
        ("jawa timur", "Prov. Jawa Timur"),
        ("35.04.11.2011", "Desa Ngunut, Kec. Ngunut, Kab. Tulungagung"),
        ("REGAPU’U", "Desa Regapu’u, Kec. Paga, Kab. Sikka"),
    ],
)
def test_the_best_match_comes_first(worker: Actor, typed: str, first: str) -> None:
    assert _names(worker, typed)[:1] == [first]


def test_names_written_in_one_or_two_words_find_each_other(worker: Actor) -> None:
    together = set(_names(worker, "sumberrejo", limit=100))
    assert any(name.startswith("Desa Sumber Rejo,") for name in together)


def test_one_letter_looks_in_the_own_district_only(worker: Actor) -> None:
    assert all("Kab. Tulungagung" in name for name in _names(worker, "w"))
    assert find_places(Actor.system("no district"), "w") == []


def test_level_and_surrounding_place_narrow_the_search(worker: Actor) -> None:
    assert {row.level for row in find_places(worker, "ngunut", level="village")} == {"village"}
    assert _names(worker, "kauman", within="35.04.05") == ["Desa Kauman, Kec. Kauman, Kab. Tulungagung"]


@pytest.mark.parametrize(
    "typed", ["\x00", "'; DROP TABLE", "*:*", "!!!", "\u202etulung", "a" * 5000, "&|!()<->", "🙂"]
)
def test_odd_text_finds_little_and_breaks_nothing(worker: Actor, typed: str) -> None:
    assert isinstance(find_places(worker, typed), list)


@pytest.mark.parametrize(
    "typed", ["wonorejo", "ka", "sumber", "karang jawa", "jawa timur", "desa kauman kab tulung"]
)
def test_a_search_reads_indexes_and_never_the_whole_register(worker: Actor, typed: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        began = perf_counter()
        find_places(worker, typed)
        took = perf_counter() - began
    searches = [query["sql"] for query in asked.captured_queries if "places_place" in query["sql"]]
    assert 1 <= len(searches) <= 2
    assert took < SLOWEST
    with connection.cursor() as cursor:
        for search in searches:
            cursor.execute(f"EXPLAIN {search}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert "Seq Scan" not in plan, plan
