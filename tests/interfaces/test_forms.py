"""No input may raise: whatever is sent, a form answers with clean values or with a sentence."""

from __future__ import annotations

import unicodedata
from typing import Any
from uuid import UUID

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from anyam.foundation.access import Actor
from anyam.foundation.core.refusals import Refusal
from anyam.interfaces.web.components.gallery.forms import SampleForm, SampleRows
from anyam.interfaces.web.components.templatetags import formats

NAMES = [*SampleForm.base_fields, "village_text", "village_pick", "village_search"]
ROW_NAMES = [
    "siblings-TOTAL_FORMS",
    "siblings-INITIAL_FORMS",
    "siblings-add",
    "siblings-0-name",
    "siblings-0-DELETE",
]
NASTY = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=[]), max_size=300),
    st.sampled_from(
        ["\x00", "\u202eevil", "9" * 5000, "-1", "1e999", "٣", "0000-00-00", "\ud800", "on", "yes", "sumber"]
    ),
)


NOBODY = Actor.system("filling in a sample")


def _sent(pairs: list[tuple[str, str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for key, value in pairs:
        data.appendlist(key, value)
    return data


@given(st.lists(st.tuples(st.sampled_from(NAMES), NASTY), max_size=20))
def test_no_input_raises_and_every_text_is_clean(pairs: list[tuple[str, str]]) -> None:
    form = SampleForm(_sent(pairs), actor=NOBODY)
    form.is_valid()
    assert isinstance(form.once, UUID)
    assert form.render()
    for value in form.cleaned_data.values():
        if isinstance(value, str):
            assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in value if c != "\n" and c != "\t")
            assert "\u202e" not in value


@given(st.lists(st.tuples(st.sampled_from(ROW_NAMES), NASTY), max_size=12))
def test_no_rows_raise(pairs: list[tuple[str, str]]) -> None:
    rows = SampleRows(_sent(pairs), prefix="siblings")
    if rows.is_valid():
        assert all(isinstance(row, dict) for row in rows.filled)
    for form in rows.forms:
        assert form.render()


@given(st.one_of(NASTY, st.integers(), st.none(), st.dates(), st.datetimes(), st.floats()))
@pytest.mark.parametrize("name", sorted(formats.register.filters))
def test_no_value_makes_a_filter_raise(name: str, value: Any) -> None:
    formats.register.filters[name](value)


def test_a_repeated_page_keeps_its_number() -> None:
    number = "01890a5d-ac96-774b-bcce-b302099a8057"
    assert SampleForm(_sent([("submission", number)]), actor=NOBODY).once != UUID(number)  # not yet validated
    form = SampleForm(_sent([("submission", number)]), actor=NOBODY)
    form.is_valid()
    assert form.once == UUID(number)


def test_errors_say_what_to_do_and_name_the_field() -> None:
    form = SampleForm(_sent([("nik", "123"), ("born_on", "31-02-2020"), ("phone", "rumah")]), actor=NOBODY)
    assert not form.is_valid()
    assert form.errors["name"] == ["Isi “Nama lengkap”."]
    assert form.errors["kind"] == ["Pilih jawaban untuk “Laporan ini tentang apa?”."]
    assert form.errors["nik"] == [
        "NIK terdiri dari 16 angka. Kosongkan jika anak belum punya atau Anda tidak tahu."
    ]
    assert "hari-bulan-tahun" in form.errors["born_on"][0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("0812-3456-7890", "+6281234567890"), ("+62 812 3456 7890", "+6281234567890"), ("129", "129"), ("", "")],
)
def test_phone_numbers_are_kept_one_way(typed: str, kept: str) -> None:
    form = SampleForm(_sent([("phone", typed)]), actor=NOBODY)
    form.is_valid()
    assert form.cleaned_data["phone"] == kept


def test_looking_up_without_javascript_shows_the_choices_and_no_error() -> None:
    form = SampleForm(_sent([("village_text", "sumber"), ("village_search", "1")]), actor=NOBODY)
    assert not form.is_valid()
    assert not form.errors
    assert "Sumberjati" in str(form["village"])


def test_the_button_pressed_by_enter_without_words_is_no_looking_up() -> None:
    form = SampleForm(_sent([("village_text", ""), ("village_search", "1")]), actor=NOBODY)
    assert not form.is_valid()
    assert form.errors["name"]


def test_one_fitting_name_is_enough_and_several_are_offered() -> None:
    one = SampleForm(_sent([("village_text", "watu")]), actor=NOBODY)
    one.is_valid()
    assert one.cleaned_data["village"] == "99.01.02.2002"
    several = SampleForm(_sent([("village_text", "sumber")]), actor=NOBODY)
    several.is_valid()
    assert several.errors["village"]
    assert "Sumberayu" in str(several["village"])


def test_changing_the_words_forgets_the_old_choice() -> None:
    form = SampleForm(_sent([("village", "99.01.01.2001"), ("village_text", "watu")]), actor=NOBODY)
    form.is_valid()
    assert form.cleaned_data["village"] == "99.01.02.2002"


def test_add_another_keeps_what_was_written_and_complains_about_nothing() -> None:
    rows = SampleRows(
        _sent(
            [
                ("siblings-TOTAL_FORMS", "1"),
                ("siblings-INITIAL_FORMS", "0"),
                ("siblings-0-name", "Rani"),
                ("siblings-add", "1"),
            ]
        ),
        prefix="siblings",
    )
    assert not rows.is_valid()
    assert len(rows.forms) == 2
    assert "Rani" in rows.forms[0].render()
    assert not rows.forms[0].errors


def test_a_refusal_stands_beside_the_field_or_row_it_names() -> None:
    form = SampleForm(_sent([]), actor=NOBODY)
    rows = SampleRows(
        _sent([("siblings-TOTAL_FORMS", "1"), ("siblings-INITIAL_FORMS", "0")]), prefix="siblings"
    )
    form.is_valid(), rows.is_valid()
    form.beside = (rows,)
    form.refuse(Refusal("Nama ini sudah ada.", field="siblings-0-name"))
    form.refuse(Refusal("Nomor ini sudah dipakai.", field="nik"))
    form.refuse("Coba besok.")
    assert rows.forms[0].errors["name"] == ["Nama ini sudah ada."]
    assert form.errors["nik"] == ["Nomor ini sudah dipakai."]
    assert form.non_field_errors() == ["Coba besok."]
