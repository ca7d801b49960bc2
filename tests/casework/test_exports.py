"""Exports: purpose, fresh proof, a second person, a passphrase once, a mark on every page, and an end."""

from __future__ import annotations

import io
import os
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msoffcrypto
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from anyam.casework.cases import actions as cases
from anyam.casework.exports import actions as exports
from anyam.casework.exports.actions.asking import EnoughForToday, ExportPurposeMissing, SayForWhom
from anyam.casework.exports.choices import ExportState
from anyam.casework.exports.models import Export, folder
from anyam.casework.exports.queries import find_exports, get_export
from anyam.foundation.access import Actor, NotFound, Role, StepUpNeeded
from anyam.foundation.audit.models import Look
from anyam.foundation.core import clock
from anyam.foundation.core.blob_folder import BlobMissing
from anyam.foundation.events.models import EventRow
from anyam.foundation.events.reactions import delivered_at_once
from tests.cast import MARKER, Cast, Story

WHY = "Diminta hakim untuk sidang hari Senin"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.ANYAM_FILES = tmp_path / "files"


def fresh(actor: Actor) -> Actor:
    """The same person, who has just proved it."""
    return replace(actor, confirmed_at=clock.now())


def asked(cast: Cast, story: Story, **more: Any) -> UUID:
    given = {"kind": "case_summary", "purpose": "court", "words": WHY, "case_id": story.case_id}
    return exports.ask_export(fresh(cast.dewi), **{**given, **more})


def made(cast: Cast, story: Story, **more: Any) -> Export:
    export_id = asked(cast, story, **more)
    with delivered_at_once():
        exports.approve_export(fresh(cast.ningsih), export_id=export_id)
    return Export.objects.get(pk=export_id)


def opened_pdf(content: bytes, passphrase: str) -> PdfReader:
    reader = PdfReader(io.BytesIO(content))
    assert reader.is_encrypted
    assert not reader.decrypt("salah")
    assert reader.decrypt(passphrase)
    return reader


def test_a_summary_leaves_locked_and_marked_after_two_people_agreed(cast: Cast, story: Story) -> None:
    export = made(cast, story)
    assert export.state == ExportState.READY
    passphrase = exports.read_passphrase(fresh(cast.dewi), export_id=export.pk)
    assert len(passphrase) == 24
    file = exports.fetch_export(cast.dewi, export_id=export.pk)
    assert MARKER.encode() not in file.content
    reader = opened_pdf(file.content, passphrase)
    assert "/Encrypt" in reader.trailer
    for page in reader.pages:
        said = page.extract_text()
        assert export.number in said
        assert "Dewi" in said
        assert not page.get("/Annots")
    whole = "\n".join(page.extract_text() for page in reader.pages)
    assert f"{MARKER}kunjungan" in whole
    for never in ("alamat", "karno", "lati"):
        assert f"{MARKER}{never}" not in whole, "Address and reporter stay inside."
    kinds = set(EventRow.objects.filter(subject_id=export.pk).values_list("kind", flat=True))
    assert {
        "export_asked",
        "export_approved",
        "export_prepared",
        "export_passphrase_read",
        "export_fetched",
    } <= kinds
    assert Look.objects.filter(case_id=story.case_id, user_id=cast.dewi.user_id, channel="export").exists()


def test_a_list_leaves_as_a_locked_workbook(cast: Cast, story: Story) -> None:
    export = made(cast, story, kind="case_list", case_id=None)
    passphrase = exports.read_passphrase(fresh(cast.dewi), export_id=export.pk)
    file = exports.fetch_export(cast.dewi, export_id=export.pk)
    locked = msoffcrypto.OfficeFile(io.BytesIO(file.content))
    assert locked.is_encrypted()
    locked.load_key(password=passphrase)
    clear = io.BytesIO()
    locked.decrypt(clear)
    page = load_workbook(clear).active
    assert export.number in page["A1"].value
    assert export.number in page.oddFooter.center.text
    numbers = [page.cell(row, 1).value for row in range(4, page.max_row + 1)]
    assert numbers == [story.case_number]


