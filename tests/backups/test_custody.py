"""Two of three officers open the backups; one does not, and nobody's mistake changes anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from anyam.config import env
from anyam.foundation.backups import custody, folders, retention
from anyam.foundation.backups.custody import Sheet
from anyam.foundation.backups.errors import BackupFailed, CustodyRefused
from anyam.foundation.core import clock
from anyam.interfaces.jobs.custody_sheets import as_text, write_pdf

OFFICERS = ["Ani Wulandari", "Budi Santoso", "Citra Lestari"]


@pytest.fixture
def sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Sheet]:
    for name, value in {"VAR": str(tmp_path), "KEYS": "", "BACKUPS": ""}.items():
        monkeypatch.setenv(f"ANYAM_{name}", value)
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "kek-0001").write_text("ab" * 32)
    return custody.create(OFFICERS)


def held() -> custody.Custody:
    now = custody.current()
    assert now
    return now


def _with_another_last_word(words: str) -> str:
    rest, last = words.rsplit(" ", 1)
    return f"{rest} {'academic' if last != 'academic' else 'acid'}"


@pytest.mark.parametrize("pair", [(0, 1), (0, 2), (2, 1)])
def test_any_two_sheets_open_it(sheets: list[Sheet], pair: tuple[int, int]) -> None:
    bundle = custody.open_bundle(held(), [sheets[n].words for n in pair])
    assert set(bundle.keys) == {"kek-0001", custody.SIGNING_KEY}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lists: lists[:1], "sheets are needed"),
        (lambda lists: [lists[0], lists[0]], "same sheet was typed twice"),
        (lambda lists: [lists[0], _with_another_last_word(lists[1])], "mistyped or missing"),
        (lambda lists: [lists[0], " ".join(lists[1].split()[:-1])], "mistyped or missing"),
        (lambda lists: [lists[0], "saya lupa"], "mistyped or missing"),
    ],
)
def test_mistakes_are_named(sheets: list[Sheet], change: object, words: str) -> None:
    lists = [sheet.words for sheet in sheets]
    with pytest.raises(CustodyRefused, match=words):
        custody.open_bundle(held(), change(lists))  # type: ignore[operator]


def test_sheets_of_another_custody_do_not_fit(sheets: list[Sheet]) -> None:
    renewed = custody.create(["Dewi", "Eko", "Fitri"])
    with pytest.raises(CustodyRefused, match="do not belong together"):
        custody.open_bundle(held(), [sheets[0].words, renewed[1].words])
    with pytest.raises(CustodyRefused, match="another custody"):
        custody.open_bundle(held(), [sheets[0].words, sheets[1].words])


def test_after_a_renewal_the_new_sheets_open_older_backups_too(sheets: list[Sheet]) -> None:
    before = custody.open_bundle(held(), [sheets[0].words, sheets[1].words])
    renewed = custody.create(["Dewi", "Eko", "Fitri"], before)
    after = custody.open_bundle(held(), [renewed[0].words, renewed[2].words])
    assert after.identities[1:] == before.identities
    assert held().replaces == sheets[0].fingerprint


def test_nothing_secret_is_kept_on_the_server(sheets: list[Sheet], tmp_path: Path) -> None:
    kept = b"".join(
        one.read_bytes() for one in tmp_path.rglob("*") if one.is_file() and "keys" not in one.parts
    )
    assert b"AGE-SECRET-KEY" not in kept
    assert not any(sheet.words.encode() in kept for sheet in sheets)


@pytest.mark.parametrize("names", [["Ani", "Budi"], ["Ani", "ani ", "Citra"], []])
def test_three_different_people_are_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    monkeypatch.setenv("ANYAM_VAR", str(tmp_path))
    with pytest.raises(CustodyRefused, match="three different people"):
        custody.create(names)
    assert custody.current() is None


def test_the_practice_changes_nothing_and_says_that_they_fit(
    sheets: list[Sheet], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for sheet in sheets[:2]:
        path = tmp_path / f"sheet-{sheet.number}"
        path.write_text(sheet.words.upper() + "\n")
        files += ["--words", str(path)]
    before = {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}
    call_command("custody", "check", *files)
    assert "Cocok" in capsys.readouterr().out
    assert {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()} == before
    with pytest.raises(CommandError, match="sheets are needed"):
        call_command("custody", "check", *files[:2])


def test_lost_keys_come_back_and_other_keys_are_not_overwritten(sheets: list[Sheet]) -> None:
    bundle = custody.open_bundle(held(), [sheets[0].words, sheets[1].words])
    key = env.keys_folder() / "kek-0001"
    key.unlink()
    custody.put_back_keys(bundle.keys, env.keys_folder())
    assert key.read_text() == "ab" * 32
    assert key.stat().st_mode & 0o077 == 0
    key.write_text("cd" * 32)
    with pytest.raises(CustodyRefused, match="already"):
        custody.put_back_keys(bundle.keys, env.keys_folder())
    assert key.read_text() == "cd" * 32


def test_a_sheet_can_be_printed(sheets: list[Sheet], tmp_path: Path) -> None:
    assert all(word in as_text(sheets[0]) for word in sheets[0].words.split())
    made = write_pdf(sheets[0], tmp_path / "print")
    assert made.read_bytes().startswith(b"%PDF")
    assert made.stat().st_mode & 0o077 == 0


def test_old_backups_go_only_with_the_code_and_a_second_person(tmp_path: Path) -> None:
    for day in range(1, 29):
        (tmp_path / "sets" / f"202601{day:02}T190000Z-aaaa").mkdir(parents=True)
    wanted = retention.plan(tmp_path, proven=["20260102T190000Z-aaaa"])
    assert len(wanted.sets) == 28 - 14 - 2 - 1  # fourteen nights, two earlier weeks, and the proven one
    with pytest.raises(BackupFailed, match="Print the plan again"):
        retention.carry_out(tmp_path, wanted, "00000000")
    with pytest.raises(BackupFailed, match="second person"):
        retention.carry_out(tmp_path, wanted, wanted.code)
    assert len(folders.sets_in(tmp_path)) == 28
    (tmp_path / retention.PERMIT).write_text(clock.today().isoformat())
    retention.carry_out(tmp_path, wanted, wanted.code)
    assert len(folders.sets_in(tmp_path)) == 17
