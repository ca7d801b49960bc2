"""Codes, names and dates of places, over everything that may come in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyam.foundation.core.text import fold_name
from anyam.registry.places import rules

codes = st.builds(
    lambda parts, depth: ".".join(parts[:depth]),
    st.tuples(*(st.from_regex(rf"[0-9]{{{length}}}", fullmatch=True) for length in (2, 2, 2, 4))),
    st.integers(1, 4),
)
days = st.dates(date(1990, 1, 1), date(2040, 1, 1))


@given(codes)
def test_every_code_has_a_level_a_parent_and_a_path_down_to_itself(code: str) -> None:
    path = rules.path_of(code)
    assert rules.is_code(code)
    assert path[-1] == code
    assert len(path) == len(code.split("."))
    assert rules.parent_of(code) == (path[-2] if len(path) > 1 else "")
    assert all(rules.lies_within(code, outer) for outer in path)


@given(st.text(max_size=20))
def test_what_is_no_code_has_no_level(text: str) -> None:
    if rules.is_code(text):
        assert rules.level_of(text)
    else:
        with pytest.raises(ValueError, match="not a place code"):
            rules.level_of(text)


def test_a_code_does_not_lie_in_one_that_only_begins_alike() -> None:
    assert not rules.lies_within("35.04.10", "35.04.1")
    assert not rules.lies_within("35.04", "35.0")


@given(days, st.integers(1, 5000), days)
def test_a_place_is_in_force_from_its_first_day_and_not_on_its_last_date(
    first: date, length: int, day: date
) -> None:
    end = first + timedelta(days=length)
    assert rules.is_valid_on(first, first, end)
    assert not rules.is_valid_on(end, first, end)
    assert rules.is_valid_on(day, first, end) == (first <= day < end)
    assert rules.is_valid_on(day, None, None)


@given(st.text(max_size=60))
def test_the_quick_folding_of_plain_letters_is_the_full_folding(name: str) -> None:
    without = "".join(letter for letter in name if letter not in "'’`")
    assert rules.fold_place(without) == fold_name(without)


@given(st.text(max_size=300))
def test_no_typed_text_makes_a_query_the_database_cannot_read(typed: str) -> None:
    sought = rules.understand(typed)
    assert len(sought.words) <= rules.MOST_WORDS
    assert all(word.isalnum() for word in sought.words)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Desa Wonorejo Kec. Sumbergempol", ("wonorejo", "sumbergempol")),
        ("Kab. Tulungagung", ("tulungagung",)),
        ("Kota Kediri", ("kota", "kediri")),
        ("desa", ("desa",)),
        ("Ka'do", ("kado",)),
        ("  ", ()),
    ],
)
def test_words_that_only_name_a_kind_are_left_out_unless_there_are_no_others(
    typed: str, words: tuple[str, ...]
) -> None:
    assert rules.understand(typed).words == words


@pytest.mark.parametrize(
    ("kind", "name", "label"),
    [
        ("kabupaten", "Kabupaten Tulungagung", "Kab. Tulungagung"),
        ("kota", "Kota Kediri", "Kota Kediri"),
        ("kota", "Kota Administrasi Jakarta Pusat", "Kota Administrasi Jakarta Pusat"),
        ("kecamatan", "Ngunut", "Kec. Ngunut"),
        ("desa", "Ngunut", "Desa Ngunut"),
        ("kelurahan", "Bago", "Kelurahan Bago"),
    ],
)
def test_a_place_is_written_with_its_kind_before_it(kind: str, name: str, label: str) -> None:
    assert rules.label(kind, name) == label
