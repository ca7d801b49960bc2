"""A hundred thousand running procedures with a million pieces of work.

Only measurements may do this. Each SOP runs once by the real actions, some steps far; every such run is then copied
straight in the tables: for other cases, with other agencies, at other times, and called out as far as by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from django.db import connection, transaction

from anyam.casework.cases.actions import start_pathway
from anyam.casework.sops.actions import draft_sop, finish_step
from anyam.casework.sops.choices import SopLevel
from anyam.casework.sops.queries import get_run
from anyam.casework.sops.results import Document, RunStepRow
from anyam.config.database import as_owner
from anyam.foundation.access import Actor
from anyam.registry.accounts.queries import actor_for

from .reading import rows_as_system

MOST_STEPS_DONE = 18
"""A run has done between one and so many steps: about ten pieces of work for each."""


@dataclass(frozen=True)
class Built:
    runs: int
    work: int
    open_work: int


@dataclass(frozen=True)
class LedCase:
    """A case with whoever manages it."""

    case_id: UUID
    manager_id: UUID
    agency_id: UUID


def led_cases() -> list[LedCase]:
    """The open cases."""
    found = rows_as_system(
        "SELECT id, manager_id, agency_id FROM cases_case WHERE state = 'open' ORDER BY id"
    )
    return [LedCase(*row) for row in found]


def agency_ids() -> list[UUID]:
    return [one for (one,) in rows_as_system("SELECT id FROM agencies_agency ORDER BY id")]


def build(sops: Sequence[Document], runs: int, seed: int) -> Built:
    """These SOPs in force, and so many cases on their way through them."""
    chance = Random(seed)  # noqa: S311
    cases, agencies = led_cases(), agency_ids()
    versions = _in_force(sops, cases[0].agency_id)
    for number, (version_id, document) in enumerate(versions.items()):
        others = [one for one in agencies if one != cases[number % len(cases)].agency_id]
        _run(cases[number % len(cases)], version_id, document, others, chance)
    copies = max(runs // len(versions), 1)
    with as_owner():
        _copy(copies, len(agencies))
    return built()


def built() -> Built:
    """How much there is now."""
    [counts] = rows_as_system(
        "SELECT (SELECT count(*) FROM sops_soprun WHERE state = 'running'), count(*),"
        " count(*) FILTER (WHERE state = 'open') FROM sops_workitem"
    )
    return Built(*counts)


def _in_force(sops: Sequence[Document], owner_id: UUID) -> dict[UUID, Document]:
    """Drafted by the real action. Signing five hundred SOPs, each checked against all others, is measured elsewhere."""
    system = Actor.system("bench")
    made = {
        draft_sop(
            system,
            code=document.code,
            title=document.title,
            level=SopLevel.MACRO,
            owner_agency_id=owner_id,
            document=document,
        ): document
        for document in sops
    }
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sops_sopversion SET state = 'in_force', valid_from = current_date, agreed_at = now(),"
            " review_on = current_date + 730 WHERE id = ANY(%s)",
            [list(made)],
        )
    return made


def _run(case: LedCase, version_id: UUID, document: Document, others: list[UUID], chance: Random) -> None:
    manager = actor_for(case.manager_id, case.agency_id)
    first, *more = document.performers
    bound = {first.key: case.agency_id} | {
        one.key: agency_id for one, agency_id in zip(more, chance.sample(others, len(more)), strict=True)
    }
    run_id = start_pathway(manager, case_id=case.case_id, version_id=version_id, agencies=bound)
    for _ in range(chance.randint(1, MOST_STEPS_DONE)):
        open_steps = get_run(manager, run_id).header.open_steps
        if not open_steps:
            break
        step = chance.choice(open_steps)
        finish_step(manager, step_id=step.id, answer=an_answer(step, chance))


def an_answer(step: RunStepRow, chance: Random) -> str:
    """One of a decision's answers; nothing elsewhere."""
    return chance.choice(step.answers) if step.answers else ""


# --- copying ----------------------------------------------------------------------------------------------------------

