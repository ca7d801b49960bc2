"""The pages on which two records of one child are found, compared, merged and parted."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from anyam.casework.cases import actions as cases
from anyam.casework.cases import queries
from anyam.casework.rights.actions import merge_people, set_hold
from anyam.casework.rights.choices import hold_reasons
from anyam.foundation.access import Actor, Role
from anyam.foundation.access.choices import BlockReason
from anyam.registry.people.queries import records_of
from tests.casework.test_one_child import case_of
from tests.cast import SYSTEM, Cast


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def browser(cast: Cast, actor: Actor) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(cast.user_of(actor))
    return client


def page(client: Client, name: str, *parts: UUID, **query: str) -> str:
    answer = client.get(reverse(f"cases:{name}", args=parts), query)
    assert answer.status_code == 200, (name, answer.status_code)
    return str(answer.content.decode())


def test_a_supervisor_finds_compares_merges_and_parts_in_four_pages(cast: Cast) -> None:
    first, one = case_of(cast, "Melati Kusumawardani")
    _, other = case_of(cast, "Melati Kusumawardhani")
    client = browser(cast, cast.ningsih)
    assert reverse("cases:same_child", args=[first]) in page(client, "family", first)
    merge = reverse("cases:merge", args=[first, other])
    assert merge in page(client, "same_child", first)
    compared = client.get(merge).content.decode()
    assert "Kusumawardani" in compared
    assert "Kusumawardhani" in compared
    assert client.post(merge, {"reason": ""}).status_code == 422
    assert client.post(merge, {"reason": "papers"}).status_code == 302
    assert set(records_of(SYSTEM, one)) == {one, other}
    merging_id = queries.get_family(cast.ningsih, first).merges[0].id
    part = reverse("cases:part", args=[first, merging_id])
    assert part in page(client, "family", first)
    assert client.get(part).status_code == 200
    assert client.post(part).status_code == 302
    assert records_of(SYSTEM, one) == (one,)
    assert client.post(part).status_code == 404


def test_the_other_record_is_found_by_the_number_of_its_case_or_report(cast: Cast) -> None:
    first, _ = case_of(cast, "Melati")
    second, other = case_of(cast, "Kenanga")
    client = browser(cast, cast.ningsih)
    numbers = [link.number for link in queries.get_family(cast.ningsih, second).reports]
    for number in (queries.case_ref(cast.ningsih, second).number, *numbers):
        answer = client.post(reverse("cases:same_child", args=[first]), {"number": number})
        assert answer.status_code == 302
        assert answer["Location"] == reverse("cases:merge", args=[first, other])
    for nothing in ("K-9", "\x00", "'; --", "9" * 60, ""):
        answer = client.post(reverse("cases:same_child", args=[first]), {"number": nothing})
        assert answer.status_code == 422


def test_nobody_else_finds_these_pages(cast: Cast) -> None:
    first, one = case_of(cast, "Melati")
    _, other = case_of(cast, "Mlati")
    merging_id = merge_people(cast.ningsih, keep_id=one, other_id=other, reason="papers")
    for who in (cast.dewi, cast.ratna, cast.maya, cast.siti, cast.wulan, cast.agus):
        client = browser(cast, who)
        for name, parts in (
            ("same_child", [first]),
            ("merge", [first, other]),
            ("part", [first, merging_id]),
        ):
            for answer in (client.get, client.post):
                status = answer(reverse(f"cases:{name}", args=parts)).status_code
                assert status in {403, 404, 405}, (name, who.user_name, status)
    assert set(records_of(SYSTEM, one)) == {one, other}
    assert "pisahkan" not in page(browser(cast, cast.dewi), "family", first)


def test_a_child_that_is_not_there_and_one_out_of_sight_answer_alike(cast: Cast) -> None:
    first, one = case_of(cast, "Melati")
    client = browser(cast, cast.ningsih)
    answers = [
        client.get(reverse("cases:merge", args=[first, other])).status_code for other in (uuid4(), one)
    ]
    assert answers == [404, 404]


def test_a_hold_must_be_known_before_merging(cast: Cast) -> None:
    first, one = case_of(cast, "Melati")
    _, other = case_of(cast, "Mlati")
    number = queries.case_ref(cast.ningsih, first).number
    set_hold(cast.citra, case_number=number, reason=sorted(hold_reasons().codes())[0])
    merge = reverse("cases:merge", args=[first, other])
    client = browser(cast, cast.ningsih)
    assert 'name="knows_of_hold"' in client.get(merge).content.decode()
    assert client.post(merge, {"reason": "papers"}).status_code == 422
    assert records_of(SYSTEM, one) == (one,)
    assert client.post(merge, {"reason": "papers", "knows_of_hold": "on"}).status_code == 302
    assert set(records_of(SYSTEM, one)) == {one, other}


def test_whom_merging_keeps_away_loses_the_page_in_the_same_moment(cast: Cast) -> None:
    kin = cast.person("Kerabat", cast.centre, Role.SUPERVISOR)
    first, one = case_of(cast, "Melati")
    second, other = case_of(cast, "Mlati")
    cases.block_person(cast.ningsih, case_id=first, user_id=kin.person_id, reason=BlockReason.KIN)
    client = browser(cast, kin)
    assert client.get(reverse("cases:summary", args=[second])).status_code == 200
    merge_people(cast.ningsih, keep_id=one, other_id=other, reason="papers")
    assert client.get(reverse("cases:summary", args=[second])).status_code == 404
