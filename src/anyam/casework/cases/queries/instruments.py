"""The instruments of a case: what is due or begun, what may be filled in, what was filled in by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from anyam.casework.cases.choices import AssessmentState
from anyam.casework.cases.models import Assessment
from anyam.casework.cases.queries.filling import fillings_of, is_for_cases, title_of, use_of, version_words
from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.results import CaseInstruments, FilledInstrument, OfferedInstrument
from anyam.casework.sops import queries as sops
from anyam.casework.sops.results import CaseWork
from anyam.foundation.access import Actor, query
from anyam.registry.accounts import queries as accounts
from anyam.registry.instruments import queries as instruments
from anyam.registry.instruments.results import VersionRow


@query
def get_case_instruments(actor: Actor, case_id: UUID) -> CaseInstruments:
    """What there is to fill in on a case and what was filled in, the newest first; the look is recorded.

    An instrument is due on the day of the work it belongs to: the first assessment, the visit, the review.
    """
    case = find_case(actor, case_id)
    header = header_of(actor, case, part="assessment")
    fillings = list(fillings_of(case).order_by("-saved_at"))
    who = accounts.user_names(actor, {one.completed_by_id or one.started_by_id for one in fillings})
    due = _first_due(sops.open_work_of_case(actor, case.pk))
    in_force = {one.code: one for one in instruments.instruments_in_force(actor) if is_for_cases(one.code)}
    rows = [_offered(one, fillings, who, due) for one in in_force.values()]
    rows += [
        _begun(one, who)
        for one in fillings
        if one.state == AssessmentState.DRAFT and one.instrument not in in_force
    ]
    rows = rows if header.may_assess else [replace(row, due_at=None) for row in rows if row.draft_saved_at]
    pressing = [row for row in rows if row.due_at or row.draft_saved_at]
    return CaseInstruments(
        header=header,
        pressing=tuple(sorted(pressing, key=_most_pressing)),
        offered=tuple(row for row in rows if row not in pressing),
        filled=tuple(
            FilledInstrument(
                id=one.pk,
                code=one.instrument,
                title=title_of(one.instrument, one.version.title),
                version=version_words(one),
                completed_at=one.completed_at,
                by=who.get(one.completed_by_id or one.started_by_id, ""),
            )
            for one in sorted(fillings, key=lambda one: one.completed_at or one.saved_at, reverse=True)
            if one.completed_at
        ),
    )


def _first_due(work: list[CaseWork]) -> dict[str, CaseWork]:
    due: dict[str, CaseWork] = {}
    for one in work:  # the most urgent first
        due.setdefault(str(one.kind.value), one)
    return due


def _offered(
    version: VersionRow, fillings: list[Assessment], who: Mapping[UUID, str], due: Mapping[str, CaseWork]
) -> OfferedInstrument:
    own = [one for one in fillings if one.instrument == version.code]
    draft = next((one for one in own if one.state == AssessmentState.DRAFT), None)
    work = due.get(str(use_of(version.code).get("work", "")))
    return OfferedInstrument(
        code=version.code,
        title=title_of(version.code, version.title),
        questions=version.questions,
        due_at=work.due_at if work else None,
        is_overdue=work.is_overdue if work else False,
        draft_saved_at=draft.saved_at if draft else None,
        draft_by=who.get(draft.started_by_id, "") if draft else "",
        last_completed_at=max((one.completed_at for one in own if one.completed_at), default=None),
    )


def _begun(draft: Assessment, who: Mapping[UUID, str]) -> OfferedInstrument:
    """A draft whose instrument is no longer in force: it stays where it can be found."""
    return OfferedInstrument(
        code=draft.instrument,
        title=title_of(draft.instrument, draft.version.title),
        questions=0,
        due_at=None,
        is_overdue=False,
        draft_saved_at=draft.saved_at,
        draft_by=who.get(draft.started_by_id, ""),
        last_completed_at=None,
    )


def _most_pressing(row: OfferedInstrument) -> tuple[bool, datetime | None, str]:
    return (row.due_at is None, row.due_at or row.draft_saved_at, row.title)
