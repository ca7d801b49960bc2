"""A procedure runs on a case: each agency gets its step with its time, and other ways are kept with their reason."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from uuid import UUID, uuid4
from xml.etree import ElementTree

import pytest
from django.core.management import call_command

from anyam.casework.cases.actions import close_case, start_pathway
from anyam.casework.cases.queries import pathways_of
from anyam.casework.sops import actions, queries
from anyam.casework.sops.actions import (
    AnswerIsMissing,
    DoesNotFitNewVersion,
    NotInForce,
    PerformerIsMissing,
    RunsAlready,
    StepIsOver,
)
from anyam.casework.sops.choices import Deviation, DeviationReason, RunState, StepState, StopReason
from anyam.casework.sops.models import Sop, SopRun, SopRunStep, SopVersion, WorkItem
from anyam.casework.sops.results import Document
from anyam.casework.sops.rules import documents
from anyam.foundation.access import Actor, NotAllowed, NotFound
from anyam.foundation.core import clock
from anyam.foundation.core.working_time import Counting, deadline
from anyam.foundation.events.models import EventRow
from tests.casework.district import CODE, District
from tests.casework.sop_writing import handling_complaints

pytestmark = pytest.mark.django_db


def in_force(district: District, document: Document, number: int = 1, sop: Sop | None = None) -> UUID:
    """A version as it stands after all have signed."""
    now = clock.now()
    sop = sop or Sop.objects.create(
        district_code=CODE,
        code=document.code,
        level=document.level,
        owner_agency=district.secretariat,
        created_at=now,
    )
    today = clock.today()
    return SopVersion.objects.create(
        sop=sop,
        number=number,
        state="in_force",
        title=document.title,
        document=documents.to_json(document),
        saved_at=now,
        valid_from=today,
        review_on=today + timedelta(days=365),
        agreed_at=now,
    ).pk


def written(district: District) -> Document:
    """The centre receives and decides, an agency still to be named examines."""
    document = handling_complaints(district.service_centre.pk, district.hospital.pk)
    open_column = replace(document.performers[1], agency_id=None)
    return replace(document, performers=(document.performers[0], open_column))


@pytest.fixture
def version_id(district: District) -> UUID:
    return in_force(district, written(district))


def started(district: District, version_id: UUID) -> UUID:
    return start_pathway(
        district.manager,
        case_id=district.case.pk,
        version_id=version_id,
        agencies={"p2": district.hospital.pk},
    )


def open_step(run_id: UUID) -> SopRunStep:
    return SopRunStep.objects.get(run_id=run_id, state=StepState.OPEN)


def finish(actor: Actor, run_id: UUID, answer: str = "") -> None:
    actions.finish_step(actor, step_id=open_step(run_id).pk, answer=answer)


def work_of(actor: Actor) -> list[UUID]:
    return [row.subject_id for group in queries.find_my_work(actor).groups for row in group.rows]


def test_each_agency_gets_its_step_when_its_turn_comes_and_the_case_shows_where_it_is(
    district: District, version_id: UUID
) -> None:
    run_id = started(district, version_id)
    assert open_step(run_id).key == "s2"
    assert work_of(district.doctor) == []
    finish(district.manager, run_id)
    with pytest.raises(AnswerIsMissing):
        finish(district.manager, run_id)
    finish(district.manager, run_id, "Tidak")
    assert open_step(run_id).key == "s2"
    finish(district.manager, run_id)
    finish(district.manager, run_id, "Ya")
    examined = open_step(run_id)
    assert examined.agency_id == district.hospital.pk
    assert examined.due_at == deadline(examined.opened_at, 8, Counting.WORKING)
    assert work_of(district.doctor) == [examined.pk]
    [where] = pathways_of(district.manager, district.case.pk).runs
    assert [step.activity for step in where.open_steps] == ["Melakukan pemeriksaan"]
    finish(district.doctor, run_id)
    assert SopRun.objects.get(pk=run_id).state == RunState.ENDED
    assert not WorkItem.objects.open().filter(kind="sop_step").exists()
    assert work_of(district.doctor) == []
    kinds = set(EventRow.objects.values_list("kind", flat=True))
    assert {"sop_run_started", "sop_step_opened", "sop_step_ended", "sop_run_ended"} <= kinds


def test_leaving_out_and_doing_before_its_turn_are_kept_with_their_reason(
    district: District, version_id: UUID
) -> None:
    run_id = started(district, version_id)
    actions.do_step_early(district.manager, run_id=run_id, key="s4", reason=DeviationReason.EMERGENCY)
    with pytest.raises(StepIsOver):
        actions.do_step_early(district.manager, run_id=run_id, key="s4", reason=DeviationReason.EMERGENCY)
    actions.skip_step(district.manager, step_id=open_step(run_id).pk, reason=DeviationReason.DONE_ELSEWHERE)
    finish(district.manager, run_id, "Ya")
    detail = queries.get_run(district.manager, run_id)
    assert detail.header.state is RunState.ENDED
    kept = {row.key: (row.deviation, row.deviation_reason, row.is_on_behalf) for row in detail.past}
    assert kept["s4"] == (Deviation.EARLY, DeviationReason.EMERGENCY, True)
    assert kept["s2"] == (Deviation.SKIPPED, DeviationReason.DONE_ELSEWHERE, False)
    assert kept["s3"] == (None, None, False)
    payloads = [row.payload for row in EventRow.objects.filter(kind="sop_step_ended")]
    assert sorted(one["deviation"] for one in payloads) == ["", "early", "skipped"]


def test_the_log_of_a_district_tells_every_step_that_was_done_and_names_no_case(
    district: District, version_id: UUID, tmp_path: Path
) -> None:
    run_id = started(district, version_id)
    actions.skip_step(district.manager, step_id=open_step(run_id).pk, reason=DeviationReason.DONE_ELSEWHERE)
    finish(district.manager, run_id, "Ya")
    files = {"xes": tmp_path / "log.xes", "ocel": tmp_path / "log.json"}
    call_command("sops", "log", "--district", CODE, "--out", str(files["xes"]), stdout=StringIO())
    call_command("sops", "log", "--district", CODE, "--ocel", "--out", str(files["ocel"]), stdout=StringIO())
    log = ElementTree.fromstring(files["xes"].read_bytes())
    written_steps = [
        [one.get("value") for one in event if one.get("key") in ("sop:step", "sop:deviation")]
        for event in log.iter("{http://www.xes-standard.org/}event")
    ]
    assert written_steps == [["s2", "skipped"], ["s3"]]
    assert len(json.loads(files["ocel"].read_text())["events"]) == 2
    for file in files.values():
        for secret in (str(run_id), str(district.case.pk), district.case.number):
            assert secret not in file.read_text()


def test_a_new_version_leaves_running_cases_alone_until_somebody_moves_them(
    district: District, version_id: UUID
) -> None:
    run_id = started(district, version_id)
    SopVersion.objects.filter(pk=version_id).update(
        valid_until=clock.today(), valid_from=clock.today() - timedelta(days=1)
    )
    document = written(district)
    sop = Sop.objects.get()
    renamed = replace(
        document, steps=tuple(replace(s, hours=Decimal(2)) if s.key == "s4" else s for s in document.steps)
    )
    with clock.at(clock.now() + timedelta(days=1)):
        newer = in_force(district, renamed, number=2, sop=sop)
        assert SopRun.objects.get(pk=run_id).version_id == version_id
        assert queries.get_run(district.manager, run_id).header.newer_version_id == newer
        actions.move_run(district.manager, run_id=run_id, version_id=newer)
        assert SopRun.objects.get(pk=run_id).version_id == newer
        finish(district.manager, run_id)
        finish(district.manager, run_id, "Ya")
        examined = open_step(run_id)
        assert examined.due_at == deadline(examined.opened_at, 2, Counting.WORKING)


def test_a_case_is_not_moved_where_its_open_step_has_no_place(district: District, version_id: UUID) -> None:
    run_id = started(district, version_id)
    SopVersion.objects.filter(pk=version_id).update(
        valid_until=clock.today(), valid_from=clock.today() - timedelta(days=1)
    )
    document = written(district)
    steps = tuple(
        replace(s, flows=tuple(replace(f, to="s3") for f in s.flows)) if s.key == "s1" else s
        for s in document.steps
        if s.key != "s2"
    )
    with clock.at(clock.now() + timedelta(days=1)):
        newer = in_force(district, replace(document, steps=steps), number=2, sop=Sop.objects.get())
        with pytest.raises(DoesNotFitNewVersion, match="Menerima pengaduan"):
            actions.move_run(district.manager, run_id=run_id, version_id=newer)


def test_a_procedure_starts_only_in_force_once_and_with_every_agency_named(
    district: District, version_id: UUID
) -> None:
    with pytest.raises(PerformerIsMissing):
        start_pathway(district.manager, case_id=district.case.pk, version_id=version_id, agencies={})
    with pytest.raises(NotInForce):
        start_pathway(district.manager, case_id=district.case.pk, version_id=uuid4(), agencies={})
    started(district, version_id)
    with pytest.raises(RunsAlready):
        started(district, version_id)


def test_closing_the_case_stops_what_runs_and_nobody_waits_any_more(
    district: District, version_id: UUID
) -> None:
    run_id = started(district, version_id)
    close_case(
        district.manager, case_id=district.case.pk, reason="moved_away", outcome="unknown", aftercare_on=None
    )
    run = SopRun.objects.get(pk=run_id)
    assert (run.state, run.stop_reason) == (RunState.STOPPED, StopReason.CASE_CLOSED)
    assert not WorkItem.objects.open().filter(kind="sop_step").exists()


def test_only_those_with_a_part_in_it_see_a_run_and_only_its_owner_or_leader_does_a_step(
    district: District, version_id: UUID
) -> None:
    run_id = started(district, version_id)
    for stranger in (district.officer, district.colleague, district.doctor):
        with pytest.raises(NotFound):
            queries.get_run(stranger, run_id)
        with pytest.raises((NotFound, StepIsOver)):
            actions.finish_step(stranger, step_id=open_step(run_id).pk)
    finish(district.manager, run_id)
    finish(district.manager, run_id, "Ya")
    assert queries.get_run(district.doctor, run_id).header.reference == district.case.number
    with pytest.raises(NotAllowed):
        actions.stop_run(district.doctor, run_id=run_id, reason=StopReason.STARTED_BY_MISTAKE)
    with pytest.raises(NotFound):
        pathways_of(district.doctor, district.case.pk)
