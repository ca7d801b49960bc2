"""Case conferences of the demo district: the agencies of one child at one table, a joint plan, and its way to done."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from anyam.casework.cases.choices import ActionDecline
from anyam.casework.meetings import actions
from anyam.casework.meetings.choices import Answer, DropReason, EvidenceKind, Mandate
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.access.choices import Part
from anyam.foundation.core import clock, ids

from .. import words
from ..following import find_actions_again
from ..staff import id_of

if TYPE_CHECKING:
    from ..journey import CaseLife, PlanItem
    from .calendar import Calendar

_EVERY_NTH_CASE = 9
_CALLED_BEFORE = 5
_MOST_GUESTS = 3
_DECLINED, _LATE, _NEVER = 0.1, 0.25, 0.08
_OWN = "ult_psai"
_SAID = "Setiap lembaga menyampaikan yang sudah dilakukan. Anak ingin tetap bersekolah dan tinggal dekat neneknya."
_DONE = "Sudah dilaksanakan; laporannya ada pada berkas lembaga kami."


@dataclass
class Conference:
    """One conference, from the invitation to the last action of its joint plan."""

    calendar: Calendar
    case: CaseLife
    id: UUID = field(init=False)
    guests: dict[str, tuple[Actor, PlanItem]] = field(default_factory=dict)
    _invitations: dict[str, UUID] = field(default_factory=dict)
    _item_id: UUID = field(init=False)
    _decided: dict[str, UUID] = field(default_factory=dict)

    def call(self) -> None:
        self.guests = self._who_works_with_the_child()
        if not self.guests:
            return
        manager, stage = self.case.manager, self.calendar.stage
        starts_at = stage.on_day(_CALLED_BEFORE)
        self.id = actions.convene_conference(
            manager, case_id=self.case.id, venue="Ruang pertemuan ULT PSAI", starts_at=starts_at
        )
        for agency, (officer, _item) in self.guests.items():
            self._invitations[agency] = actions.invite_agency(
                manager,
                meeting_id=self.id,
                agency_id=self.calendar.id_of(agency),
                person_id=id_of(officer),
                parts=(Part.IDENTITY, Part.NARRATIVE),
            )
            stage.at(stage.later(stage.about(8)), self.case.if_open(partial(self._answer, agency)))
        self._item_id = actions.add_item(manager, meeting_id=self.id, title="Rencana bersama bagi anak")
        stage.at(starts_at, self.case.if_open(self._hold))

    def _who_works_with_the_child(self) -> dict[str, tuple[Actor, PlanItem]]:
        """The agencies of the plan that somebody can come for, with the need each of them answers."""
        found: dict[str, tuple[Actor, PlanItem]] = {}
        for item in self.case.items:
            if (
                item.offer
                and not item.is_over
                and item.offer.agency not in found
                and item.offer.agency != _OWN
            ):
                found[item.offer.agency] = (self.calendar.doer(item.offer.agency), item)
        return dict(list(found.items())[:_MOST_GUESTS])

    def _answer(self, agency: str) -> None:
        actions.answer_invitation(
            self.guests[agency][0], meeting_id=self.id, answer=Answer.COMING, mandate=Mandate.YES
        )

    # --- at the table -----------------------------------------------------------------------------------------------

    def _hold(self) -> None:
        manager = self.case.manager
        actions.open_meeting(manager, meeting_id=self.id)
        present = dict.fromkeys(self._invitations.values(), Mandate.YES.value)
        actions.record_attendance(manager, meeting_id=self.id, present_with=present)
        actions.write_minutes(
            manager, meeting_id=self.id, item_id=self._item_id, text=_SAID, seen=0, form=ids.new_id()
        )
        for agency, (_officer, item) in self.guests.items():
            self._decided[agency] = actions.make_decision(
                manager,
                meeting_id=self.id,
                words=f"{words.ACTIONS[item.need]}, bersama lembaga lain",
                agency_id=self.calendar.id_of(agency),
                due_on=clock.today() + timedelta(days=self._days()),
                evidence_kind=EvidenceKind.REPORT,
                need=item.need,
                goal=words.GOALS[item.need],
            )
        actions.make_joint_plan(
            manager,
            meeting_id=self.id,
            review_on=clock.today() + timedelta(days=30),
            child_took_part=self.case.child.age_on(clock.today()) >= 6,
            family_took_part=True,
        )
        find_actions_again(self.case)
        self.calendar.stage.at(clock.now() + timedelta(minutes=80), self.case.if_open(self._close))

    def _days(self) -> int:
        return int(self.calendar.stage.about(20, 0.3))

    def _close(self) -> None:
        actions.close_minutes(self.case.manager, meeting_id=self.id)
        for agency, (officer, _item) in self.guests.items():
            self._soon(partial(self._sign, officer))
            self._soon(partial(self._take_on, agency))

    def _sign(self, officer: Actor) -> None:
        """Who comes after the time to sign is over finds the minutes closed."""
        with suppress(NotFound):
            actions.sign_minutes(officer, meeting_id=self.id)

    # --- afterwards -------------------------------------------------------------------------------------------------

    def _take_on(self, agency: str) -> None:
        officer, decision_id = self.guests[agency][0], self._decided[agency]
        if self.calendar.stage.is_so(_DECLINED):
            actions.decline_decision(officer, decision_id=decision_id, reason=ActionDecline.values[0])
            self._soon(partial(self._drop, decision_id))
            return
        actions.accept_decision(officer, decision_id=decision_id)
        if not self.calendar.stage.is_so(_NEVER):
            days = 45 if self.calendar.stage.is_so(_LATE) else 14
            self.case.in_days(days, partial(self._report, agency))

    def _report(self, agency: str) -> None:
        actions.report_decision(self.guests[agency][0], decision_id=self._decided[agency], evidence=_DONE)
        self._soon(partial(self._confirm, self._decided[agency]))

    def _confirm(self, decision_id: UUID) -> None:
        actions.confirm_decision(self.case.manager, decision_id=decision_id)

    def _drop(self, decision_id: UUID) -> None:
        actions.drop_decision(self.case.manager, decision_id=decision_id, reason=DropReason.DECLINED)

    def _soon(self, deed: partial[None]) -> None:
        self.case.soon(8, deed)


@dataclass
class Conferences:
    calendar: Calendar
    _cases: int = 0

    def prepare(self) -> None:
        """The newest one is called already: its guests read the invitation today."""
        self.calendar.at(1, self._call_the_last, days=-3)

    def case_has_plan(self, case: CaseLife) -> None:
        self._cases += 1
        if self._cases % _EVERY_NTH_CASE == 1:
            case.in_days(4, Conference(self.calendar, case).call)

    def _call_the_last(self) -> None:
        district = self.calendar.district
        cases = [case for case in district.cases.values() if case.is_open and case.has_plan]
        cases.sort(key=lambda case: case.manager not in district.cast_carers)
        for case in cases:
            last = Conference(self.calendar, case)
            if last._who_works_with_the_child():
                last.call()
                return
