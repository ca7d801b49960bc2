"""A case's files: taken in by content, sealed, served by permission, put away with a reason."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from anyam.casework.cases import actions as cases
from anyam.casework.files import actions as files
from anyam.casework.files.actions.originals import SayMore
from anyam.casework.files.actions.sweeping import sweep_files
from anyam.casework.files.models import CaseFile, OriginalOpening, folder
from anyam.casework.files.queries import find_files, open_copy
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.audit.models import Look
from anyam.foundation.events.models import EventRow
from anyam.foundation.uploads.names import cleaned_name, disposition
from anyam.foundation.uploads.sweeping import SETTLED, SweepLooksWrong
from anyam.foundation.uploads.taking import FileNotAccepted
from tests.cast import Cast
from tests.trust.honest_files import HONEST, TELLING, document, letter, phone_photo
from tests.trust.wicked_files import WICKED

SYSTEM = Actor.system("sweep")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.ANYAM_FILES = tmp_path / "files"


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    from tests.cast import a_report

    report_id = cases.take_report(cast.ratna, report=a_report())
    cases.triage_report(cast.ratna, report_id=report_id, facts={"sexual_violence": True}, note="x")
    return cases.open_cases(cast.ningsih, report_id=report_id, manager_id=cast.dewi.user_id)


@pytest.fixture
def photo() -> bytes:
    return phone_photo(Random(7))


def keep(cast: Cast, case_id: UUID, content: bytes, **more: Any) -> UUID:
    return files.keep_file(
        cast.dewi,
        case_id=case_id,
        **{"kind": "photo", "content": content, "name": "Siti di rumah.jpg", **more},
    )


def client_of(cast: Cast, actor: Actor) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(cast.user_of(actor))
    return client


def test_a_photo_is_kept_whole_apart_and_shown_without_its_place(
    cast: Cast, case_id: UUID, photo: bytes
) -> None:
    file_id = keep(cast, case_id, photo, note="luka di tangan")
    shown = open_copy(cast.dewi, case_id, file_id)
    assert shown.media_type == "image/jpeg"
    assert TELLING in photo
    assert TELLING not in shown.content
    original = files.open_original(
        cast.dewi, case_id=case_id, file_id=file_id, reason="court", words="Diminta penyidik Polres"
    )
    assert original.content == photo
    row = CaseFile.objects.get()
    assert row.digest == hashlib.sha256(photo).hexdigest()
    assert "Siti" in row.original_name
    looks = Look.objects.filter(subject_id=file_id, user_id=cast.dewi.user_id, channel="file")
    assert looks.count() == 2
    kinds = list(EventRow.objects.filter(case_id=case_id, subject_id=file_id).values_list("kind", flat=True))
    assert sorted(kinds) == ["file_added", "original_file_opened"]


def test_neither_folder_nor_table_can_be_read_without_the_keys(
    cast: Cast, case_id: UUID, photo: bytes
) -> None:
    keep(cast, case_id, photo, note="Zqxrahasia di tangan")
    on_disk = b"".join(path.read_bytes() for path in folder().path.rglob("*") if path.is_file())
    assert len(on_disk) > len(photo)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(f::text, ' ') FROM files_casefile f")
        in_table = cursor.fetchone()[0]
    for telling in (TELLING, photo[200:260]):
        assert telling not in on_disk
    for words in ("Siti", "Zqxrahasia", hashlib.sha256(photo).hexdigest()):
        assert words not in in_table
    modes = {path.stat().st_mode & 0o777 for path in folder().path.rglob("*") if path.is_file()}
    assert modes == {0o600}


@pytest.mark.parametrize(
    "name", ["pixel flood, PNG", "PDF with a script", "document with macros", "drawing in SVG"]
)
def test_what_is_refused_leaves_nothing(cast: Cast, case_id: UUID, name: str) -> None:
    with pytest.raises(FileNotAccepted) as refused:
        keep(cast, case_id, WICKED[name](Random(3)), name="foto.jpg")
    assert refused.value.field == "content"
    assert not CaseFile.objects.exists()
    assert not list(folder().path.rglob("*"))


def test_strangers_and_colleagues_without_the_case_find_nothing(
    cast: Cast, case_id: UUID, photo: bytes
) -> None:
    file_id = keep(cast, case_id, photo)
    for actor in (cast.bagus, cast.maya, cast.siti, cast.wulan, cast.agus, cast.joko):
        client = client_of(cast, actor)
        for where in (
            "",
            "tambah/",
            f"{file_id}/",
            f"{file_id}/asli/",
            f"{file_id}/batasi/",
            f"{file_id}/pulihkan/",
        ):
            assert client.get(f"/kasus/{case_id}/berkas/{where}").status_code == 404, (actor.user_name, where)
        with pytest.raises(NotFound):
            files.keep_file(actor, case_id=case_id, kind="photo", content=photo, name="x")


def test_a_file_is_found_only_below_its_own_case(cast: Cast, case_id: UUID, photo: bytes) -> None:
    file_id = keep(cast, case_id, photo)
    with pytest.raises(NotFound):
        open_copy(cast.dewi, uuid4(), file_id)


def test_an_open_link_dies_when_the_assignment_ends(cast: Cast, case_id: UUID, photo: bytes) -> None:
    file_id = keep(cast, case_id, photo)
    client = client_of(cast, cast.dewi)
    assert client.get(f"/kasus/{case_id}/berkas/{file_id}/").status_code == 200
    cases.assign_case(cast.ningsih, case_id=case_id, manager_id=cast.bagus.user_id, worker_id=None)
    assert client.get(f"/kasus/{case_id}/berkas/{file_id}/").status_code == 404


def test_a_served_file_cannot_be_taken_for_a_page(cast: Cast, case_id: UUID, photo: bytes) -> None:
    client = client_of(cast, cast.dewi)
    for content, media_type, kind in (
        (photo, "image/jpeg", "inline"),
        (letter(Random(1)), "application/pdf", "inline"),
        (
            document(Random(1)),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
        (b"Catatan kunjungan", "text/plain; charset=utf-8", "attachment"),
    ):
        file_id = keep(cast, case_id, content)
        answer = client.get(f"/kasus/{case_id}/berkas/{file_id}/")
        assert answer.headers["Content-Type"] == media_type
        assert answer.headers["Content-Disposition"].startswith(kind)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert ("sandbox" in policy) is (media_type != "application/pdf")
        assert "Siti" not in str(answer.headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "same-origin", "sec-fetch-dest": "script"},
        {"sec-fetch-site": "same-origin", "sec-fetch-dest": "iframe"},
    ],
)
def test_other_sites_and_scripts_get_no_file(
    cast: Cast, case_id: UUID, photo: bytes, headers: dict[str, str]
) -> None:
    file_id = keep(cast, case_id, photo)
    client = client_of(cast, cast.dewi)
    assert client.get(f"/kasus/{case_id}/berkas/{file_id}/", headers=headers).status_code == 404
    fine = {"sec-fetch-site": "same-origin", "sec-fetch-dest": "document"}
    assert client.get(f"/kasus/{case_id}/berkas/{file_id}/", headers=fine).status_code == 200


def test_an_original_needs_a_reason_that_says_something(cast: Cast, case_id: UUID, photo: bytes) -> None:
    file_id = keep(cast, case_id, photo)
    with pytest.raises(SayMore):
        files.open_original(cast.dewi, case_id=case_id, file_id=file_id, reason="court", words="perlu")
    assert not OriginalOpening.objects.exists()
    where = f"/kasus/{case_id}/berkas/{file_id}/asli/"
    answer = client_of(cast, cast.dewi).post(where, {"reason": "court", "words": "Diminta penyidik Polres"})
    assert answer.status_code == 200
    assert answer.content == photo
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_file_put_away_is_opened_by_nobody_until_it_is_put_back(
    cast: Cast, case_id: UUID, photo: bytes
) -> None:
    file_id = keep(cast, case_id, photo)
    files.restrict_file(
        cast.dewi, case_id=case_id, file_id=file_id, reason="harm", words="Memuat alamat aman"
    )
    for opening in (
        lambda: open_copy(cast.dewi, case_id, file_id),
        lambda: files.open_original(
            cast.dewi, case_id=case_id, file_id=file_id, reason="court", words="Diminta penyidik Polres"
        ),
        lambda: files.restrict_file(cast.dewi, case_id=case_id, file_id=file_id, reason="double"),
    ):
        with pytest.raises(NotFound):
            opening()
    (row,) = find_files(cast.dewi, case_id).files
    assert row.is_restricted
    assert row.restricted_reason_label
    files.lift_restriction(cast.dewi, case_id=case_id, file_id=file_id)
    assert open_copy(cast.dewi, case_id, file_id).content


def test_the_upload_page_takes_what_the_content_says_and_not_the_name(
    cast: Cast, case_id: UUID, photo: bytes
) -> None:
    client, where = client_of(cast, cast.dewi), f"/kasus/{case_id}/berkas/tambah/"
    page = client.get(where)
    assert 'capture="environment"' in page.content.decode()
    assert "camera=(self)" in page.headers["Permissions-Policy"]
    lying = SimpleUploadedFile("../../CON\u202egpj.exe", photo, "application/x-msdownload")
    assert client.post(where, {"kind": "photo", "content": lying}).status_code == 302
    assert CaseFile.objects.get().original_name == "CONgpj.jpeg"
    script = SimpleUploadedFile("foto.jpg", b"<script>alert(1)</script>", "image/jpeg")
    assert client.post(where, {"kind": "photo", "content": script}).status_code == 422
    large = SimpleUploadedFile("foto.jpg", photo + bytes(21 * 1024 * 1024), "image/jpeg")
    answer = client.post(where, {"kind": "photo", "content": large})
    assert answer.status_code == 422
    assert "20 MB" in answer.content.decode()
    assert client.post(where, {"kind": "photo"}).status_code == 422
    assert CaseFile.objects.count() == 1


def test_the_same_form_sent_twice_keeps_one_file(cast: Cast, case_id: UUID, photo: bytes) -> None:
    client, where, number = client_of(cast, cast.dewi), f"/kasus/{case_id}/berkas/tambah/", str(uuid4())
    for _ in range(2):
        upload = SimpleUploadedFile("foto.jpg", photo)
        client.post(where, {"kind": "photo", "content": upload, "submission": number})
    assert CaseFile.objects.count() == 1


def test_an_upload_on_another_page_is_read_past(cast: Cast, case_id: UUID, photo: bytes) -> None:
    client = client_of(cast, cast.dewi)
    answer = client.post(
        f"/kasus/{case_id}/layanan/catat/", {"kind": "phone", "x": SimpleUploadedFile("a", photo)}
    )
    assert answer.status_code in {200, 422}
    assert answer.wsgi_request.FILES == {}


# --- crash and sweep -------------------------------------------------------------------------------------------------


class Cut(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("place", ["seal", "second", "row", "event"])
def test_cut_at_any_place_nothing_readable_is_left_and_the_sweep_takes_it_away(
    cast: Cast, case_id: UUID, photo: bytes, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def cut(*args: Any, **kwargs: Any) -> None:
        raise Cut

    from anyam.casework.files.actions import keeping
    from anyam.foundation.core.blob_folder import BlobFolder

    whole, puts = BlobFolder.put, iter(range(9))
    targets = {
        "seal": (keeping, "seal_blob", cut),
        "second": (BlobFolder, "put", lambda self, *a: cut() if next(puts) else whole(self, *a)),
        "row": (CaseFile, "save", cut),
        "event": (keeping, "record", cut),
    }
    with monkeypatch.context() as patched:
        patched.setattr(*targets[place])
        with pytest.raises(Cut):
            keep(cast, case_id, photo)
    assert not CaseFile.objects.exists()
    assert not find_files(cast.dewi, case_id).files
    left = [path for path in folder().path.rglob("*") if path.is_file()]
    assert len(left) == {"seal": 0, "second": 1, "row": 2, "event": 2}[place]
    kept = keep(cast, case_id, photo)
    assert sweep_files(SYSTEM) == 0, "An upload of this moment is not touched."
    _age(folder().path)
    assert sweep_files(SYSTEM) == len(left)
    assert open_copy(cast.dewi, case_id, kept).content


def test_the_sweep_does_not_empty_a_folder_whose_rows_it_cannot_see(
    cast: Cast, case_id: UUID, photo: bytes
) -> None:
    for number in range(21):
        folder().put(uuid4(), bytes([number]))
    _age(folder().path)
    with pytest.raises(SweepLooksWrong):
        sweep_files(SYSTEM)
    assert len(list(folder().settled(SETTLED))) == 21


def _age(place: Path) -> None:
    past = time.time() - SETTLED.total_seconds() - 60
    for path in place.rglob("*"):
        os.utime(path, (past, past))


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\dokumen\\surat ibu.docx", "surat ibu.pdf"),
        ("CON", "berkas_CON.pdf"),
        ("aux.txt", "berkas_aux.pdf"),
        ("surat\x00.exe", "surat.pdf"),
        ("\u202egpj.exe", "gpj.pdf"),
        ("a" * 300, "a" * 120 + ".pdf"),
        ('x"; filename="y.html', "x___filename__y.pdf"),
        ("", "berkas.pdf"),
        ("...", "berkas.pdf"),
        ("\r\nSet-Cookie: a=b", "Set-Cookie_ a_b.pdf"),
        ("surat.exe.pdf", "surat_exe.pdf"),
        ("<img src=x onerror=1>.png", "_img src_x onerror_1_.pdf"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert cleaned_name(given, "pdf") == kept.strip(" ._-") or cleaned_name(given, "pdf").endswith(".pdf")
    made = cleaned_name(given, "pdf")
    assert not set(made) & set('/\\:*?"<>|;\x00\r\n\u202e')
    assert len(made) <= 124


@pytest.mark.parametrize(
    "name", ["foto ibu.jpg", 'a"b;c.pdf', "surat\r\nX: y.pdf", "résumé 漢字.pdf", "%2e%2e.pdf", "a\\b.pdf"]
)
def test_the_header_of_any_name_is_one_line_with_one_name(name: str) -> None:
    header = disposition(name, is_inline=False)
    assert header.isascii()
    assert header.count('"') == 2
    assert "\r" not in header
    assert "\n" not in header
    assert header.count(";") == 2


def test_every_honest_kind_has_its_sentence_and_form(cast: Cast, case_id: UUID) -> None:
    for name in ("chat picture", "workbook", "note"):
        form, make = HONEST[name]
        file_id = keep(cast, case_id, make(Random(2)), kind="other")
        assert CaseFile.objects.get(pk=file_id).form == form
