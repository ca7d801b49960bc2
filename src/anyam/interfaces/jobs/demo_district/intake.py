"""How reports reach the demo district: taken, triaged, opened as cases or answered without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from anyam.casework.cases import actions, queries
from anyam.casework.cases.choices import TriageFact
from anyam.casework.cases.results import ChildInput, ReportedPersonInput, ReporterInput, ReportInput
from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from anyam.registry.people.queries import find_people

from . import words
from .children import Child, Story
from .ending import link_to, reopen_for_new_report
from .journey import CaseLife
from .stage import Stage

if TYPE_CHECKING:
    from .make import District

_SURE_ENOUGH = 45  # points from which the front office takes a known child for the one reported
_HOURS_TO_TRIAGE = {"high": 0.35, "medium": 1.1, "low": 1.5}


@dataclass
class ReportLife:
    """One report and what is decided about it. `stays` leaves it waiting at a point for the last scenes."""

    district: District
    story: Story
    is_answered_without_case: bool = False
    stays: str = ""
    id: UUID = field(init=False)
    facts: dict[str, bool] = field(default_factory=dict)
    told: dict[int, ChildInput] = field(default_factory=dict)

    @property
    def stage(self) -> Stage:
        return self.district.stage

    def take(self) -> None:
        """The front office writes the report down, looking first whether the child is known."""
        chance, concern = self.stage.chance, self.story.concern
        officer = chance.choice(self.district.staff.of("ult_psai", Role.FRONT_OFFICE))
        today = clock.today()
        children = tuple(
            self._as_told(officer, number, child) for number, child in enumerate(self.story.children)
        )
        occurred = today - timedelta(days=int(self.stage.about(6, 1.2)))
        has_date = self.stage.is_so(0.6)
        self.id = actions.take_report(
            officer,
            report=ReportInput(
                channel=self._drawn(concern.channels),
                received_at=clock.now() - timedelta(minutes=min(self.stage.about(14, 0.8), 600)),
                narrative=chance.choice(concern.stories),
                children=children,
                occurred_on=occurred if has_date else None,
                is_occurred_on_estimate=has_date and self.stage.is_so(0.5),
                place_code=self.story.children[0].village,
                place_of_incident=self._drawn(concern.places) if concern.places else "",
                reporter=self._reporter(),
                reported_persons=self._reported_persons(),
            ),
        )
        self.facts = {
            fact.value: chance.random() < concern.facts.get(fact.value, 0.02) for fact in TriageFact
        }
        if self.stays != "untriaged":
            self.stage.at(self._triage_at(), self._triage)

    def _as_told(self, officer: Actor, number: int, child: Child) -> ChildInput:
        is_repeat = self.story.follows is not None and child.person_id is not None
        told = self.district.nursery.told(
            child, self.story.concern, clock.today(), as_another_writes=is_repeat
        )
        self.told[number] = told
        if not is_repeat:
            return told
        matches = find_people(
            officer, name=told.full_name, birth_year=child.born_on.year, place_code=child.village, limit=5
        )
        if not matches or matches[0].score < _SURE_ENOUGH:
            return told
        self.district.found_again += matches[0].person_id == child.person_id
        return ChildInput(
            person_id=matches[0].person_id,
            full_name=told.full_name,
            violence_forms=told.violence_forms,
            categories=told.categories,
        )

    def _reporter(self) -> ReporterInput:
        if self.stage.is_so(0.24):
            return ReporterInput(is_anonymous=True)
        relation = self.stage.chance.choice(list(words.REPORTER_RELATIONS.values()))
        sex = self.stage.chance.choice(("female", "male"))
        return ReporterInput(
            is_anonymous=False,
            name=self.district.namer.person(sex),
            phone=f"0813-0000-{self.stage.chance.randrange(10000):04d}",
            relation=relation,
            is_safe_to_call=self.stage.is_so(0.8),
        )

    def _reported_persons(self) -> tuple[ReportedPersonInput, ...]:
        relations = self.story.concern.relations
        if not relations or self.stage.is_so(0.08):
            return ()
        relation = self._drawn(relations)
        sex = "female" if "mother" in relation else "male"
        at_home = {"father", "mother", "parent", "stepfather", "stepmother"}
        return (
            ReportedPersonInput(
                relation=relation,
                full_name=self.district.namer.person(sex) if self.stage.is_so(0.62) else "",
                sex=sex,
                age_years=self.stage.chance.randrange(28, 60)
                if self.stage.is_so(0.3) and relation != "peer"
                else None,
                lives_with_child=relation in at_home if self.stage.is_so(0.8) else None,
            ),
        )

    # --- triage and what follows ------------------------------------------------------------------------------------

    def _triage_at(self) -> datetime:
        proposal = queries.propose_triage(self.district.system, self.facts)
        hours = self.stage.about(_HOURS_TO_TRIAGE[proposal.level], 0.7)
        is_at_once = proposal.level == "high" or self.stage.is_so(0.4)
        return self.stage.later(hours, round_the_clock=is_at_once)

    def _triage(self) -> None:
        officers = self.district.staff.of("ult_psai", Role.FRONT_OFFICE) + self.district.managers
        proposal = queries.propose_triage(self.district.system, self.facts)
        level, reason = "", ""
        if self.stage.is_so(0.05) and proposal.level != "high":
            level, reason = ("high" if proposal.level == "medium" else "medium"), "seen_worse"
        actions.triage_report(
            self.stage.chance.choice(officers),
            report_id=self.id,
            facts=self.facts,
            level=level,
            override_reason=reason,
            note=self.stage.chance.choice(words.TRIAGE_NOTES),
        )
        if self.stays == "triaged":
            return
        decided = level or proposal.level
        if self.is_answered_without_case:
            self.stage.at(self.stage.later(self.stage.about(2)), self._answer)
            return
        hours = {"high": 0.5, "medium": 2.2, "low": 5.0}[decided]
        opening = self.stage.later(
            self.stage.about(hours, 0.8), round_the_clock=decided == "high" and self.stage.is_so(0.6)
        )
        for case in (
            self.story.follows.cases if self.story.follows and not self.story.is_sibling_story else []
        ):
            self.stage.at(opening - timedelta(minutes=2), partial(reopen_for_new_report, case))
        self.stage.at(opening, self._open)

    def _answer(self) -> None:
        manager = self.stage.chance.choice(self.district.managers)
        note = self.stage.chance.choice(words.NO_CASE_NOTES)
        actions.answer_without_case(manager, report_id=self.id, note=note)

    def _open(self) -> None:
        """A manager opens the cases; a child with an open case gets no second one, its report joins it."""
        manager = self.stage.chance.choice(self.district.managers)
        first_id = actions.open_cases(manager, report_id=self.id)
        for child, case_id in zip(self.story.children, self._cases_of_children(first_id), strict=True):
            if case_id not in self.district.cases:
                case = CaseLife(self.district, case_id, self.story, child)
                self.district.cases[case_id] = case
                self.story.cases.append(case)
                case.begin()
        if self.story.is_sibling_story and self.story.follows and self.story.follows.cases:
            older, newer = self.story.follows.cases[0], self.story.cases[0] if self.story.cases else None
            if newer:
                newer.soon(6, lambda: link_to(newer, older))

    def _cases_of_children(self, first_id: UUID) -> list[UUID]:
        """The case of each child, in the order of the story, as the manager who holds them sees it."""
        first = queries.case_ref(self.district.system, first_id)
        if len(self.story.children) == 1:
            self.story.children[0].person_id = first.child_id
            return [first_id]
        rows = list(queries.get_report(self.district.staff.actors[first.manager_id], self.id).children)
        found = []
        for number, child in enumerate(self.story.children):
            row = next((r for r in rows if self.told[number].full_name in (r.name, "")), rows[0])
            rows.remove(row)
            child.person_id = row.person_id
            found.append(row.case_id or first_id)
        return found

    def _drawn(self, shares: dict[str, float]) -> str:
        return self.stage.chance.choices(list(shares), list(shares.values()))[0]
