"""Clock, identifiers, cleaned text and pages."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyam.foundation.core import clock, ids
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.results import Page
from anyam.foundation.core.text import clean_line, clean_text, fold_name

NYEPI = datetime(2026, 3, 19, 1, 30, tzinfo=UTC)


class TestClock:
    def test_is_aware_and_in_utc(self) -> None:
        assert clock.now().tzinfo is UTC
        assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)

    def test_can_be_held_and_goes_on_afterwards(self) -> None:
        with clock.at(NYEPI):
            assert clock.now() == NYEPI
            with clock.at(NYEPI + timedelta(days=1)):
                assert clock.today() == date(2026, 3, 20)
            assert clock.now() == NYEPI
        assert clock.now() > NYEPI

    def test_goes_on_after_an_error(self) -> None:
        with pytest.raises(ValueError, match="x"), clock.at(NYEPI):
            raise ValueError("x")
        assert clock.now() != NYEPI

    def test_the_day_changes_at_midnight_in_jakarta(self) -> None:
        with clock.at(datetime(2026, 1, 1, 16, 59, tzinfo=UTC)):
            assert clock.today() == date(2026, 1, 1)
        with clock.at(datetime(2026, 1, 1, 17, 0, tzinfo=UTC)):
            assert clock.today() == date(2026, 1, 2)

    def test_takes_a_moment_of_any_zone(self) -> None:
        with clock.at(NYEPI.astimezone(timezone(timedelta(hours=9)))):
            assert clock.now() == NYEPI


class TestIds:
    def test_are_version_7_and_follow_the_clock(self) -> None:
        with clock.at(NYEPI):
            early = new_id()
        with clock.at(NYEPI + timedelta(milliseconds=1)):
            late = new_id()
        assert early.version == 7
        assert early.variant == "specified in RFC 4122"
        assert early < late
        assert early.int >> 80 == int(NYEPI.timestamp() * 1000)

    def test_do_not_repeat_and_cannot_be_guessed(self) -> None:
        with clock.at(NYEPI):
            made = {new_id() for _ in range(20_000)}
        assert len(made) == 20_000

    def test_same_seed_same_ids(self) -> None:
        with clock.at(NYEPI), ids.drawn_from(Random(7)):
            first = [new_id() for _ in range(5)]
        with clock.at(NYEPI), ids.drawn_from(Random(7)):
            assert [new_id() for _ in range(5)] == first
        assert new_id() not in first


class TestText:
    @given(st.text())
    def test_cleaning_twice_changes_nothing_more(self, typed: str) -> None:
        assert clean_text(clean_text(typed)) == clean_text(typed)
        assert clean_line(clean_line(typed)) == clean_line(typed)

    @given(st.text())
    def test_nothing_harmful_is_kept(self, typed: str) -> None:
        kept = clean_text(typed)
        assert not {c for c in kept if unicodedata.category(c) in {"Cc", "Cs"}} - {"\n", "\t"}
        assert not {"\u202e", "\u200f", "\u2066", "\x00"}.intersection(kept)
        assert unicodedata.is_normalized("NFC", kept)
        kept.encode("utf-8")

    @given(st.text())
    def test_a_line_is_one_line(self, typed: str) -> None:
        line = clean_line(typed)
        assert line == " ".join(line.split())

    @given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"])))
    def test_ordinary_writing_is_kept(self, typed: str) -> None:
        assert clean_text(typed) == unicodedata.normalize("NFC", typed).strip()

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("  Siti\u0000 Aminah\t ", "Siti Aminah"),
            ("Siti\r\nAminah", "Siti Aminah"),
            ("\u202eSiti\u202c", "Siti"),
            ("Zaza\u0301", "Zazá"),
            ("D’Angelo 😀", "D’Angelo 😀"),
        ],
    )
    def test_examples(self, typed: str, kept: str) -> None:
        assert clean_line(typed) == kept

    def test_line_breaks_of_a_narrative_stay(self) -> None:
        assert clean_text("satu\r\ndua\rtiga\n") == "satu\ndua\ntiga"

    @given(st.text())
    def test_folding_is_stable(self, name: str) -> None:
        assert fold_name(fold_name(name)) == fold_name(name)

    @pytest.mark.parametrize("name", ["SITI  Aminah", "Siti-Aminah", "síti aminah", "Siti, Aminah."])
    def test_the_same_name_folds_alike(self, name: str) -> None:
        assert fold_name(name) == "siti aminah"


class TestPages:
    def test_row_numbers(self) -> None:
        page = Page(rows=("a", "b"), number=3, size=25, total=52, total_is_capped=False, has_next=False)
        assert (page.first_row_number, page.last_row_number) == (51, 52)
        assert page.has_previous
        assert page.with_rows(str.upper).rows == ("A", "B")

    def test_an_empty_page(self) -> None:
        page: Page[str] = Page(rows=(), number=1, size=25, total=0, total_is_capped=False, has_next=False)
        assert (page.first_row_number, page.last_row_number) == (0, 0)


def test_a_refusal_has_a_sentence_a_field_and_a_name_for_machines() -> None:
    class TooLate(Refusal):
        sentence = "It is too late."

    plain, other = TooLate(), TooLate("Come tomorrow.", field="due_on")
    assert (str(plain.sentence), plain.field, plain.code) == ("It is too late.", "", "TooLate")
    assert (other.sentence, other.field) == ("Come tomorrow.", "due_on")
