"""Shared words: proposed by one agency, discussed by all, and everybody's only when nobody objects."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from hypothesis import given, settings
from hypothesis import strategies as st

from anyam.casework.messages import actions, queries
from anyam.casework.messages.actions.terms import (
    CommentNeedsWords,
    NotCarriedYet,
    SetAsideNeedsReason,
    TermNeedsMeaning,
    TermNeedsWord,
    WordAgreedAlready,
    WordProposedAlready,
)
from anyam.casework.messages.choices import Stance, TermState
from anyam.casework.messages.rules import is_carried
from anyam.foundation.access import Actor, NotAllowed, NotFound, Role
from anyam.foundation.events.reactions import delivered_at_once
from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    made = Cast()
    assert all((made.siti, made.rudi, made.wulan, made.ningsih))
    return made


def propose(actor: Actor, word: str = "Rujukan", **more: Any) -> UUID:
    return actions.propose_term(actor, word=word, meaning="Meminta layanan lembaga lain.", **more)


def say(actor: Actor, term_id: UUID, stance: str = "agree", text: str = "") -> None:
    actions.comment_on_term(actor, term_id=term_id, stance=stance, text=text)


def told(actor: Actor, kind: str) -> bool:
    found = apps.get_model("messages.Notification").objects
    return bool(found.filter(recipient_id=actor.user_id, kind=kind).exists())


def work() -> Any:
    return apps.get_model("sops.WorkItem").objects.filter(kind="settle_term", state="open")


def test_a_proposed_word_is_put_before_the_other_agencies_and_the_secretariat_owes_a_decision(
    cast: Cast,
) -> None:
    with delivered_at_once():
        term_id = propose(cast.siti)
    assert told(cast.rudi, "term_proposed")
    assert not told(cast.siti, "term_proposed")
    assert [row.id for row in queries.terms_to_discuss(cast.rudi)] == [term_id]
    assert not queries.terms_to_discuss(cast.siti)
    [owed] = work()
    assert (owed.agency_id, owed.role) == (None, "coordinator")


def test_one_agency_alone_or_an_open_objection_does_not_carry_a_word(cast: Cast) -> None:
    term_id = propose(cast.siti)
    with pytest.raises(NotCarriedYet):
        actions.agree_term(cast.wulan, term_id=term_id)
    say(cast.rudi, term_id)
    say(cast.ningsih, term_id, "object", "Bagi kami ini pemindahan.")
    with pytest.raises(NotCarriedYet):
        actions.agree_term(cast.wulan, term_id=term_id)
    say(cast.ningsih, term_id)
    with delivered_at_once():
        actions.agree_term(cast.wulan, term_id=term_id)
    assert queries.get_term(cast.tamu, term_id).row.state is TermState.AGREED
    assert told(cast.siti, "term_agreed")
    assert not work().exists()


def test_who_decides_is_the_secretariat_and_who_speaks_is_who_speaks_for_an_agency(cast: Cast) -> None:
    term_id = propose(cast.siti)
    for other in (cast.siti, cast.ningsih, cast.hartono):
        with pytest.raises(NotAllowed):
            actions.agree_term(other, term_id=term_id)
    for other in (cast.yusuf, cast.ratna, cast.tamu):
        with pytest.raises(NotAllowed):
            say(other, term_id)
        with pytest.raises(NotAllowed):
            propose(other, "Lain")
    assert queries.get_term(cast.yusuf, term_id).may_discuss is False


def test_what_was_settled_is_discussed_no_more(cast: Cast) -> None:
    term_id = propose(cast.siti)
    with pytest.raises(SetAsideNeedsReason):
        actions.set_term_aside(cast.wulan, term_id=term_id, why=" ")
    actions.set_term_aside(cast.wulan, term_id=term_id, why="Sudah diatur undang-undang")
    with pytest.raises(NotFound):
        say(cast.rudi, term_id)
    with pytest.raises(NotFound):
        actions.agree_term(cast.wulan, term_id=term_id)
    assert queries.get_term(cast.rudi, term_id).settled_why == "Sudah diatur undang-undang"
    assert propose(cast.rudi)


def test_the_same_word_stands_once_and_newer_words_replace_it_when_agreed(cast: Cast) -> None:
    term_id = propose(cast.siti)
    with pytest.raises(WordProposedAlready):
        propose(cast.rudi, "  RUJUKAN ")
    say(cast.rudi, term_id)
    actions.agree_term(cast.wulan, term_id=term_id)
    with pytest.raises(WordAgreedAlready):
        propose(cast.rudi, "rujukan")
    newer = propose(cast.rudi, "", replaces_id=term_id)
    assert queries.get_term(cast.siti, term_id).row.state is TermState.AGREED
    say(cast.siti, newer)
    actions.agree_term(cast.wulan, term_id=newer)
    assert queries.get_term(cast.siti, term_id).row.state is TermState.REPLACED
    [row] = queries.find_terms(cast.siti, text="rujuk").rows
    assert row.id == newer


def test_words_are_found_by_name_meaning_and_english_and_agreed_ones_come_first(cast: Cast) -> None:
    first = propose(cast.siti, "Asesmen", english="assessment")
    second = propose(cast.siti, "Abc")
    say(cast.rudi, first)
    actions.agree_term(cast.wulan, term_id=first)
    assert [row.id for row in queries.find_terms(cast.tamu).rows] == [first, second]
    for text in ("asesm", "ASSESSMENT", "layanan asesmen"):
        assert [row.id for row in queries.find_terms(cast.tamu, text=text).rows] == [first], text
    assert not queries.find_terms(cast.tamu, text="%").rows
    assert not queries.find_terms(cast.tamu, text="tidak ada").rows
    assert not queries.find_terms(cast.tamu, text="tidak\x00 \x00 \ud800ada").rows


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"word": "\u200f "}, TermNeedsWord),
        ({"word": "x" * 121}, TermNeedsWord),
        ({"word": "Kata", "meaning": ""}, TermNeedsMeaning),
        ({"word": "Kata", "meaning": "x" * 1501}, TermNeedsMeaning),
    ],
)
def test_what_is_missing_is_said(cast: Cast, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        actions.propose_term(cast.siti, **{"meaning": "Arti", **wrong})


def test_an_objection_says_why(cast: Cast) -> None:
    term_id = propose(cast.siti)
    for stance in ("object", "remark"):
        with pytest.raises(CommentNeedsWords):
            say(cast.rudi, term_id, stance)


_AGENCIES = [UUID(int=n) for n in range(4)]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(_AGENCIES), st.sampled_from(list(Stance))), max_size=12))
def test_a_word_is_carried_exactly_when_the_last_say_of_each_agency_carries_it(
    said: list[tuple[UUID, Stance]],
) -> None:
    last = {}
    for agency in _AGENCIES:
        own = [stance for who, stance in said if who == agency and stance != Stance.REMARK]
        last[agency] = own[-1] if own else None
    expected = sum(one == Stance.AGREE for one in last.values()) >= 2 and Stance.OBJECT not in last.values()
    assert is_carried(said) == expected


def test_the_pages_go_from_proposal_to_agreement(cast: Cast, client: Any) -> None:
    client.force_login(cast.user_of(cast.siti))
    assert client.get("/istilah/").status_code == client.get("/istilah/usulkan/").status_code == 200
    assert client.post("/istilah/usulkan/", {"word": "", "meaning": ""}).status_code == 422
    made = client.post("/istilah/usulkan/", {"word": "Rujukan", "meaning": "Meminta layanan."})
    page = made.headers["Location"]
    assert "Rujukan" in client.get("/istilah/?q=meminta").content.decode()
    client.force_login(cast.user_of(cast.rudi))
    assert client.post(f"{page}tanggapan/", {"stance": "object", "text": ""}).status_code == 422
    assert client.post(f"{page}tanggapan/", {"stance": "agree"}).status_code == 302
    assert client.post(f"{page}sepakati/").status_code == 404
    client.force_login(cast.user_of(cast.wulan))
    assert client.get(f"{page}sisihkan/").status_code == 200
    assert client.post(f"{page}sepakati/").status_code == 302
    assert client.get(page).status_code == client.get(f"{page}usulkan/").status_code == 200
    assert client.post(f"{page}usulkan/", {"meaning": "Lebih jelas."}).status_code == 302


def test_another_district_has_its_own_words(cast: Cast) -> None:
    from dataclasses import replace

    term_id = propose(cast.siti)
    far = replace(cast.person("Jauh", cast.police, Role.PARTNER_OFFICER), district_code="35.05")
    with pytest.raises(NotFound):
        queries.get_term(far, term_id)
