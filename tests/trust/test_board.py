"""The board itself: it finds its rows, a missed control never holds, and old figures keep their own commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trust import board, page


def test_every_row_has_a_test_of_its_quick_size() -> None:
    untested = [name for name in board.row_names() if not (board.FOLDER / f"test_{name}.py").exists()]
    assert not untested, f"Write tests/trust/test_<row>.py for {untested}."


def test_every_row_states_a_claim() -> None:
    assert all(len(board.claim_of(name)) > 20 for name in board.row_names())


@pytest.mark.parametrize(
    ("tried", "failed", "caught", "holds"),
    [(10, 0, True, True), (10, 0, False, False), (10, 1, True, False), (0, 0, True, False)],
)
def test_a_row_holds_only_with_tries_no_failure_and_its_control(
    tried: int, failed: int, caught: bool, holds: bool
) -> None:
    row = board.judged("x", tried=tried, failed=failed, control_caught=caught, seed=1)
    assert row.holds is holds
    assert set(row.line()) == {
        *("claim", "tried", "failed", "control_caught", "holds", "seed", "commit", "note")
    }


def test_the_page_keeps_older_rows_with_their_own_commit(tmp_path: Path) -> None:
    file = tmp_path / "figures.md"
    row = board.judged("a | b", tried=1200, failed=0, control_caught=True, seed=3).line()
    page.write({("old", "full"): page.entry("old", "full", {**row, "commit": "c0ffee"}, 61.2)}, file)
    kept = page.read(file)
    kept["new", "quick"] = page.entry("new", "quick", row, 2)
    page.write(kept, file)
    again = page.read(file)
    assert again["old", "full"]["Commit"] == "c0ffee"
    assert again["old", "full"]["Tried"] == "1,200"
    assert again["new", "quick"]["Holds"] == "yes"


def test_an_unknown_row_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert board.main(["--only", "nowhere"]) == 2
    assert "No such row" in capsys.readouterr().err
