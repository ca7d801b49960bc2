"""NIK and family card numbers are checked softly: papers may be wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyam.registry.people.rules import digits_of, masked_number, nik_warnings, number_problem

GIRL = "3504014203170001"


@pytest.mark.parametrize("typed", ["", "  ", GIRL, "3504 0142 0317 0001", "35.04.01.420317-0001"])
def test_sixteen_digits_or_nothing_can_be_kept(typed: str) -> None:
    assert number_problem(typed) is None


@pytest.mark.parametrize("typed", ["123", "350401420317000X", "x" * 16, "３" * 16, "35040142031700011"])
def test_anything_else_is_refused_with_a_sentence(typed: str) -> None:
    assert number_problem(typed)


def test_what_does_not_fit_is_a_warning_and_no_refusal() -> None:
    assert nik_warnings(GIRL, born_on=date(2017, 3, 2), precision="exact", sex="female") == []
    assert len(nik_warnings(GIRL, born_on=date(2017, 3, 3), precision="exact", sex="male")) == 2
    assert len(nik_warnings(GIRL, known_districts=frozenset({"33.10"}))) == 1
    assert nik_warnings("3504019903170001")


@given(st.text(max_size=40))
def test_no_text_makes_the_checks_fail(text: str) -> None:
    number_problem(text)
    nik_warnings(digits_of(text))


def test_a_masked_number_shows_four_digits() -> None:
    assert masked_number(GIRL) == "••••0001"
    assert masked_number("") == ""
