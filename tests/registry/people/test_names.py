"""How names are folded: two spellings of one name meet, and nothing anybody types can break it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyam.registry.people.rules import (
    Known,
    Typed,
    fold_full_name,
    keys_to_keep,
    keys_to_seek,
    likeness,
    masked,
)
from tests.registry.people.invented_names import (
    full_name,
    joined,
    muhammad_otherwise,
    old_spelling,
    titled,
    turned,
)

SEEDS = st.integers(min_value=0, max_value=10**9)


def _meet(one: str, other: str) -> bool:
    kept = {key.digest for key in keys_to_keep(one)}
    return bool(kept & {key.digest for key in keys_to_seek(other)})


@given(st.text(max_size=400), st.text(max_size=400))
def test_no_text_whatever_makes_the_rules_fail(one: str, other: str) -> None:
    fold_full_name(one)
    keys_to_keep(one, nickname=other, other_names=other, mother_name=other)
    keys_to_seek(one, other)
    likeness(Typed(one, mother_name=other), Known(other, other, one, mother_name=one))
    masked(one)


@given(st.text(min_size=1, max_size=80))
def test_a_name_meets_itself_whatever_its_letters(name: str) -> None:
    if keys_to_keep(name):
        assert _meet(name, name)
        assert likeness(Typed(name), Known(name)).score >= 57


@given(SEEDS)
def test_old_and_new_spelling_of_a_name_share_a_key(seed: int) -> None:
    rng = random.Random(seed)
    name = full_name(rng)
    assert _meet(name, old_spelling(rng, name))
    assert _meet(old_spelling(rng, name), name)


@given(SEEDS)
def test_muhammad_in_any_spelling_or_none_changes_nothing(seed: int) -> None:
    rng = random.Random(seed)
    name = full_name(rng)
    other = muhammad_otherwise(rng, name)
    assert sorted(fold_full_name(name).words) == sorted(fold_full_name(other).words)


@given(SEEDS)
def test_titles_and_degrees_change_nothing(seed: int) -> None:
    rng = random.Random(seed)
    name = full_name(rng)
    assert fold_full_name(titled(rng, name)).words == fold_full_name(name).words


@given(SEEDS)
def test_the_order_of_the_words_changes_nothing(seed: int) -> None:
    rng = random.Random(seed)
    name = full_name(rng)
    assert likeness(Typed(turned(rng, name)), Known(name)).score >= 57


@given(SEEDS)
def test_words_written_together_still_meet(seed: int) -> None:
    rng = random.Random(seed)
    name = full_name(rng)
    assert _meet(name, joined(rng, name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soeparno", "Suparno"),
        ("Agoes Soepriyanto", "Agus Supriyanto"),
        ("Tjahjo Koesoemo", "Cahyo Kusumo"),
        ("Djoko Soesanto", "Joko Susanto"),
        ("Jani", "Yani"),
        ("Njoman Sjafei", "Nyoman Syafei"),
        ("Chairil Anwar", "Khairil Anwar"),
        ("Rachmat Hidajat", "Rahmat Hidayat"),
        ("Moch. Rizky", "Rizki"),
        ("Muhammad Rizki", "M.Rizki"),
        ("Abdurrahman", "Abdul Rahman"),
        ("Abd. Rochman", "Abdul Rohman"),
        ("Nur Aini", "Noeraini"),
        ("Siti Aminah", "Sitiaminah"),
        ("St. Aminah", "Siti Amina"),
        ("Aminah binti Slamet", "Aminah"),
        ("Ma'ruf", "Maruf"),
        ("Zaenal Arifin", "Zainal Arifin"),
        ("Aisyah", "Aisha"),
        ("José", "Jose"),
        ("Drs. H. Ahmad Fauzi, M.Pd.", "Achmad Fauzi"),
    ],
)
def test_these_are_read_as_the_same_name(one: str, other: str) -> None:
    assert _meet(one, other)
    assert likeness(Typed(one), Known(other)).score >= 57


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Budi Santoso", "Siti Aminah"),
        ("Agus", "Dewi"),
        ("Eko", "Eka Putri"),
        ("Ahmad Fauzi", "Slamet Riyadi"),
    ],
)
def test_these_are_not_shown_as_likely(one: str, other: str) -> None:
    assert not likeness(Typed(one), Known(other)).is_shown


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Met", Known("Slamet")),
        ("Ani", Known("Fitriani")),
        ("Fitriani", Known("Fitri", "Ani")),
        ("Ipin", Known("Arifin", "Ipin")),
    ],
)
def test_a_nickname_finds_the_name_and_the_reverse(typed: str, known: Known) -> None:
    kept = {key.digest for key in keys_to_keep(known.full_name, known.nickname)}
    assert kept & {key.digest for key in keys_to_seek(typed)}
    assert likeness(Typed(typed), known).is_shown


def test_a_name_of_one_word_is_a_whole_name() -> None:
    assert fold_full_name("Sukarno").words == ("sukarno",)
    assert fold_full_name("Muhammad").words == ("muhamad",)
    assert fold_full_name("Ibu").words == ("ibu",)


def test_a_rare_shared_word_weighs_more_than_a_common_one() -> None:
    common = {"siti": 0.2}
    rare = likeness(Typed("Siti Painem"), Known("Painem"), common)
    frequent = likeness(Typed("Siti Painem"), Known("Siti Rahayu"), common)
    assert rare.score > frequent.score


def test_masked_names_show_first_letters_and_always_as_many_dots() -> None:
    assert masked("Siti Aminah") == "S••• A•••"
    assert masked("Ed") == masked(["Endang", "Sri"][0])
    assert masked("") == ""


@given(st.text(max_size=60))
def test_masking_shows_at_most_one_letter_of_each_word(name: str) -> None:
    for word in masked(name).split():
        assert len(word.replace("•", "")) <= 1
