"""What actions of data protection, oversight, exports and backups need that their parameters' names do not say."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.apps import apps

from anyam.casework.cases import actions as cases
from anyam.casework.exports import actions as exports
from anyam.casework.oversight.choices import Pattern
from anyam.casework.rights import actions as rights
from anyam.casework.rights.choices import Harm, NoticeTo
from anyam.casework.rights.results import BreachInput
from anyam.foundation.access import Actor
from anyam.foundation.audit.looks import LookRow
from anyam.foundation.core import clock
from tests.cast import DISTRICT, a_report
from tests.trust._world import Given, Hint, World, fresh, of_value, saying


def _breach() -> BreachInput:
    now = clock.now()
    return BreachInput(
        happened="Laptop hilang",
        harms=(Harm.CONFIDENTIALITY,),
        from_at=now - timedelta(days=2),
        to_at=now - timedelta(days=1),
        known_at=now,
    )


def _everybody_told(world: World) -> None:
    breach_id = world.values["breach_id"]
    rights.note_notice(world.cast.citra, breach_id=breach_id, to=NoticeTo.AUTHORITY)
    rights.note_subject_told(world.cast.citra, breach_id=breach_id, subject_id=world.values["subject_id"])


def _hold_ended(world: World) -> None:
    rights.end_hold(world.cast.citra, hold_id=world.values["hold_id"])


def _due(world: World) -> None:
    """Two have decided, the delay is over, the case is closed, and nothing holds it."""
    _hold_ended(world)
    cases.close_case(world.cast.dewi, case_id=world.story.case_id, reason="moved_away", outcome="unknown")
    destruction_id = world.values["destruction_id"]
    rights.confirm_destruction(fresh(world.cast.citra), destruction_id=destruction_id)
    found = apps.get_model("rights.Destruction").objects.filter(pk=destruction_id)
    found.update(due_at=clock.now() - timedelta(hours=1))


def _twice_written(world: World) -> None:
    """Two reports name one child, each anew: two records of one."""
    named = apps.get_model("cases.ReportedChild").objects
    for name in ("keep_id", "other_id"):
        report_id = cases.take_report(world.cast.ratna, report=a_report())
        world.values[name] = named.get(report_id=report_id).person_id


def _merged(world: World) -> None:
    _twice_written(world)
    pair = {name: world.values[name] for name in ("keep_id", "other_id")}
    world.values["merging_id"] = rights.merge_people(
        world.cast.ningsih, **pair, reason="papers", knows_of_hold=True
    )


def _approved(world: World) -> None:
    exports.approve_export(fresh(world.cast.ningsih), export_id=world.values["export_id"])


def _without_paper() -> AbstractContextManager[Any]:
    """Setting and locking the paper takes seconds each time, and asks the database nothing."""
    return patch("anyam.casework.exports.actions.making._locked", return_value=b"paper")


def _run_out(world: World) -> None:
    found = apps.get_model("exports.Export").objects.filter(pk=world.values["exports:fetch:export_id"])
    found.update(expires_at=clock.now() - timedelta(hours=1))


def _a_tombstone(world: World) -> None:
    """As if this key of the case had been destroyed after the backup was made."""
    key = apps.get_model("vault.DataKey").objects.filter(scope_id=world.story.case_id).order_by("pk")[0]
    buried = [str(key.scope_id), key.compartment, "retention", clock.now().isoformat()]
    world.values["tombstones"] = json.dumps([buried])


def _look(by: Actor, world: World) -> LookRow:
    return LookRow(
        number=1,
        at=clock.now() - timedelta(hours=2),
        user_id=by.user_id,
        agency_id=by.agency_id,
        part="work",
        reason="",
        channel="page",
        subject_id=world.story.case_id,
        case_id=world.story.case_id,
        explanation=None,
        count=None,
    )


def _looker(world: World) -> Given:
    return {
        "looker_id": world.cast.yusuf.user_id,
        "looker_agency_id": world.cast.centre.id,
        "district_code": DISTRICT,
    }


def _glass(world: World) -> Given:
    return {
        **_looker(world),
        "key": "glass:2",
        "case_number": world.story.case_number,
        "case_agency_id": world.cast.centre.id,
        "reason": "child_in_danger",
        "at": clock.now(),
    }


def _pattern(world: World) -> Given:
    looks = [_look(world.cast.yusuf, world)]
    return {**_looker(world), "key": "pattern:2", "looks": looks, "patterns": [Pattern.BREADTH]}


RIGHTS: dict[str, Hint] = {
    "close_request": of_value("request_id", "rights:close:request_id"),
    "note_corrected": of_value("request_id", "rights:corrected:request_id", fields=["name"]),
    "merge_people": Hint(
        lambda world: {
            "keep_id": world.values["keep_id"],
            "other_id": world.values["other_id"],
            "reason": "papers",
            "knows_of_hold": True,
        },
        _twice_written,
    ),
    "part_people": Hint(lambda world: {"merging_id": world.values["merging_id"]}, _merged),
    "open_breach": Hint(lambda world: {"given": _breach()}),
    "open_breach_after_review": Hint(_looker),
    "close_breach": Hint(prepare=_everybody_told),
    "change_retention_time": saying(code="case_all", years=10),
    "set_hold": saying(reason="court"),
    "propose_destruction": of_value("case_id", "rights:propose:case_id", class_code="case_all"),
    "confirm_destruction": Hint(prepare=_hold_ended),
    "destroy_due_data": Hint(prepare=_due),
}

EXPORTS: dict[str, Hint] = {
    "ask_export": Hint(
        lambda world: {
            "kind": "case_summary",
            "purpose": "court",
            "words": "Untuk sidang di pengadilan negeri.",
            "case_id": world.story.case_id,
        }
    ),
    "make_export": Hint(prepare=_approved, around=_without_paper),
    "note_rights_ended": Hint(prepare=_approved),
    "expire_exports": Hint(prepare=_run_out),
    "withdraw_export": of_value("export_id", "exports:fetch:export_id"),
    "fetch_export": of_value("export_id", "exports:fetch:export_id"),
    "read_passphrase": of_value("export_id", "exports:passphrase:export_id"),
}

OVERSIGHT: dict[str, Hint] = {
    "open_glass_review": Hint(_glass),
    "open_pattern_review": Hint(_pattern),
    "bury_again": Hint(lambda world: {"tombstones": world.values["tombstones"]}, _a_tombstone),
}

HINTS = RIGHTS | EXPORTS | OVERSIGHT
