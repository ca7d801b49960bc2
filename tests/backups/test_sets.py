"""A set comes back exactly as it was; a set that was touched is refused before anything is written."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from anyam.config.embedded_postgres import in_use
from anyam.foundation.backups import custody, folders, manifest, restoring
from anyam.foundation.backups.counting import marks_of
from anyam.foundation.backups.errors import BackupFailed, BackupRefused
from anyam.foundation.backups.making import make_set
from anyam.foundation.backups.opening import open_set, walk
from anyam.foundation.backups.sealing import Piece, new_identity, seal_written
from anyam.foundation.backups.sources import Source
from tests.backups.conftest import Place, Sealed


@pytest.fixture
def copy(sealed: Sealed, tmp_path: Path) -> Path:
    """A copy of a set that one may spoil."""
    path = tmp_path / sealed.path.name
    shutil.copytree(sealed.path, path)
    for piece in path.iterdir():
        piece.chmod(0o600)
    return path


def test_what_comes_back_is_what_went_in(place: Place, sealed: Sealed, tmp_path: Path) -> None:
    found = open_set(sealed.path, [sealed.identity], sealed.signer)
    restored = restoring.restore_into_folder(found, tmp_path / "new")
    with in_use(restored.cluster), Source.of(restored.cluster, restored.database).connect() as link:
        assert marks_of(link) == sealed.made.contents.marks
        link.execute("INSERT INTO visit (child_id) VALUES (1)")  # it is open for work
    assert (tmp_path / "new/files/4f/sealed-file").read_bytes() == b"\x00sealed" * 1000
    assert (tmp_path / "new" / custody.SIGNING_KEY).stat().st_mode & 0o077 == 0


def test_the_moment_is_exact_although_people_work_on(place: Place, tmp_path: Path) -> None:
    stop = threading.Event()

    def work() -> None:
        with place.source.connect() as link:
            while not stop.is_set():
                with link.transaction():
                    link.execute("INSERT INTO visit (child_id) SELECT 1 + (random() * 4000)::int")
                    link.execute(
                        "UPDATE child SET note = md5(random()::text) WHERE id = 1 + (random() * 4000)::int"
                    )

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    try:
        identity = new_identity()
        made = make_set(place.source, tmp_path / "backups", for_drill=identity)
    finally:
        stop.set()
        for worker in workers:
            worker.join()
    found = open_set(made.path, [identity], custody.public_signing_key())
    with (
        restoring.scratch(found) as restored,
        Source.of(restored.cluster, restored.database).connect() as link,
    ):
        assert marks_of(link) == made.contents.marks


def test_nothing_in_a_set_can_be_read_without_the_key(place: Place, sealed: Sealed) -> None:
    place_words = place.do("SELECT note FROM child WHERE id = 77")[0][0].encode()
    everything = b"".join(one.read_bytes() for one in sealed.path.iterdir())
    assert place_words not in everything
    assert b"child" not in everything  # not even the names of tables
    with pytest.raises(BackupRefused, match="not sealed for this key"):
        open_set(sealed.path, [new_identity()], sealed.signer)


def test_two_officers_open_it_and_one_does_not(place: Place, sealed: Sealed) -> None:
    held = custody.read(sealed.path / "custody.json")
    bundle = custody.open_bundle(held, [place.sheets[0].words, place.sheets[2].words])
    assert open_set(sealed.path, custody.identities(bundle), bundle.signer).contents.rows == 10000
    with pytest.raises(Exception, match="sheets are needed"):
        custody.open_bundle(held, [place.sheets[0].words])


def test_the_server_has_no_key_that_opens_its_backups(place: Place) -> None:
    kept = [one for one in place.folder.rglob("*") if one.is_file() and "postgres" not in one.parts]
    assert kept
    assert not any(b"AGE-SECRET-KEY" in one.read_bytes() for one in kept)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def resign(path: Path, change: Callable[[dict[str, object]], None]) -> None:
    """Make the open part fit again, as somebody with the server's signing key could."""
    said = json.loads((path / manifest.OPEN_PART).read_text())
    said.pop("signature")
    change(said)
    (path / manifest.OPEN_PART).unlink()
    info = manifest.SetInfo(**{**said, "pieces": [Piece(**one) for one in said["pieces"]]})
    manifest.write_open_part(path, info, custody.signing_key())


def spoil_version(path: Path) -> None:
    (path / manifest.OPEN_PART).write_text(
        (path / manifest.OPEN_PART).read_text().replace('"version": 1', '"version": 9')
    )