def test_a_referral_pack_holds_what_the_receiver_may_read(cast: Cast, story: Story) -> None:
    export = made(cast, story, kind="referral_pack", case_id=None, referral_id=story.referral_id)
    passphrase = exports.read_passphrase(fresh(cast.dewi), export_id=export.pk)
    reader = opened_pdf(exports.fetch_export(cast.dewi, export_id=export.pk).content, passphrase)
    whole = "\n".join(page.extract_text() for page in reader.pages)
    assert f"{MARKER}permintaan" in whole
    for never in ("kunjungan", "tujuan", "alamat", "karno", "narasi"):
        assert f"{MARKER}{never}" not in whole


def test_without_fresh_proof_nobody_asks_agrees_or_reads_the_passphrase(cast: Cast, story: Story) -> None:
    given = {"kind": "case_summary", "purpose": "court", "words": WHY, "case_id": story.case_id}
    with pytest.raises(StepUpNeeded):
        exports.ask_export(replace(cast.dewi, confirmed_at=None), **given)
    with pytest.raises(StepUpNeeded):
        exports.ask_export(replace(cast.dewi, confirmed_at=clock.now() - timedelta(hours=1)), **given)
    export_id = asked(cast, story)
    with pytest.raises(StepUpNeeded):
        exports.approve_export(replace(cast.ningsih, confirmed_at=None), export_id=export_id)
    export = made(cast, story)
    with pytest.raises(StepUpNeeded):
        exports.read_passphrase(replace(cast.dewi, confirmed_at=None), export_id=export.pk)


def test_the_second_person_is_another_one(cast: Cast, story: Story) -> None:
    export_id = exports.ask_export(
        fresh(cast.ningsih), kind="case_summary", purpose="court", words=WHY, case_id=story.case_id
    )
    with pytest.raises(NotFound):
        exports.approve_export(fresh(cast.ningsih), export_id=export_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export_id).update(decided_by_id=cast.ningsih.user_id)
    officer = fresh(cast.person("Pelindung", cast.secretariat, Role.DATA_PROTECTION_OFFICER))
    exports.approve_export(officer, export_id=export_id)


def test_who_may_not_decide_finds_nothing(cast: Cast, story: Story) -> None:
    export_id = asked(cast, story)
    for actor in (cast.yusuf, cast.bagus, cast.maya, cast.siti, cast.wulan, cast.agus, cast.joko):
        for act in (exports.approve_export, exports.refuse_export):
            with pytest.raises(NotFound):
                act(fresh(actor), export_id=export_id, words="tidak perlu")
    assert Export.objects.get().state == ExportState.WAITING


def test_a_word_and_a_purpose_are_needed(cast: Cast, story: Story) -> None:
    with pytest.raises(ExportPurposeMissing):
        asked(cast, story, purpose="curiosity")
    with pytest.raises(SayForWhom):
        asked(cast, story, words="perlu")
    with pytest.raises(NotFound):
        exports.ask_export(
            fresh(cast.bagus), kind="case_summary", purpose="court", words=WHY, case_id=story.case_id
        )


def test_five_a_day(cast: Cast, story: Story) -> None:
    for _ in range(5):
        asked(cast, story)
    with pytest.raises(EnoughForToday):
        asked(cast, story)
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        asked(cast, story)


def test_rights_are_asked_again_when_it_is_made_and_when_it_is_fetched(cast: Cast, story: Story) -> None:
    before, ready = asked(cast, story), made(cast, story)
    exports.read_passphrase(fresh(cast.dewi), export_id=ready.pk)
    cases.assign_case(cast.ningsih, case_id=story.case_id, manager_id=cast.bagus.user_id, worker_id=None)
    with delivered_at_once():
        exports.approve_export(fresh(cast.ningsih), export_id=before)
    late = Export.objects.get(pk=before)
    assert (late.state, late.fail_reason) == (ExportState.FAILED, "rights_ended")
    with pytest.raises(NotFound):
        exports.fetch_export(cast.dewi, export_id=ready.pk)


def test_the_passphrase_is_shown_once_and_kept_nowhere(cast: Cast, story: Story) -> None:
    export = made(cast, story)
    exports.read_passphrase(fresh(cast.dewi), export_id=export.pk)
    with pytest.raises(NotFound):
        exports.read_passphrase(fresh(cast.dewi), export_id=export.pk)
    assert Export.objects.get(pk=export.pk).passphrase == ""


