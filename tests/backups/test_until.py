"""Any moment can be restored, from the embedded database's log; and an external database from pages or a dump."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from anyam.config.embedded_postgres import in_use
from anyam.config.postgres_server import SMALL_MACHINE, Cluster
from anyam.foundation.backups import custody, folders, log, making, manifest, restoring
from anyam.foundation.backups.counting import marks_of
from anyam.foundation.backups.errors import BackupRefused, RestoreFailed
from anyam.foundation.backups.making import make_set
from anyam.foundation.backups.opening import CheckedSet, open_set
from anyam.foundation.backups.sealing import Piece, new_identity, recipient_of
from anyam.foundation.backups.sources import Source
from anyam.foundation.backups.tasks import carry_waiting_log
from tests.backups.conftest import Place


def switch_log(place: Place) -> None:
    """Finish the present piece of log, and wait until it was put where it waits to be sealed."""
    name = place.do("SELECT pg_walfile_name(pg_switch_wal())")[0][0]
    deadline = time.monotonic() + 20
    while place.do("SELECT last_archived_wal >= %s FROM pg_stat_archiver", name)[0][0] is not True:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def by_officers(place: Place, path: Path) -> CheckedSet:
    bundle = custody.open_bundle(
        custody.read(path / "custody.json"), [sheet.words for sheet in place.sheets[1:]]
    )
    return open_set(path, custody.identities(bundle), bundle.signer)


def notes_after(place: Place, tmp_path: Path, until: datetime) -> tuple[set[str], str]:
    backups = folders.root()
    newest = folders.newest_set(backups)
    assert newest
    found = by_officers(place, newest)
    restored = restoring.restore_into_folder(found, tmp_path / "then", until=until, backups=backups)
    with in_use(restored.cluster), Source.of(restored.cluster, restored.database).connect() as link:
        return {row[0] for row in link.execute("SELECT note FROM child WHERE id < 0")}, restored.note


def test_the_moment_between_two_changes_comes_back(place: Place, tmp_path: Path) -> None:
    make_set(place.source, folders.root())
    place.do("INSERT INTO child VALUES (-1, 'before')")
    time.sleep(0.2)
    between = datetime.now(UTC)
    time.sleep(0.2)
    place.do("INSERT INTO child VALUES (-2, 'after')")
    switch_log(place)
    assert carry_waiting_log() > 0
    assert notes_after(place, tmp_path, between) == ({"before"}, "")
    everything, note = notes_after(place, tmp_path / "b", datetime.now(UTC))
    assert everything == {"before", "after"}
    assert "everything that was kept" in note


def test_the_log_of_a_busy_database_arrives_although_its_receiver_is_slow(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    receiving, copying = making._receiving, making._copy_pages

    @contextmanager
    def hold_the_receiver(source: Source, spot: Path) -> Iterator[making._Receiver]:
        with receiving(source, spot) as receiver:
            held.append(receiver.process.pid)
            yield receiver

    def work_meanwhile(source: Source, draft: Path, recipients: Sequence[Any]) -> Piece:
        os.kill(held[0], signal.SIGSTOP)
        for _ in range(6):
            place.do("SELECT pg_logical_emit_message(false, 'work', repeat('x', 900000), true)")
            switch_log(place)
        place.do("CHECKPOINT")
        os.kill(held[0], signal.SIGCONT)
        return copying(source, draft, recipients)

    monkeypatch.setattr(making, "_receiving", hold_the_receiver)
    monkeypatch.setattr(making, "_copy_pages", work_meanwhile)
    assert make_set(place.source, folders.root()).info.kind == manifest.PAGES
    assert place.do("SELECT count(*) FROM pg_replication_slots") == [(0,)]


def test_the_sealed_log_can_not_be_read(place: Place) -> None:
    place.do("INSERT INTO child VALUES (-3, 'Zqxrahasia')")
    switch_log(place)
    waiting = list(place.cluster.waiting_log.iterdir())
    assert any(b"Zqxrahasia" in piece.read_bytes() for piece in waiting)
    carry_waiting_log()
    sealed = list((folders.root() / "log").rglob("*.age"))
    assert sealed
    assert not any(b"Zqxrahasia" in piece.read_bytes() for piece in sealed)
    assert not [one for one in place.cluster.waiting_log.iterdir() if re.fullmatch("[0-9A-F]{24}", one.name)]


def test_two_different_pieces_of_one_name_are_both_kept(place: Place, tmp_path: Path) -> None:
    place.do("INSERT INTO child VALUES (-4, 'again')")
    switch_log(place)
    piece = next(one for one in place.cluster.waiting_log.iterdir() if re.fullmatch("[0-9A-F]{24}", one.name))
    waiting = tmp_path / "waiting"
    waiting.mkdir()
    recipients = [recipient_of(new_identity().to_public().__str__())]
    for change in (b"", b"", b"x"):
        (waiting / piece.name).write_bytes(piece.read_bytes()[: -len(change) or None] + change)
        log.carry(waiting, tmp_path, recipients)
    assert len(list((tmp_path / "log").rglob("*.age"))) == 2


@pytest.mark.parametrize("role", ["copies pages", "may only read"])
def test_an_external_database_comes_back_into_an_empty_one(place: Place, tmp_path: Path, role: str) -> None:
    elsewhere = Cluster(tmp_path / "elsewhere", {**SMALL_MACHINE})
    with in_use(elsewhere, databases=("district", "empty")):
        address = f"postgresql://keeper:secret@/district?host={elsewhere.socket_folder}"
        with Source.of(elsewhere, "district").connect() as owner:
            owner.execute("CREATE TABLE child (id int PRIMARY KEY, note text)")
            owner.execute("INSERT INTO child SELECT n, md5(n::text) FROM generate_series(1, 1000) n")
            rights = "REPLICATION BYPASSRLS" if role == "copies pages" else "BYPASSRLS"
            owner.execute(f"CREATE ROLE keeper LOGIN PASSWORD 'secret' {rights}")
            owner.execute("GRANT pg_read_all_data, pg_maintain, pg_monitor TO keeper")
            owner.execute("CREATE ROLE boss SUPERUSER LOGIN")
        boss = f"postgresql://boss@/postgres?host={elsewhere.socket_folder}"
        with Source.at(boss).connect() as link:
            link.execute("ALTER ROLE anyam RENAME TO somebody_else")
        identity = new_identity()
        made = make_set(Source.at(address), tmp_path / "backups", for_drill=identity)
        assert made.info.kind == (manifest.PAGES if role == "copies pages" else manifest.DUMP)
        found = open_set(made.path, [identity], custody.public_signing_key())
        empty = f"postgresql://boss@/empty?host={elsewhere.socket_folder}"
        restoring.restore_into_database(found, empty)
        with Source.at(empty).connect() as link:
            assert marks_of(link) == made.contents.marks
        with pytest.raises(BackupRefused, match="not empty"):
            restoring.restore_into_database(found, empty)


def test_a_log_that_was_cut_off_is_refused_and_leaves_nothing(place: Place, tmp_path: Path) -> None:
    identity = new_identity()
    made = make_set(place.source, tmp_path / "backups", for_drill=identity)
    found = open_set(made.path, [identity], custody.public_signing_key())
    later = CheckedSet(
        found.path,
        manifest.SetInfo(**{**vars(found.info), "lsn": "F/0"}),
        found.contents,
        found.keys,
        found.opened_bytes,
        found.identities,
    )
    with pytest.raises(RestoreFailed, match="could not be brought to life"):
        restoring.restore_into_folder(later, tmp_path / "new")
    assert not (tmp_path / "new").exists()
