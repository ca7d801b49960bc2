"""Pages of documents: listed, added, opened, fetched and withdrawn, on agreements, deliveries and policies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from anyam.foundation.core import clock
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.models import Delivery, Document
from tests.registry.agreements.conftest import Table
from tests.registry.agreements.test_documents import WORDS, decree, delivered, keep
from tests.trust.honest_files import letter
from tests.trust.wicked_files import WICKED
from tests.web.test_agreement_pages import opens, table, text

__all__ = ["opens", "table"]

pytestmark = pytest.mark.django_db

Opens = Callable[..., Client]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.ANYAM_FILES = tmp_path / "files"


def upload(content: bytes, name: str = "naskah.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add(client: Client, agreement_id: UUID, content: bytes | None, **more: Any) -> Any:
    given = {"kind": "signed", "title": "Naskah lengkap", **more}
    if content is not None:
        given["content"] = upload(content)
    return client.post(reverse("agreements:add_document", args=[agreement_id]), given)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_of_documents_opens_in_both_languages(table: Table, opens: Opens, language: str) -> None:
    agreement_id, policy_id = table.signed(), decree(table)
    actions.write_addendum(table.head, agreement_id=agreement_id, title="Perubahan", text="Lagi")
    delivered(table, agreement_id)
    due_id = table.dues(agreement_id)[0].id
    nothing = {"id": "Belum ada dokumen", "en": "No document yet"}[language]
    head, hospital = opens(table.head, language), opens(table.hospital_head, language)
    assert nothing in text(head, "agreements:detail", agreement_id)
    assert nothing in text(head, "policies:detail", policy_id)
    page = text(head, "agreements:add_document", agreement_id)
    assert "Perubahan" in page
    assert 'enctype="multipart/form-data"' in page
    document_id = keep(table.head, agreement_id)
    text(head, "agreements:withdraw_document", document_id)
    text(hospital, "agreements:add_evidence", due_id)
    text(opens(table.cast.wulan, language), "policies:add_document", policy_id)
    assert "Lampiran satu" in text(head, "agreements:detail", agreement_id)
    text(head, "agreements:add_evidence", due_id, status=404)
    text(head, "policies:add_document", policy_id, status=404)
    text(hospital, "agreements:withdraw_document", document_id, status=404)
    text(opens(table.police_head, language), "agreements:add_document", agreement_id, status=404)


def test_a_signed_paper_is_added_opened_downloaded_and_withdrawn(table: Table, opens: Opens) -> None:
    agreement_id, paper = table.signed(), letter(Random(5))
    head = opens(table.head)
    answer = add(head, agreement_id, paper)
    assert answer.status_code == 302
    row = queries.documents_of_agreement(table.head, agreement_id).rows[0]
    page = text(opens(table.police_head), "agreements:detail", agreement_id)
    for said in ("Naskah lengkap", "Naskah bertanda tangan", row.short_digest, "Hasan"):
        assert said in page
    assert reverse("agreements:add_document", args=[agreement_id]) not in page
    opened = opens(table.police_head).get(reverse("agreements:document", args=[row.id]))
    assert opened["Content-Type"] == "application/pdf"
    assert opened["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in opened["Content-Security-Policy"]
    assert opened["Cache-Control"] == "no-store"
    fetched = opens(table.police_head).get(reverse("agreements:original_document", args=[row.id]))
    assert fetched.content == paper
    assert fetched["Content-Type"] == "application/octet-stream"
    assert fetched["Content-Disposition"].startswith("attachment")
    address = reverse("agreements:withdraw_document", args=[row.id])
    assert head.post(address, {"reason": ""}).status_code == 422
    assert head.post(address, {"reason": "Halaman tertukar"}).status_code == 302
    page = text(opens(table.police_head), "agreements:detail", agreement_id)
    assert "Halaman tertukar" in page
    for name in ("agreements:document", "agreements:original_document", "agreements:withdraw_document"):
        text(head, name, row.id, status=404)


def test_another_site_gets_no_document(table: Table, opens: Opens) -> None:
    document_id = keep(table.head, table.signed())
    client = opens(table.head)
    for name in ("agreements:document", "agreements:original_document"):
        address = reverse(name, args=[document_id])
        assert client.get(address, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 404
        assert client.get(address, headers={"Sec-Fetch-Dest": "script"}).status_code == 404
        assert client.get(address, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
        assert Client(HTTP_HOST="localhost").get(address).status_code == 302


def test_a_refused_file_comes_back_with_its_sentence_and_what_was_typed(table: Table, opens: Opens) -> None:
    agreement_id, head = table.signed(), opens(table.head)
    for content, sentence in (
        (WICKED["PDF with a script"](Random(3)), "memuat program"),
        (b"", "Berkas ini kosong"),
        (b"x" * (20 * 1024 * 1024 + 1), "lebih besar dari 20 MB"),
        (None, "content"),
    ):
        answer = add(head, agreement_id, content)
        assert answer.status_code == 422, sentence
        page = answer.content.decode()
        assert sentence in page
        assert "Naskah lengkap" in page
        assert "Pilih lagi berkasnya" in page
    assert not Document.objects.exists()


def test_the_paper_of_an_addendum_is_chosen_among_what_it_can_be(table: Table, opens: Opens) -> None:
    agreement_id = table.signed()
    addendum_id = actions.write_addendum(table.head, agreement_id=agreement_id, title="Ubah", text="Lagi")
    assert add(opens(table.head), agreement_id, WORDS, kind=str(addendum_id)).status_code == 302
    row = Document.objects.get()
    assert (row.addendum_id, row.agreement_id, row.kind) == (addendum_id, None, "addendum")
    assert add(opens(table.head), agreement_id, WORDS, kind=str(agreement_id)).status_code == 422


def test_evidence_comes_with_the_delivery_and_stands_where_the_creditor_answers(
    table: Table, opens: Opens
) -> None:
    agreement_id = table.signed()
    due_id = table.dues(agreement_id)[0].id
    hospital, address = opens(table.hospital_head), reverse("agreements:deliver", args=[due_id])
    given = {"delivered_on": clock.today().isoformat(), "evidence": "Surat nomor 7"}
    answer = hospital.post(address, {**given, "content": upload(WICKED["PDF with a script"](Random(3)))})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "memuat program" in page
    assert "Surat nomor 7" in page
    assert not Delivery.objects.exists()
    assert hospital.post(address, {**given, "content": upload(WORDS)}).status_code == 302
    document = Document.objects.get()
    assert reverse("agreements:document", args=[document.pk]) in text(
        opens(table.head), "agreements:due", due_id
    )
    more = reverse("agreements:add_evidence", args=[due_id])
    assert more in text(hospital, "agreements:due", due_id)
    assert hospital.post(more, {"title": "Daftar hadir", "content": upload(WORDS)}).status_code == 302
    page = text(opens(table.head), "agreements:due", due_id)
    assert "Daftar hadir" in page
    assert more not in page
    opens(table.head).post(reverse("agreements:accept", args=[due_id]))
    text(hospital, "agreements:add_evidence", due_id, status=404)


def test_a_delivery_without_a_file_is_kept_as_before(table: Table, opens: Opens) -> None:
    due_id = table.dues(table.signed())[0].id
    given = {"delivered_on": clock.today().isoformat(), "evidence": "Surat nomor 7"}
    answer = opens(table.hospital_head).post(reverse("agreements:deliver", args=[due_id]), given)
    assert answer.status_code == 302
    assert not Document.objects.exists()


def test_a_policys_text_is_added_on_its_page(table: Table, opens: Opens) -> None:
    policy_id = decree(table)
    client = opens(table.cast.wulan)
    given = {"kind": "official", "title": "Salinan resmi", "content": upload(WORDS, "perbup.txt")}
    assert client.post(reverse("policies:add_document", args=[policy_id]), given).status_code == 302
    page = text(opens(table.police_head), "policies:detail", policy_id)
    assert "Salinan resmi" in page
    opened = opens(table.police_head).get(reverse("agreements:document", args=[Document.objects.get().pk]))
    assert opened["Content-Disposition"].startswith("attachment")
