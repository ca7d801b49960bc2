"""The pages of agreements and policies: what waits, one text to sign, what is owed, drafting together, the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from anyam.interfaces.web.agreements.ical import calendar_file
from anyam.registry.accounts.models import User
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.choices import CalendarKind
from anyam.registry.agreements.models import CalendarFeed
from anyam.registry.agreements.results import AgencyCalendar, CalendarEntry
from tests.cast import Cast
from tests.registry.agreements.conftest import END, START, Table

pytestmark = pytest.mark.django_db

Opens = Callable[[Actor], Client]


@pytest.fixture
def table(db: None) -> Iterator[Table]:
    with clock.at(datetime(2026, 3, 2, 3, tzinfo=UTC)), delivered_at_once():
        yield Table(Cast())


@pytest.fixture
def opens() -> Opens:
    def sign_in(actor: Actor, language: str = "id") -> Client:
        User.objects.filter(pk=actor.user_id).update(language=language)
        client = Client(HTTP_HOST="localhost")
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return sign_in


def text(client: Client, name: str, *args: object, status: int = 200) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == status, (name, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_of_an_agreement_opens_in_both_languages(
    table: Table, opens: Opens, language: str
) -> None:
    joint = table.signed(kind="joint", title="Kesepakatan induk")
    draft = table.draft(parent_id=joint)
    table.owe(draft)
    obligation = table.detail(draft).obligations[0]
    head = opens(table.head, language)
    for name, *args in (
        ("agreements:list",),
        ("agreements:new",),
        ("agreements:calendar",),
        ("agreements:detail", joint),
        ("agreements:print", joint),
        ("agreements:step", joint, "adendum"),
        ("agreements:step", joint, "tinjau"),
        ("agreements:step", joint, "perpanjang"),
        ("agreements:step", joint, "akhiri"),
        ("agreements:due", table.dues(joint)[0].id),
        ("agreements:detail", draft),
        ("agreements:change", draft),
        ("agreements:add_obligation", draft),
        ("agreements:change_obligation", draft, obligation.id),
        ("agreements:remove_obligation", draft, obligation.id),
        ("agreements:step", draft, "kirim"),
        ("agreements:step", draft, "batalkan"),
    ):
        text(head, str(name), *args)
    text(head, "agreements:step", joint, "kirim", status=404)
    text(head, "agreements:step", joint, "apa-saja", status=404)
    text(opens(table.police_head), "agreements:detail", draft, status=404)
    assert "Laporan pemeriksaan" in text(head, "directory:agency", table.cast.hospital.id)


def next_step(client: Client, agreement_id: UUID) -> str:
    """What stands before everything else on the page of an agreement."""
    page = text(client, "agreements:detail", agreement_id)
    return page.split('<div class="next-box">')[1].split('<div class="stack">')[0]


def test_the_next_step_names_who_has_not_signed_and_leads_to_the_paper_of_an_outside_body(
    table: Table, opens: Opens
) -> None:
    agreement_id = table.draft(body="Yayasan Setara")
    actions.open_signing(table.head, agreement_id=agreement_id)
    table.sign(agreement_id, table.head)
    body = table.detail(agreement_id).parties[2]
    shown = next_step(opens(table.cast.wulan), agreement_id)
    assert reverse("agreements:paper", args=[agreement_id, body.id]) in shown
    assert "RSUD Tulungagung" in shown
    assert "ULT PSAI" not in shown
    assert reverse("agreements:step", args=[agreement_id, "tandatangani"]) not in shown


def test_the_next_step_leads_the_debtor_to_what_is_late_and_the_creditor_to_what_waits(
    table: Table, opens: Opens
) -> None:
    agreement_id = table.signed()
    due = table.dues(agreement_id)[0]
    there = reverse("agreements:due", args=[due.id])
    assert there in next_step(opens(table.hospital_head), agreement_id)
    assert there not in next_step(opens(table.head), agreement_id)
    actions.deliver_obligation(
        table.hospital_head, due_id=due.id, delivered_on=clock.today(), evidence="Surat 7"
    )
    assert there not in next_step(opens(table.hospital_head), agreement_id)
    assert there in next_step(opens(table.head), agreement_id)


def test_the_list_says_what_waits_and_leads_there(table: Table, opens: Opens) -> None:
    draft = table.draft()
    actions.open_signing(table.head, agreement_id=draft)
    page = text(opens(table.hospital_head), "agreements:list")
    assert reverse("agreements:detail", args=[draft]) in page
    assert "Tidak ada yang menunggu lembaga Anda" in text(opens(table.police_head), "agreements:list")
    desk = text(opens(table.hospital_head), "desk:home")
    party = table.detail(draft).parties[1]
    assert reverse("agreements:party", args=[party.id]) in desk
    answer = opens(table.hospital_head).get(reverse("agreements:party", args=[party.id]))
    assert answer["Location"] == reverse("agreements:detail", args=[draft])


def test_a_form_with_an_impossible_term_comes_back_with_everything_in_it(table: Table, opens: Opens) -> None:
    rows = {
        f"parties-{n}-{name}": value
        for n, agency in enumerate((table.cast.centre, table.cast.hospital))
        for name, value in (
            ("agency", str(agency.id)),
            ("official_name", f"Pejabat {n}"),
            ("official_office", "Kepala"),
        )
    }
    given = {
        "kind": "cooperation",
        "title": "Judul yang ditulis",
        "purpose": "Tujuan",
        "object": "Objek",
        "starts_on": "2026-05-01",
        "ends_on": "2026-04-01",
        "parties-TOTAL_FORMS": "2",
        "parties-INITIAL_FORMS": "0",
        **rows,
    }
    client = opens(table.head)
    answer = client.post(reverse("agreements:new"), given)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Hari terakhir tidak boleh sebelum hari pertama" in page
    assert "Judul yang ditulis" in page
    assert "Pejabat 1" in page
    for wrong in ("2026-02-30", "besok", "0000-01-01"):
        assert client.post(reverse("agreements:new"), {**given, "ends_on": wrong}).status_code == 422
    answer = client.post(reverse("agreements:new"), {**given, "ends_on": "2028-02-29"})
    assert answer.status_code == 302
    detail = client.get(answer["Location"]).content.decode()
    assert "29 Februari 2028" in detail


@pytest.mark.parametrize("quantity", ["0", "-3", "1e400", "NaN", "tiga", "1.234", "99999999999999"])
def test_a_quantity_that_cannot_be_is_refused_in_words(table: Table, opens: Opens, quantity: str) -> None:
    draft = table.draft()
    parties = table.detail(draft).parties
    given = {
        "debtor": str(parties[1].id),
        "creditor": str(parties[0].id),
        "what": "Laporan bulanan",
        "quantity": quantity,
        "unit": "laporan",
        "recurrence": "monthly",
        "first_due_on": "2026-03-01",
    }
    answer = opens(table.head).post(reverse("agreements:add_obligation", args=[draft]), given)
    assert answer.status_code == 422
    assert "Laporan bulanan" in answer.content.decode()


def test_what_was_delivered_is_refused_and_delivered_again_on_the_page(table: Table, opens: Opens) -> None:
    agreement_id = table.signed()
    due = table.dues(agreement_id)[0]
    siti, head = opens(table.cast.siti), opens(table.head)
    where = {"deliver": "serahkan", "refuse": "tolak", "accept": "terima"}
    address = {name: reverse(f"agreements:{name}", args=[due.id]) for name in where}
    future = {"delivered_on": "2026-03-09", "evidence": "Bukti surat"}
    answer = siti.post(address["deliver"], future)
    assert (answer.status_code, "Bukti surat" in answer.content.decode()) == (422, True)
    assert siti.post(address["deliver"], {**future, "delivered_on": "2026-03-02"}).status_code == 302
    assert siti.post(address["accept"]).status_code == 404
    assert head.post(address["refuse"], {"reason": ""}).status_code == 422
    assert head.post(address["refuse"], {"reason": "Tanpa tanda tangan"}).status_code == 302
    assert "Tanpa tanda tangan" in text(siti, "agreements:due", due.id)
    assert siti.post(address["deliver"], {**future, "delivered_on": "2026-03-02"}).status_code == 302
    assert head.post(address["accept"]).status_code == 302
    assert "Diterima" in text(siti, "agreements:due", due.id)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_of_a_policy_opens_in_both_languages(table: Table, opens: Opens, language: str) -> None:
    wulan = table.cast.wulan
    assert "Belum ada peraturan" in text(opens(wulan), "policies:list")
    old = actions.add_policy(
        wulan,
        given=actions.PolicyInput("perbup", "42", 2015, "SOP", "Bupati", review_on=date(2026, 1, 1)),
    )
    draft_id = actions.open_policy_draft(wulan, kind="perbup", title="Rumah aman", replaces_id=old)
    section = actions.write_section(wulan, draft_id=draft_id, heading="Satu", text="Isi <b>tebal</b>")
    client = opens(wulan, language)
    for name, *args in (
        ("policies:list",),
        ("policies:new",),
        ("policies:detail", old),
        ("policies:change", old),
        ("policies:supersede", old),
        ("policies:review", old),
        ("policies:draft_new",),
        ("policies:draft", draft_id),
        ("policies:draft_print", draft_id),
        ("policies:add_section", draft_id),
        ("policies:change_section", draft_id, section),
        ("policies:remove_section", draft_id, section),
        ("policies:consult", draft_id),
        ("policies:adopt", draft_id),
        ("policies:drop", draft_id),
    ):
        page = text(client, str(name), *args)
        assert "<b>tebal</b>" not in page
    closes = clock.today() + timedelta(days=5)
    given = {"agencies": [str(table.cast.hospital.id)], "closes_on": closes.isoformat()}
    assert client.post(reverse("policies:consult", args=[draft_id]), given).status_code == 302
    siti = opens(table.cast.siti, language)
    for name, *args in (("policies:comment", draft_id, section), ("policies:finish", draft_id)):
        text(siti, str(name), *args)
    said = {"text": "Tambahkan kesehatan", "proposal": ""}
    assert siti.post(reverse("policies:comment", args=[draft_id, section]), said).status_code == 302
    pressed = {"submission": ""}
    assert siti.post(reverse("policies:finish", args=[draft_id]), pressed).status_code == 302
    comment = queries.get_draft(wulan, draft_id).sections[0].comments[0]
    text(client, "policies:adopt", draft_id, status=404)
    address = reverse("policies:resolve", args=[draft_id, comment.id])
    assert client.post(address, {"resolution": "not_taken", "answer": ""}).status_code == 422
    assert client.post(address, {"resolution": "taken", "answer": ""}).status_code == 302
    adopted = {"number": "3", "year": "2026", "issuer": "Bupati", "in_force_from": "2026-03-02"}
    answer = client.post(reverse("policies:adopt", args=[draft_id]), adopted)
    assert answer.status_code == 302
    assert "PERBUP-3-2026" in client.get(answer["Location"]).content.decode()
    assert "PERBUP-3-2026" in text(siti, "policies:detail", old)


# --- the calendar for other programs ----------------------------------------------------------------------------------


def fetched(token: str) -> tuple[int, bytes]:
    answer = Client(HTTP_HOST="localhost").get(reverse("agreements:feed", args=[token]))
    return answer.status_code, answer.content


def test_a_secret_address_shows_the_days_until_it_is_shut(table: Table, opens: Opens) -> None:
    table.signed(review_on=date(2026, 9, 1))
    client = opens(table.hospital_head)
    answer = client.post(reverse("agreements:calendar"), {"label": "Kalender direktur"})
    page = answer.content.decode()
    token = page.split("localhost:8000/kalender/")[1].split("/")[0]
    assert len(token) == 43
    status, content = fetched(token)
    assert status == 200
    events = Calendar.from_ical(content).walk("VEVENT")
    assert {str(one["UID"]).split("-")[0] for one in events} == {"due", "ends", "review", "begins"}
    assert all(isinstance(one.decoded("DTSTART"), date) for one in events)
    ends = next(one for one in events if str(one["UID"]).startswith("ends"))
    assert (ends.decoded("DTSTART"), ends.decoded("DTEND")) == (END, END + timedelta(days=1))
    assert token not in text(client, "agreements:calendar")
    feed = CalendarFeed.objects.get()
    assert token not in f"{feed.token_digest}{feed.label}"
    assert opens(table.police_head).post(reverse("agreements:revoke_feed", args=[feed.pk])).status_code == 404
    assert client.post(reverse("agreements:revoke_feed", args=[feed.pk])).status_code == 302
    assert fetched(token)[0] == 404


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 5000, "-", "_" * 43])
def test_every_other_address_finds_nothing(table: Table, token: str) -> None:
    table.signed()
    assert fetched(token)[0] == 404


def test_a_feed_shows_only_its_own_agencys_agreements(table: Table) -> None:
    table.signed()
    token = actions.open_calendar_feed(replace(table.police_head), label="Polisi").token
    assert Calendar.from_ical(fetched(token)[1]).walk("VEVENT") == []


HOSTILE = (
    "Laporan\r\nBEGIN:VEVENT\r\nUID:x\r\nSUMMARY:palsu\r\nEND:VEVENT",
    "Laporan\nATTACH:http://jahat.example/",
    "Laporan\u2028BEGIN:VALARM\u2029",
    "Laporan; dengan, koma \\ dan \\n garis",
    "L" * 200 + "é" * 90,
    "Laporan\x0bEND:VCALENDAR\x0c\x85",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_in_a_calendar_stay_words(words: str) -> None:
    entry = CalendarEntry("due-1", CalendarKind.DUE, START, words, due_id=UUID(int=7))
    with clock.at(datetime(2026, 3, 2, 3, tzinfo=UTC)):
        made = calendar_file(AgencyCalendar(words[:60], "Asia/Jakarta", (entry,)), "http://localhost")
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert b"\n" not in made.replace(b"\r\n", b"")
    read = Calendar.from_ical(made)
    assert [part.name for part in read.walk()] == ["VCALENDAR", "VEVENT"]
    assert sorted(read.walk("VEVENT")[0]) == [
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "SUMMARY",
        "TRANSP",
        "UID",
        "URL",
    ]
    assert str(read.walk("VEVENT")[0]["SUMMARY"]).startswith(words[:7])


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Jakarta", 16), ("Asia/Makassar", 17), ("Asia/Jayapura", 18)]
)
def test_a_moment_stands_in_the_districts_own_zone(zone: str, hour: int) -> None:
    at = datetime(2028, 2, 29, 9, tzinfo=UTC)
    entry = CalendarEntry(
        "x-1", CalendarKind.CONSULTATION, at.date(), "Rancangan", at=at, draft_id=UUID(int=1)
    )
    made = calendar_file(AgencyCalendar("ULT", zone, (entry,)), "http://localhost")
    read = Calendar.from_ical(made)
    end = read.walk("VEVENT")[0]["DTEND"]
    assert (end.params["TZID"], end.dt.hour, end.dt.astimezone(UTC)) == (zone, hour, at)
    assert [str(one["TZID"]) for one in read.walk("VTIMEZONE")] == [zone]