def spoil_open_part(path: Path) -> None:
    said = json.loads((path / manifest.OPEN_PART).read_text())
    said["made_at"] = "2020-01-01T00:00:00+00:00"
    (path / manifest.OPEN_PART).write_text(json.dumps(said))


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "one bit flipped": (lambda path: flip(path / manifest.DATABASE), "hash is wrong"),
    "cut off": (
        lambda path: (path / manifest.LOG).write_bytes((path / manifest.LOG).read_bytes()[:-9]),
        "cut off",
    ),
    "a piece gone": (lambda path: (path / manifest.FILES).unlink(), "missing"),
    "a later version": (spoil_version, "another version"),
    "open part changed": (spoil_open_part, "not signed by this installation"),
    "open part garbled": (lambda path: (path / manifest.OPEN_PART).write_text("{"), "damaged"),
    "open part endless": (lambda path: (path / manifest.OPEN_PART).write_text("[" * 200_000), "damaged"),
    "not ours": (
        lambda path: (path / manifest.OPEN_PART).write_text('{"format": "zip"}'),
        "no backup of Anyam",
    ),
    "nothing there": (lambda path: (path / manifest.OPEN_PART).unlink(), "no backup"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_set_is_refused(sealed: Sealed, copy: Path, how: str) -> None:
    spoil, words = SPOILT[how]
    open_set(copy, [sealed.identity], sealed.signer)
    spoil(copy)
    with pytest.raises(BackupRefused, match=words):
        open_set(copy, [sealed.identity], sealed.signer)


def test_a_flipped_bit_is_found_even_where_its_hash_was_made_to_fit(sealed: Sealed, copy: Path) -> None:
    flip(copy / manifest.DATABASE)

    def fit(said: dict[str, object]) -> None:
        from anyam.foundation.backups.sealing import hash_of

        pieces = said["pieces"]
        assert isinstance(pieces, list)
        for piece in pieces:
            piece["sha256"] = hash_of(copy / piece["name"])

    resign(copy, fit)
    with pytest.raises(BackupRefused, match="damaged"):
        open_set(copy, [sealed.identity], sealed.signer)


def archive_with(tmp_path: Path, member: tarfile.TarInfo) -> tuple[Path, object]:
    identity = new_identity()

    def write(target: object) -> None:
        with tarfile.open(fileobj=target, mode="w|") as tar:  # type: ignore[call-overload]
            tar.addfile(member, io.BytesIO(b"x" * member.size))

    path = tmp_path / manifest.FILES
    seal_written(write, path, [identity.to_public()])
    return path, identity


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "a/../../b"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    member = tarfile.TarInfo(name)
    member.size = 1
    path, identity = archive_with(tmp_path, member)
    with pytest.raises(BackupRefused, match="leads out"):
        walk(path, [identity])


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_what_is_neither_file_nor_folder_is_refused(tmp_path: Path, kind: bytes) -> None:
    member = tarfile.TarInfo("innocent")
    member.type, member.linkname = kind, "/etc/passwd"
    path, identity = archive_with(tmp_path, member)
    with pytest.raises(BackupRefused, match="neither file nor folder"):
        walk(path, [identity])


def test_a_restore_overwrites_nothing(place: Place, sealed: Sealed, tmp_path: Path) -> None:
    found = open_set(sealed.path, [sealed.identity], sealed.signer)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").write_text("kept")
    with pytest.raises(BackupRefused, match="not empty"):
        restoring.restore_into_folder(found, tmp_path / "full")
    assert (tmp_path / "full" / "letter").read_text() == "kept"
    url = f"postgresql://anyam@/anyam?host={place.cluster.socket_folder}"
    with pytest.raises(BackupRefused, match="not empty"):
        restoring.restore_into_database(found, url)


def test_a_backup_that_fails_leaves_no_half_of_itself(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("anyam.foundation.backups.making._take_files", no_room)
    with pytest.raises(OSError, match="No space"):
        make_set(place.source, tmp_path)
    assert not folders.sets_in(tmp_path)
    assert not list((tmp_path / "sets").iterdir())


def test_without_officers_no_backup_is_made(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(custody, "current", lambda: None)
    with pytest.raises(BackupFailed, match="anyam custody create"):
        make_set(place.source, tmp_path)


def test_a_missing_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANYAM_BACKUPS", str(tmp_path / "usb"))
    with pytest.raises(BackupFailed, match="plugged in and mounted"):
        folders.root()