# A copy lies up to twelve days back and has up to nineteen days more for what is open; every agency but the leading one
# becomes another.
_FUNCTIONS = """
CREATE FUNCTION pg_temp.copied(old uuid, copy int) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT md5(old::text || copy)::uuid
$$;
CREATE TEMP TABLE bench_agencies AS
    SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM agencies_agency;
CREATE FUNCTION pg_temp.other(old uuid, led_by uuid, copy int) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN old = led_by THEN old ELSE (
        SELECT n.id FROM bench_agencies AS o JOIN bench_agencies AS n ON n.place = (o.place + copy) % {agencies}
        WHERE o.id = old) END
$$;
CREATE TEMP TABLE bench_runs AS
    SELECT r.id, r.agency_id AS led_by, n AS copy, pg_temp.copied(r.case_id, n) AS case_id,
           'K-3504-R' || n || '-' || row_number() OVER (PARTITION BY n ORDER BY r.id) AS reference,
           ((n * 7919 + row_number() OVER (ORDER BY r.id)) % 17280) * interval '1 minute' AS shift,
           n * 7 % 20 * interval '1 day' AS more_time
    FROM sops_soprun AS r CROSS JOIN generate_series(1, {copies}) AS n WHERE r.state = 'running';
ANALYZE bench_runs;
"""
_RUNS = """
INSERT INTO sops_soprun (id, version_id, district_code, agency_id, leader_id, case_id, reference, agencies, position,
                         state, started_at, stop_reason)
    SELECT pg_temp.copied(r.id, b.copy), r.version_id, r.district_code, r.agency_id, r.leader_id, b.case_id,
           b.reference,
           (SELECT jsonb_object_agg(key, pg_temp.other(value::uuid, b.led_by, b.copy))
            FROM jsonb_each_text(r.agencies)),
           r.position, r.state, r.started_at - b.shift, ''
    FROM bench_runs AS b JOIN sops_soprun AS r ON r.id = b.id
"""
_STEPS = """
INSERT INTO sops_soprunstep (id, run_id, key, agency_id, opened_at, due_at, state, answer, ended_at, ended_by_id,
                             is_on_behalf, deviation, deviation_reason)
    SELECT pg_temp.copied(s.id, b.copy), pg_temp.copied(s.run_id, b.copy), s.key,
           pg_temp.other(s.agency_id, b.led_by, b.copy), s.opened_at - b.shift,
           s.due_at - b.shift + b.more_time, s.state, s.answer,
           s.ended_at - b.shift, s.ended_by_id, s.is_on_behalf, s.deviation, s.deviation_reason
    FROM bench_runs AS b JOIN sops_soprunstep AS s ON s.run_id = b.id
"""
_WORK = """
INSERT INTO sops_workitem (id, kind, subject_kind, subject_id, reference, case_id, district_code, agency_id, role,
                           assignee_id, promise_key, starts_at, due_at, state, ended_at, ended_by_id, end_reason,
                           escalated_at, rung, next_rung, calls_at)
    SELECT pg_temp.copied(w.id, b.copy), w.kind, w.subject_kind, pg_temp.copied(w.subject_id, b.copy), b.reference,
           b.case_id, w.district_code, pg_temp.other(w.agency_id, b.led_by, b.copy), w.role, w.assignee_id,
           w.promise_key, w.starts_at - b.shift, w.due_at - b.shift + b.more_time, w.state, w.ended_at - b.shift,
           w.ended_by_id, w.end_reason, w.escalated_at - b.shift, w.rung, w.next_rung, w.calls_at - b.shift
    FROM bench_runs AS b
    JOIN sops_soprunstep AS s ON s.run_id = b.id
    JOIN sops_workitem AS w ON w.subject_id = s.id AND w.kind = 'sop_step'
"""
_GRANTS = """
INSERT INTO access_grant (id, principal, user_id, agency_id, role, dossier_id, parts, level, reason, basis,
                          consent_id, since)
    SELECT pg_temp.copied(g.id, b.copy), g.principal, g.user_id, g.agency_id, g.role, b.case_id,
           g.parts, g.level, g.reason, g.basis, g.consent_id, g.since
    FROM (SELECT DISTINCT ON (case_id) case_id, copy, id FROM bench_runs) AS b
    JOIN sops_soprun AS r ON r.id = b.id
    JOIN access_grant AS g ON g.dossier_id = r.case_id AND g.until IS NULL
"""
# As the clock had left it a day ago: reminded, told to the unit, to the coordinator, to the head.
_CALLED = """
UPDATE sops_workitem AS w SET rung = c.rung, next_rung = c.next_rung, calls_at = c.calls_at,
                              escalated_at = CASE WHEN c.rung >= 2 THEN w.due_at END
FROM (
    SELECT id, rung, CASE WHEN rung < 4 THEN rung + 1 ELSE 0 END AS next_rung,
           (ARRAY[reminded, due_at, due_at + interval '1 day', due_at + interval '2 days', NULL])[rung + 1] AS calls_at
    FROM (
        SELECT id, due_at, reminded,
               (reminded <= yesterday)::int + (due_at <= yesterday)::int
               + (due_at + interval '1 day' <= yesterday)::int + (due_at + interval '2 days' <= yesterday)::int AS rung
        FROM (SELECT id, due_at, starts_at + 0.75 * (due_at - starts_at) AS reminded,
                     now() - interval '1 day' AS yesterday
              FROM sops_workitem WHERE state = 'open' AND kind = 'sop_step') AS moments
    ) AS reached
) AS c
WHERE w.id = c.id
"""


def _copy(copies: int, agencies: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        # Rows are copied whole with everything they point to: checking a million keys says nothing new.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute(_FUNCTIONS.format(copies=copies, agencies=agencies))
        for statement in (_RUNS, _STEPS, _WORK, _GRANTS, _CALLED):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
