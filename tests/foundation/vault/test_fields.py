"""Sealed columns: nothing readable lies in the table, and nothing opens anywhere but where it was sealed."""

from __future__ import annotations

import pickle
from copy import deepcopy
from datetime import date
from time import perf_counter
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyam.foundation.core.ids import new_id
from anyam.foundation.vault import data_keys
from anyam.foundation.vault.destroying import destroy_keys
from anyam.foundation.vault.errors import CannotBePickled, KeyDestroyed, SealBroken, SealedMisuse
from anyam.foundation.vault.fields import SealedText
from anyam.foundation.vault.models import DataKey
from tests.foundation.vault.conftest import Page, stored

WORDS = "Ibu bilang jangan cerita — rahasia 🙂"
in_one_database = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


def make(**given: Any) -> Page:
    return Page.objects.create(diary_id=given.pop("diary_id", None) or new_id(), **given)


def again(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


class TestKeeping:
    @in_one_database
    @given(
        words=st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
        mood=JSON,
        day=st.none() | st.dates(),
    )
    def test_what_was_sealed_is_read_again(
        self, diary: type[Page], words: str, mood: Any, day: date | None
    ) -> None:
        page = again(make(words=words, mood=mood, day=day))
        assert (page.words, page.mood, page.day) == (words, mood, day)

    def test_the_table_holds_nothing_readable(self, diary: type[Page]) -> None:
        page = make(words=WORDS, title="Rahasia", mood={"afraid": True}, day=date(2014, 2, 3))
        kept = b"".join(stored(page, column) or b"" for column in ("words", "title", "mood", "day"))
        assert len(kept) > 4 * 60
        for word in (WORDS.encode(), b"rahasia", b"Rahasia", b"afraid", b"2014"):
            assert word not in kept

    def test_equal_words_look_different_and_short_ones_equally_long(self, diary: type[Page]) -> None:
        yes, no = make(mood=True), make(mood=False)
        assert stored(yes, "mood") != stored(make(mood=True, diary_id=yes.diary_id), "mood")
        assert len(stored(yes, "mood") or b"") == len(stored(no, "mood") or b"")

    def test_nothing_needs_no_key(self, diary: type[Page]) -> None:
        page = again(make())
        assert (page.words, page.title, page.mood, page.day) == ("", "", None, None)
        assert (stored(page, "words"), stored(page, "mood")) == (b"", None)
        assert not DataKey.objects.exists()

    def test_every_way_of_writing(self, diary: type[Page]) -> None:
        scope = new_id()
        Page.objects.bulk_create([Page(diary_id=scope, words=f"{WORDS} {n}", stars=n) for n in range(5)])
        assert [page.words for page in Page.objects.order_by("stars")] == [f"{WORDS} {n}" for n in range(5)]
        page, is_new = Page.objects.get_or_create(stars=9, defaults={"diary_id": scope, "words": "a"})
        assert is_new
        assert again(page).words == "a"
        page, is_new = Page.objects.update_or_create(stars=9, defaults={"words": "b"})
        assert not is_new
        assert again(page).words == "b"
        page.title, page.words = "unsaved", "c"
        page.save(update_fields=["words"])
        assert (again(page).words, again(page).title) == ("c", "")
        page.refresh_from_db()
        assert page.title == ""
        assert Page.objects.defer("words").get(pk=page.pk).words == "c"
        assert DataKey.objects.count() == 1

    def test_what_did_not_change_is_written_back_as_it_was(self, diary: type[Page]) -> None:
        page = make(words=WORDS, mood=["a"])
        before = stored(page, "words"), stored(page, "mood")
        for change in ("nothing", "read", "same"):
            row = again(page)
            if change != "nothing":
                assert (row.words, row.mood) == (WORDS, ["a"])
            if change == "same":
                row.words = WORDS
            row.stars += 1
            row.save()
            assert (stored(page, "words"), stored(page, "mood")) == before, change

    def test_a_list_changed_in_its_place_is_sealed_anew(self, diary: type[Page]) -> None:
        row = again(make(mood=["a"]))
        row.mood.append("b")
        row.save()
        assert again(row).mood == ["a", "b"]

    def test_too_long_or_of_another_kind(self, diary: type[Page]) -> None:
        assert Page._meta.get_field("title").max_length == 40
        with pytest.raises(ValidationError):
            Page(diary_id=new_id(), title="x" * 41).full_clean()
        Page(diary_id=new_id(), title="x" * 40).full_clean()
        for wrong in (
            {"title": "x" * 41},
            {"words": 7},
            {"day": "2014-02-03"},
            {"mood": {1, 2}},
            {"words": "\ud800"},
        ):
            with pytest.raises(SealedMisuse), transaction.atomic():
                make(**wrong)

    def test_a_row_without_scope_or_with_a_loaded_rows_words_is_refused(self, diary: type[Page]) -> None:
        with pytest.raises(SealedMisuse, match="diary_id"), transaction.atomic():
            Page.objects.create(words=WORDS)
        row = again(make(words=WORDS))
        row.pk, row._state.adding = new_id(), True
        with pytest.raises(SealedMisuse, match="cannot become another row"), transaction.atomic():
            row.save()
        row = again(make(words=WORDS))
        assert row.words == WORDS
        row.pk, row._state.adding = new_id(), True
        row.save()
        assert again(row).words == WORDS

    def test_a_field_whose_scope_is_no_column_is_found_by_the_checks(self, diary: type[Page]) -> None:
        assert Page._meta.get_field("words").check() == []
        lost = SealedText(compartment="diary", scope="nowhere")
        lost.set_attributes_from_name("lost")
        lost.model = Page
        assert [problem.id for problem in lost.check()] == ["vault.E001"]


class TestAsking:
    @pytest.mark.parametrize(
        "ask",
        [
            lambda rows: list(rows.filter(words=WORDS)),
            lambda rows: list(rows.filter(words__icontains="a")),
            lambda rows: list(rows.filter(mood__afraid=True)),
            lambda rows: list(rows.exclude(day=date(2014, 2, 3))),
            lambda rows: rows.update(words=WORDS),
            lambda rows: rows.filter(words__in=["a"]).delete(),
        ],
    )
    def test_the_database_cannot_seek_or_set_it(self, diary: type[Page], ask: Any) -> None:
        make(words=WORDS)
        with pytest.raises(SealedMisuse, match="sealed"):
            ask(Page.objects.all())

    def test_it_can_say_whether_there_is_anything(self, diary: type[Page]) -> None:
        make(mood=1)
        make()
        assert Page.objects.filter(mood__isnull=True).count() == 1
        Page.objects.update(mood=None, words="")
        assert not Page.objects.filter(mood__isnull=False).exists()

    def test_lists_of_values_show_only_that_it_is_sealed(self, diary: type[Page]) -> None:
        make(words=WORDS)
        shown = repr(list(Page.objects.values("words"))) + str(
            Page.objects.values_list("words", flat=True)[0]
        )
        assert "<sealed>" in shown
        assert "rahasia" not in shown


class TestMoving:
    @pytest.fixture
    def pages(self, diary: type[Page]) -> tuple[Page, Page, Page]:
        scope = new_id()
        return (
            make(diary_id=scope, words="first", title="first"),
            make(diary_id=scope, words="second", title="second"),
            make(words="elsewhere", title="elsewhere"),
        )

    def put(self, page: Page, column: str, value: bytes | None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE vault_page SET {column} = %s WHERE id = %s", [value, page.pk])

    def test_to_another_row_column_or_scope_is_refused(self, pages: tuple[Page, Page, Page]) -> None:
        first, second, elsewhere = pages
        for target, column, source in (
            (first, "words", stored(second, "words")),
            (first, "words", stored(first, "title")),
            (first, "words", stored(elsewhere, "words")),
            (first, "mood", stored(first, "words")),
        ):
            before = stored(target, column)
            self.put(target, column, source)
            with pytest.raises(SealBroken):
                getattr(again(target), column)
            self.put(target, column, before)
            assert again(target).words == "first"

    def test_to_another_table_is_refused(self, pages: tuple[Page, Page, Page]) -> None:
        field: Any = Page._meta.get_field("words")
        other = field.clone()
        other.set_attributes_from_name("words")
        other.model = DataKey
        page = pages[0]
        assert field.opened(page.pk, page.diary_id, stored(page, "words")) == "first"
        with pytest.raises(SealBroken):
            other.opened(page.pk, page.diary_id, stored(page, "words"))

    def test_a_row_given_another_scope_does_not_open(self, pages: tuple[Page, Page, Page]) -> None:
        Page.objects.filter(pk=pages[0].pk).update(diary_id=pages[2].diary_id)
        with pytest.raises(SealBroken):
            _ = again(pages[0]).words

    def test_a_wrapped_key_put_in_anothers_place_does_not_open(self, pages: tuple[Page, Page, Page]) -> None:
        first, elsewhere = (DataKey.objects.get(scope_id=p.diary_id) for p in (pages[0], pages[2]))
        DataKey.objects.filter(pk=first.pk).update(wrapped=elsewhere.wrapped)
        data_keys.forget()
        connection._anyam_vault_view = None  # type: ignore[attr-defined]
        with pytest.raises(SealBroken):
            _ = again(pages[0]).words

    @in_one_database
    @given(at=st.integers(0, 200), bit=st.integers(0, 7))
    def test_any_flipped_bit_in_the_table_is_refused(
        self, pages: tuple[Page, Page, Page], at: int, bit: int
    ) -> None:
        kept = stored(pages[0], "words") or b""
        damaged = bytearray(kept)
        damaged[at % len(kept)] ^= 1 << bit
        self.put(pages[0], "words", bytes(damaged))
        with pytest.raises(SealBroken):
            _ = again(pages[0]).words
        self.put(pages[0], "words", kept)


class TestHiding:
    def test_no_text_form_shows_it(self, diary: type[Page]) -> None:
        page = again(make(words=WORDS, mood={"x": "rahasia"}))
        assert page.words == WORDS
        assert page.mood
        for shown in (
            repr(page),
            str(page),
            repr(page.__dict__),
            repr(vars(page)),
            f"{page.__dict__['words']}",
        ):
            assert "rahasia" not in shown

    def test_no_exception_shows_it(self, diary: type[Page]) -> None:
        problems = []
        for wrong in ({"title": "rahasia" * 9}, {"words": "rahasia\ud800"}, {"mood": {"rahasia": object()}}):
            with pytest.raises(SealedMisuse) as problem, transaction.atomic():
                make(**wrong)
            problems.append(problem.value)
        with pytest.raises(SealedMisuse) as problem:
            Page.objects.filter(words="rahasia")
        problems.append(problem.value)
        for one in problems:
            assert "rahasia" not in repr(one)
            assert one.__context__ is None or one.__suppress_context__

    def test_no_pickle_holds_it(self, diary: type[Page]) -> None:
        page = again(make(words=WORDS, mood="rahasia"))
        assert page.words == deepcopy(page.__dict__)["words"].value == WORDS
        assert page.mood == "rahasia"
        pickled = pickle.dumps(page.__dict__["words"])
        assert b"rahasia" not in pickled
        page.__dict__["words"] = pickle.loads(pickled)
        assert page.words == WORDS
        with pytest.raises(CannotBePickled):
            pickle.dumps(Page(diary_id=new_id(), words=WORDS).__dict__["words"])


class TestDestroyed:
    def test_reads_as_nothing_and_takes_nothing(self, diary: type[Page]) -> None:
        page, other = make(words=WORDS, mood="sad"), make(words=WORDS)
        assert destroy_keys(page.diary_id, reason="retention") == 2
        assert (again(page).words, again(page).mood, again(other).words) == ("", None, WORDS)
        with pytest.raises(KeyDestroyed), transaction.atomic():
            make(diary_id=page.diary_id, words="new")
        row = again(page)
        row.save()
        row.words = "new"
        with pytest.raises(KeyDestroyed):
            row.save()

    def test_of_one_compartment_leaves_the_others(self, diary: type[Page]) -> None:
        page = make(words=WORDS, mood="sad")
        assert destroy_keys(page.diary_id, "health", reason="withdrawn") == 1
        assert (again(page).words, again(page).mood) == (WORDS, None)


def questions(asked: CaptureQueriesContext) -> list[str]:
    return [one["sql"] for one in asked if one["sql"].strip().startswith("SELECT")]


class TestCost:
    def fill(self, count: int) -> None:
        Page.objects.bulk_create([Page(diary_id=new_id(), title=f"Siti {n}", stars=n) for n in range(count)])

    def read(self) -> list[str]:
        return [page.title for page in Page.objects.order_by("stars")[:25]]

    def test_a_page_of_rows_asks_for_all_keys_at_once_and_then_never_again(
        self, lasting_diary: type[Page]
    ) -> None:
        self.fill(40)
        data_keys.forget()
        for expected in (3, 2):
            with CaptureQueriesContext(connection) as asked, transaction.atomic():
                assert len(set(self.read())) == 25
            assert len(questions(asked)) == expected, (
                expected
            )  # rows, generation, and the first time the keys

    def test_one_remembered_key_among_many_does_not_make_the_others_come_singly(
        self, lasting_diary: type[Page]
    ) -> None:
        self.fill(25)
        data_keys.forget()
        assert Page.objects.get(stars=0).title == "Siti 0"
        with CaptureQueriesContext(connection) as asked, transaction.atomic():
            self.read()
        assert len([q for q in asked if "vault_datakey" in q["sql"]]) == 1

    def test_rows_reached_through_others_come_together_too(self, lasting_diary: type[Page]) -> None:
        self.fill(25)
        data_keys.forget()
        with CaptureQueriesContext(connection) as asked, transaction.atomic():
            pages = [Page.objects.get(stars=n) for n in range(10)]
            assert [page.title for page in pages] == [f"Siti {n}" for n in range(10)]
        assert len([q for q in asked if "vault_datakey" in q["sql"]]) == 1

    def test_opening_25_names_takes_less_than_a_millisecond(self, diary: type[Page]) -> None:
        self.fill(25)
        self.read()
        best = min(self.opening() for _ in range(20))
        assert best < 0.001, f"{best * 1000:.2f} ms"

    def opening(self) -> float:
        pages = list(Page.objects.order_by("stars")[:25])
        begun = perf_counter()
        for page in pages:
            _ = page.title
        return perf_counter() - begun


def test_only_these_columns_are_sealed() -> None:
    sealed = {
        f.name
        for f in Page._meta.concrete_fields
        if isinstance(f, models.Field) and hasattr(f, "compartment")
    }
    assert sealed == {"title", "words", "mood", "day"}
