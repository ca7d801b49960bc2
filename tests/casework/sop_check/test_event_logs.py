"""Event logs are read by another program for process mining, event for event."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from anyam.casework.sops.results.event_log import LogEvent
from anyam.casework.sops.rules.event_logs import write_ocel, write_xes

BEGIN = datetime(2026, 3, 2, 1, tzinfo=UTC)
LOG = [
    LogEvent(
        f"run-{run}",
        "SOP/1",
        "2",
        f"s{step}",
        activity,
        agency,
        BEGIN + timedelta(hours=run + step),
        deviation,
    )
    for run in range(3)
    for step, (activity, agency, deviation) in enumerate(
        [
            ("Terima <laporan>", "Dinas & Sosial", ""),
            ("Asesmen", "UPTD PPA", "skipped"),
            ("Tutup", "Polres", ""),
        ]
    )
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("logs")
    xes, ocel = folder / "log.xes", folder / "log.json"
    xes.write_bytes(write_xes(reversed(LOG)))
    ocel.write_bytes(write_ocel(reversed(LOG)))
    return xes, ocel


def test_xes_is_read_with_every_run_event_and_deviation(files: tuple[Path, Path]) -> None:
    import pm4py

    read = pm4py.read_xes(str(files[0]))
    assert len(read) == len(LOG)
    assert set(read["case:concept:name"]) == {event.run for event in LOG}
    assert [list(group["concept:name"]) for _run, group in read.groupby("case:concept:name")] == [
        ["Terima <laporan>", "Asesmen", "Tutup"]
    ] * 3
    assert set(read["org:resource"]) == {"Dinas & Sosial", "UPTD PPA", "Polres"}
    assert list(read["sop:deviation"].dropna()) == ["skipped"] * 3
    assert {moment.to_pydatetime() for moment in read["time:timestamp"]} == {event.at for event in LOG}


def test_ocel_is_read_with_every_event_and_object(files: tuple[Path, Path]) -> None:
    import pm4py

    read = pm4py.read_ocel2_json(str(files[1]))
    assert len(read.events) == len(LOG)
    assert dict(read.objects["ocel:type"].value_counts()) == {"run": 3, "agency": 3, "sop": 1}
    assert len(read.relations) == len(LOG) * 3
    assert sorted(read.events["activity"]) == sorted(event.activity for event in LOG)


def test_an_empty_log_is_a_log() -> None:
    assert b"<trace" not in write_xes([])
    assert b'"events": []' in write_ocel([])