def test_a_result_is_fetched_three_times_and_destroyed_after_a_day(
    cast: Cast, story: Story, django_capture_on_commit_callbacks: Any
) -> None:
    export = made(cast, story)
    for _ in range(3):
        exports.fetch_export(cast.dewi, export_id=export.pk)
    with pytest.raises(NotFound):
        exports.fetch_export(cast.dewi, export_id=export.pk)
    other = made(cast, story)
    with clock.at(clock.now() + timedelta(hours=24, seconds=1)):
        with pytest.raises(NotFound):
            exports.fetch_export(cast.dewi, export_id=other.pk)
        with django_capture_on_commit_callbacks(execute=True):
            assert exports.expire_exports(Actor.system("clock")) == 2
    assert not [path for path in folder().path.rglob("*") if path.is_file()]
    assert set(Export.objects.values_list("state", "passphrase_seen_at")) == {("expired", None)}


def test_taking_back_that_is_itself_undone_leaves_the_file(
    cast: Cast, story: Story, django_capture_on_commit_callbacks: Any
) -> None:
    export = made(cast, story)
    with django_capture_on_commit_callbacks(execute=True), suppress(BlobMissing), transaction.atomic():
        exports.withdraw_export(cast.dewi, export_id=export.pk)
        raise BlobMissing
    assert exports.fetch_export(cast.dewi, export_id=export.pk).content
    with django_capture_on_commit_callbacks(execute=True):
        exports.withdraw_export(cast.dewi, export_id=export.pk)
    with pytest.raises(BlobMissing):
        folder().get(export.blob_key)


def test_contents_without_a_finished_export_are_taken_away(
    cast: Cast, story: Story, django_capture_on_commit_callbacks: Any
) -> None:
    export, fresh_one, old_one = made(cast, story), uuid4(), uuid4()
    for key in (fresh_one, old_one):
        folder().put(key, b"sealed")
    for key in (export.blob_key, old_one):
        [path] = folder().path.rglob(key.hex)
        os.utime(path, (0, 0))
    with django_capture_on_commit_callbacks(execute=True):
        assert exports.expire_exports(Actor.system("clock")) == 0
    assert {path.name for path in folder().path.rglob("*") if path.is_file()} == {
        export.blob_key.hex,
        fresh_one.hex,
    }


def test_a_colleague_who_decided_cannot_fetch(cast: Cast, story: Story) -> None:
    export = made(cast, story)
    for actor in (cast.ningsih, cast.yusuf, cast.maya):
        with pytest.raises(NotFound):
            exports.fetch_export(fresh(actor), export_id=export.pk)
        with pytest.raises(NotFound):
            exports.read_passphrase(fresh(actor), export_id=export.pk)


def test_what_lies_on_the_disk_and_in_the_table_says_nothing(cast: Cast, story: Story) -> None:
    from django.db import connection

    made(cast, story)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(e::text, ' ') FROM exports_export e")
        table = cursor.fetchone()[0]
    assert "hakim" not in table
    assert MARKER not in table


def test_the_pages_show_what_waits_for_whom(cast: Cast, story: Story) -> None:
    empty = client_of(cast, cast.yusuf).get("/ekspor/")
    assert empty.status_code == 200
    export_id = asked(cast, story)
    assert [row.id for row in find_exports(cast.ningsih).waiting_for_me] == [export_id]
    assert not find_exports(cast.dewi).waiting_for_me
    deciding = client_of(cast, cast.ningsih)
    page = deciding.get(f"/ekspor/{export_id}/").content.decode()
    assert WHY in page
    assert f"/ekspor/{export_id}/setujui/" in page
    assert MARKER not in page
    assert deciding.post(f"/ekspor/{export_id}/tolak/", {"words": ""}).status_code == 422
    assert get_export(cast.dewi, export_id).may_withdraw
    for stranger in (cast.maya, cast.bagus, cast.siti):
        assert client_of(cast, stranger).get(f"/ekspor/{export_id}/").status_code == 404


def client_of(cast: Cast, actor: Actor) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(cast.user_of(actor))
    return client
