"""The pages of SOPs: lists, one SOP, the editor with its buttons, signing, comparing, the paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from anyam.casework.sops import actions, queries
from anyam.casework.sops.choices import SopLevel, Symbol
from anyam.casework.sops.results import Document
from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from tests.casework.sop_writing import handling_complaints
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def draft_id(cast: Cast) -> UUID:
    document = handling_complaints(cast.hospital.id, cast.police.id)
    return actions.draft_sop(cast.wulan, code="ADUAN-01", title="X", level=SopLevel.MACRO, document=document)


def signed_in(cast: Cast, actor: Actor) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(cast.user_of(actor))
    return client


def shown(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def posted(document: Document, revision: int, **changed: Any) -> dict[str, Any]:
    """What the browser sends for this table."""
    data: dict[str, Any] = {"rows": len(document.steps), "revision": revision}
    for n, step in enumerate(document.steps):
        fields = {
            "key": step.key, "activity": step.activity, "symbol": step.symbol.value,
            "performers": list(step.performers), "needs": "\n".join(step.needs),
            "hours": "" if step.hours is None else str(step.hours),
            "counting": step.counting.value, "gives": "\n".join(step.gives), "note": step.note,
            "rests_on": "\n".join(step.rests_on),
        }  # fmt: skip
        for m, flow in enumerate(step.flows):
            fields |= {f"to-{m}": flow.to, f"answer-{m}": flow.answer}
        data |= {f"row-{n}-{name}": value for name, value in fields.items()}
    return data | changed


def documented(cast: Cast, version_id: UUID) -> Document:
    return queries.get_sop_version(cast.wulan, version_id).document


def put_before(cast: Cast, draft_id: UUID) -> dict[str, Any]:
    """Heads of all three agencies, each with the signature that is asked of them."""
    heads = {
        "hospital": cast.hartono,
        "police": cast.person("Komar", cast.police, Role.AGENCY_HEAD),
        "office": cast.person("Endah", cast.secretariat, Role.AGENCY_HEAD),
    }
    revision = queries.get_draft(cast.wulan, draft_id).revision
    actions.propose_for_signing(cast.wulan, version_id=draft_id, revision=revision, valid_from=clock.today())
    asked = {one.agency_id: one.id for one in queries.get_sop_version(cast.wulan, draft_id).signatures}
    return {name: (head, asked[head.agency_id]) for name, head in heads.items()}


# --- reading --------------------------------------------------------------------------------------------------------


def test_a_district_without_sops_says_what_will_stand_there(cast: Cast) -> None:
    page = shown(signed_in(cast, cast.dewi), reverse("sops:index"))
    assert reverse("sops:new") not in page
    assert reverse("sops:new") in shown(signed_in(cast, cast.wulan), reverse("sops:index"))


def test_everybody_of_the_district_reads_a_draft_with_table_flow_and_words(
    cast: Cast, draft_id: UUID
) -> None:
    sop = queries.get_sop_version(cast.wulan, draft_id)
    page = shown(signed_in(cast, cast.siti), reverse("sops:detail", args=[sop.row.sop_id]))
    for words in ("Penanganan pengaduan", "Memeriksa kelengkapan", "<svg", "<desc", "UU 35/2014", "RUJUK-01"):
        assert words in page
    assert page.count('class="sop-mark') == 5
    assert page.count('class="sop-arrow') == 5
    assert reverse("sops:edit", args=[draft_id]) not in page
    assert "&lt;" not in page.split("<svg")[1].split("</svg>")[0]


def test_words_with_markup_are_shown_as_words(cast: Cast, draft_id: UUID) -> None:
    document = documented(cast, draft_id)
    client = signed_in(cast, cast.wulan)
    wicked = {"row-1-activity": '<script>alert(1)</script> & "x"', "row-2-answer-0": "<b>Ya</b>"}
    assert (
        client.post(reverse("sops:edit", args=[draft_id]), posted(document, 1, **wicked)).status_code == 302
    )
    page = shown(
        client, reverse("sops:detail", args=[queries.get_sop_version(cast.wulan, draft_id).row.sop_id])
    )
    assert "<script>alert" not in page
    assert "<b>Ya" not in page


def test_the_paper_is_a_pdf_also_of_a_draft_with_wild_words(cast: Cast, draft_id: UUID) -> None:
    client = signed_in(cast, cast.siti)
    sop = queries.get_sop_version(cast.wulan, draft_id).row
    wild = {"row-1-activity": '#import "x" $a$ \\ *b* #panic()', "row-1-note": "// @x <y> `z`"}
    writer = signed_in(cast, cast.wulan)
    writer.post(reverse("sops:edit", args=[draft_id]), posted(documented(cast, draft_id), 1, **wild))
    answer = client.get(reverse("sops:paper", args=[sop.sop_id, 1]))
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="ADUAN-01-v1.pdf"'
    assert client.get(reverse("sops:paper", args=[sop.sop_id, 7])).status_code == 404


def test_an_sop_leaves_as_bpmn_and_begins_a_draft_elsewhere(cast: Cast, draft_id: UUID) -> None:
    sop = queries.get_sop_version(cast.wulan, draft_id).row
    file = signed_in(cast, cast.siti).get(reverse("sops:bpmn", args=[sop.sop_id, 1]))
    assert file["Content-Disposition"] == 'attachment; filename="ADUAN-01-v1.bpmn"'
    foreign = file.content.replace(str(cast.hospital.id).encode(), str(uuid4()).encode())
    given = {"title": "Dari daerah lain", "code": "lain-1", "level": "macro"}
    sent = {**given, "file": SimpleUploadedFile("aduan.bpmn", foreign)}
    answer = signed_in(cast, cast.wulan).post(reverse("sops:new"), sent)
    assert answer.status_code == 302
    begun = documented(cast, UUID(answer["Location"].split("/")[3]))
    assert (begun.code, begun.title) == ("LAIN-1", "Dari daerah lain")
    assert [step.activity for step in begun.steps] == [
        step.activity for step in documented(cast, draft_id).steps
    ]
    assert cast.hospital.id not in {one.agency_id for one in begun.performers}
    assert cast.police.id in {one.agency_id for one in begun.performers}


def test_a_file_that_is_no_bpmn_is_refused_with_a_sentence_and_nothing_is_begun(cast: Cast) -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    for content in (b"PK\x03\x04", entity, b""):
        given = {"title": "X", "code": "x-1", "level": "macro", "file": SimpleUploadedFile("x.bpmn", content)}
        answer = signed_in(cast, cast.wulan).post(reverse("sops:new"), given)
        assert answer.status_code == 422, content
    assert not queries.find_sops(cast.wulan).drafts


# --- writing --------------------------------------------------------------------------------------------------------


def test_a_draft_is_begun_headed_and_led_to_its_table(cast: Cast) -> None:
    client = signed_in(cast, cast.wulan)
    given = {"title": "Rujukan", "code": "rujuk 1", "level": "macro"}
    assert client.post(reverse("sops:new"), given).status_code == 422
    answer = client.post(reverse("sops:new"), given | {"code": "rujuk-1"})
    assert answer.status_code == 302
    head = answer["Location"]
    assert "RUJUK-1" in shown(client, head)
    columns = {
        "performers-TOTAL_FORMS": 2, "performers-INITIAL_FORMS": 1,
        "performers-0-key": "p1", "performers-0-title": "Dinsos", "performers-0-agency_id": str(cast.secretariat.id),
        "performers-1-title": "Petugas RSUD", "performers-1-agency_id": str(cast.hospital.id),
        "performers-1-role": "partner_officer",
    }  # fmt: skip
    given = {"title": "Rujukan anak", "revision": 1, "promised_hours": "24", "promised_counting": "working",
             "legal_basis": "UU 35/2014\nPP 78/2021", "made_on": "2026-11-01", **columns}  # fmt: skip
    answer = client.post(head, given)
    assert answer.status_code == 302, answer.content.decode()
    version_id = UUID(head.split("/")[-3])
    document = documented(cast, version_id)
    assert [one.title for one in document.performers] == ["Dinsos", "Petugas RSUD"]
    assert document.performers[1].agency_id == cast.hospital.id
    assert document.header.legal_basis == ("UU 35/2014", "PP 78/2021")
    assert document.title == "Rujukan anak"
    assert "Petugas RSUD" in shown(client, answer["Location"])


def test_a_column_is_added_without_script(cast: Cast, draft_id: UUID) -> None:
    columns = {
        "performers-TOTAL_FORMS": 2,
        "performers-INITIAL_FORMS": 2,
        "performers-add": "1",
        "revision": 1,
    }
    answer = signed_in(cast, cast.wulan).post(reverse("sops:head", args=[draft_id]), columns)
    assert answer.status_code == 200
    assert 'name="performers-2-agency_id"' in answer.content.decode()


def test_saving_the_table_unchanged_changes_nothing(cast: Cast, draft_id: UUID) -> None:
    before = documented(cast, draft_id)
    answer = signed_in(cast, cast.wulan).post(reverse("sops:edit", args=[draft_id]), posted(before, 1))
    assert answer.status_code == 302
    assert documented(cast, draft_id) == before


def test_the_owner_of_a_row_stays_the_owner_whatever_the_order_of_the_columns(
    cast: Cast, draft_id: UUID
) -> None:
    client, url = signed_in(cast, cast.wulan), reverse("sops:edit", args=[draft_id])
    both = {"row-3-performers": ["p1", "p2"], "row-3-owner": "p2"}
    assert client.post(url, posted(documented(cast, draft_id), 1, **both)).status_code == 302
    assert documented(cast, draft_id).step("s4").performers == ("p2", "p1")
    page = client.get(url).content.decode()
    assert 'name="row-3-owner"' in page


def test_a_new_row_stands_between_and_arrows_lead_through_it(cast: Cast, draft_id: UUID) -> None:
    client, url = signed_in(cast, cast.wulan), reverse("sops:edit", args=[draft_id])
    answer = client.post(url, posted(documented(cast, draft_id), 1, do="add-1"))
    assert answer.status_code == 200
    rows = answer.context["rows"]
    assert [row.key for row in rows] == ["s1", "s2", "s6", "s3", "s4", "s5"]
    assert rows[1].arrows == (("s6", ""),)
    assert rows[2].arrows == (("s3", ""),)
    assert len(documented(cast, draft_id).steps) == 5


def test_a_removed_row_takes_its_arrows_along(cast: Cast, draft_id: UUID) -> None:
    client, url = signed_in(cast, cast.wulan), reverse("sops:edit", args=[draft_id])
    rows = client.post(url, posted(documented(cast, draft_id), 1, do="remove-1")).context["rows"]
    assert [row.key for row in rows] == ["s1", "s3", "s4", "s5"]
    assert rows[0].arrows == (("s3", ""),)
    assert all(to != "s2" for row in rows for to, _answer in row.arrows)


@pytest.mark.parametrize(
    ("do", "keys"), [("up-1", "s2 s1 s3 s4 s5"), ("down-0", "s2 s1 s3 s4 s5"), ("up-0", "s1 s2 s3 s4 s5")]
)
def test_rows_move_up_and_down(cast: Cast, draft_id: UUID, do: str, keys: str) -> None:
    client, url = signed_in(cast, cast.wulan), reverse("sops:edit", args=[draft_id])
    rows = client.post(url, posted(documented(cast, draft_id), 1, do=do)).context["rows"]
    assert [row.key for row in rows] == keys.split()


@pytest.mark.parametrize("do", ["", "boo-1", "add-", "remove-99", "up--1", "add-9999", "remove-x", "arrow-4"])
def test_any_button_is_answered(cast: Cast, draft_id: UUID, do: str) -> None:
    client, url = signed_in(cast, cast.wulan), reverse("sops:edit", args=[draft_id])
    assert client.post(url, posted(documented(cast, draft_id), 1, do=do)).status_code == 200


def test_hours_that_are_no_number_are_told_with_the_row_and_nothing_typed_is_lost(
    cast: Cast, draft_id: UUID
) -> None:
    client, url = signed_in(cast, cast.wulan), reverse("sops:edit", args=[draft_id])
    wrong = {"row-1-hours": "besok", "row-2-activity": "Memeriksa lagi"}
    answer = client.post(url, posted(documented(cast, draft_id), 1, **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="besok"' in page
    assert "Memeriksa lagi" in page
    assert answer.context["rows"][1].error
    assert documented(cast, draft_id).step("s3").activity == "Memeriksa kelengkapan"


def test_who_comes_second_keeps_what_they_typed_and_reads_what_the_first_changed(
    cast: Cast, draft_id: UUID
) -> None:
    url = reverse("sops:edit", args=[draft_id])
    before = documented(cast, draft_id)
    signed_in(cast, cast.agus).post(url, posted(before, 1, **{"row-1-activity": "Mencatat laporan"}))
    client = signed_in(cast, cast.wulan)
    answer = client.post(url, posted(before, 1, **{"row-1-activity": "Mendengar pelapor"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mendengar pelapor" in page
    assert "Mencatat laporan" in page
    assert "Agus" in page
    revision = answer.context["theirs"]["revision"]
    again = client.post(url, posted(before, revision, **{"row-1-activity": "Mendengar pelapor"}))
    assert again.status_code == 302
    assert documented(cast, draft_id).step("s2").activity == "Mendengar pelapor"


def test_the_drawing_follows_what_is_typed_before_it_is_saved(cast: Cast, draft_id: UUID) -> None:
    client, url = signed_in(cast, cast.wulan), reverse("sops:picture", args=[draft_id])
    typed = {"row-1-activity": "Baru diketik", "row-1-hours": "se", "row-1-symbol": Symbol.DECISION.value}
    answer = client.post(url, posted(documented(cast, draft_id), 1, **typed))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Baru diketik" in page
    assert page.count('class="sop-mark decision"') == 2


def test_the_largest_table_is_saved(cast: Cast, draft_id: UUID) -> None:
    client, url = signed_in(cast, cast.wulan), reverse("sops:edit", args=[draft_id])
    data: dict[str, Any] = {"rows": 200, "revision": 1}
    for n in range(200):
        texts = ("activity", "needs", "gives", "note", "rests_on", "linked_sop", "verb", "object", "target")
        data |= {f"row-{n}-{name}": "x" for name in texts}
        data |= {
            f"row-{n}-{name}": value
            for name, value in (("key", f"s{n}"), ("hours", "1,5"), ("symbol", "process"))
        }
        data |= {f"row-{n}-counting": "clock", f"row-{n}-to-0": f"s{(n + 1) % 200}", f"row-{n}-answer-0": ""}
        data[f"row-{n}-performers"] = ["p1", "p2"]
    assert client.post(url, data).status_code == 302
    assert len(documented(cast, draft_id).steps) == 200
    assert client.get(url).status_code == 200


# --- signing --------------------------------------------------------------------------------------------------------


def test_a_draft_is_put_before_the_agencies_on_a_page(cast: Cast, draft_id: UUID) -> None:
    client, url = signed_in(cast, cast.wulan), reverse("sops:propose", args=[draft_id])
    page = shown(client, url)
    assert "RSUD" in page
    day = clock.today() + timedelta(days=14)
    given = {
        "revision": 1,
        "valid_from": day.isoformat(),
        "review_on": (day + timedelta(days=365)).isoformat(),
    }
    refused = client.post(url, given)
    assert refused.status_code == 422
    assert "Polres" in refused.content.decode()
    for agency in (cast.police, cast.secretariat, cast.hospital):
        cast.person("Kepala", agency, Role.AGENCY_HEAD)
    assert client.post(url, given).status_code == 302
    assert client.get(url).status_code == 404


def test_a_head_finds_it_on_the_desk_signs_it_and_the_last_one_is_told(cast: Cast, draft_id: UUID) -> None:
    heads = put_before(cast, draft_id)
    for name, (head, signature_id) in heads.items():
        client = signed_in(cast, head)
        page = reverse("sops:signature", args=[signature_id])
        assert page in shown(client, reverse("desk:home"))
        assert page in shown(client, reverse("sops:index"))
        assert client.post(reverse("sops:sign", args=[signature_id]), {"signed_as": ""}).status_code == 422
        assert (
            client.post(
                reverse("sops:sign", args=[signature_id]), {"signed_as": f"Kepala {name}"}
            ).status_code
            == 302
        )
    sop = queries.get_sop_version(cast.wulan, draft_id)
    assert sop.is_in_force
    page = shown(signed_in(cast, cast.siti), reverse("sops:detail", args=[sop.row.sop_id]))
    assert "Kepala police" in page


def test_a_head_sends_it_back_with_words_and_the_writers_read_them(cast: Cast, draft_id: UUID) -> None:
    head, signature_id = put_before(cast, draft_id)["police"]
    client, url = signed_in(cast, head), reverse("sops:decline", args=[signature_id])
    assert client.post(url, {"remark": ""}).status_code == 422
    assert client.post(url, {"remark": "Baris 4: dua hari."}).status_code == 302
    writer = signed_in(cast, cast.wulan)
    sop = queries.get_sop_version(cast.wulan, draft_id).row
    page = shown(writer, reverse("sops:detail", args=[sop.sop_id]))
    assert "Baris 4: dua hari." in page
    assert writer.post(reverse("sops:next_version", args=[sop.sop_id])).status_code == 302
    compare = shown(writer, reverse("sops:compare", args=[sop.sop_id]))
    assert "1" in compare


def test_nobody_else_gets_the_buttons_or_their_pages(cast: Cast, draft_id: UUID) -> None:
    _head, signature_id = put_before(cast, draft_id)["police"]
    client = signed_in(cast, cast.siti)
    page = shown(client, reverse("sops:signature", args=[signature_id]))
    assert reverse("sops:sign", args=[signature_id]) not in page
    assert client.post(reverse("sops:sign", args=[signature_id]), {"signed_as": "X"}).status_code == 404
    for name in ("edit", "head", "propose", "withdraw", "review", "retire"):
        assert client.get(reverse(f"sops:{name}", args=[draft_id])).status_code == 404, name


def test_two_versions_are_compared_row_by_row(cast: Cast, draft_id: UUID) -> None:
    client = signed_in(cast, cast.wulan)
    sop = queries.get_sop_version(cast.wulan, draft_id).row
    assert client.post(reverse("sops:withdraw", args=[draft_id])).status_code == 302
    second = client.post(reverse("sops:next_version", args=[sop.sop_id]))["Location"]
    data = posted(
        documented(cast, draft_id), 1, **{"row-1-activity": "Menulis pengaduan", "row-3-hours": "6"}
    )
    assert client.post(second, data).status_code == 302
    page = shown(client, f"{reverse('sops:compare', args=[sop.sop_id])}?dari=1&ke=2")
    for words in ("Menerima pengaduan", "Menulis pengaduan", "6"):
        assert words in page


def test_an_sop_in_force_is_reviewed_and_ended_on_pages(cast: Cast, draft_id: UUID) -> None:
    for head, signature_id in put_before(cast, draft_id).values():
        actions.sign_sop(head, signature_id=signature_id)
    client, today = signed_in(cast, cast.wulan), clock.today()
    later = (today + timedelta(days=300)).isoformat()
    review, retire = (reverse(f"sops:{name}", args=[draft_id]) for name in ("review", "retire"))
    assert client.post(review, {"review_on": today.isoformat()}).status_code == 422
    assert client.post(review, {"review_on": later}).status_code == 302
    assert client.post(retire, {"last_day": "2001-01-01", "reason": "other"}).status_code == 422
    assert client.post(retire, {"last_day": today.isoformat(), "reason": "merged"}).status_code == 302
    assert client.get(retire).status_code == 404


@pytest.mark.parametrize("query", ["versi=99", "versi=x", "versi=-1", "versi=99999999"])
def test_a_version_that_is_not_there_is_not_found_or_the_usual_one(
    cast: Cast, draft_id: UUID, query: str
) -> None:
    sop = queries.get_sop_version(cast.wulan, draft_id).row
    answer = signed_in(cast, cast.wulan).get(f"{reverse('sops:detail', args=[sop.sop_id])}?{query}")
    assert answer.status_code in {200, 404}
