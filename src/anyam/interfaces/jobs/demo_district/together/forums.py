"""The monthly coordination forum of the demo district: who comes, what is decided, and what becomes of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from anyam.casework.meetings import actions, queries
from anyam.casework.meetings.choices import Answer, DropReason, Mandate
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.core import clock, ids

from .calendar import Calendar
from .topics import TOPICS, Topic

_TABLE = ("dinsos", "rsud", "polres", "disdik", "uptd_ppa", "dukcapil", "satpol", "kejari", "rumah_aman")
_AT_THE_TABLE, _PROPOSALS_TAKEN, _WITH_PROPOSALS = 4, 2, 4
_CALLED_BEFORE = 9
_COMES, _LATE, _NEVER, _SENT_BACK, _SIGNS = 0.85, 0.3, 0.08, 0.12, 0.9
_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_MISSING = "Bukti belum menyebut sejak kapan berlaku. Mohon dilengkapi."
_OTHER_VIEW = "Lembaga kami mendukung, tetapi tambahan petugas baru mungkin pada tahun anggaran berikut."


@dataclass
class Forum:
    """One forum from its invitation to the last of its decisions."""

    calendar: Calendar
    number: int
    id: UUID = field(init=False)
    mandates: dict[str, Mandate] = field(default_factory=dict)
    invitations: dict[str, UUID] = field(default_factory=dict)
    items: list[tuple[Topic, UUID]] = field(default_factory=list)
    _decided: list[tuple[Topic, UUID]] = field(default_factory=list)

    def call(self) -> None:
        secretary, calendar = self.calendar.district.coordinator, self.calendar
        starts_at = calendar.stage.on_day(_CALLED_BEFORE)
        month = _MONTHS[clock.local(starts_at).month - 1]
        self.id = actions.convene_forum(
            secretary,
            subject=f"Forum koordinasi {month}",
            venue="Ruang rapat Dinas Sosial",
            starts_at=starts_at,
            quorum=4,
        )
        # A long agenda now and then, one topic in between.
        topics = [TOPICS[(self.number + 5 * n) % len(TOPICS)] for n in range(2 if self._is_long else 1)]
        for agency in self._table(topics):
            self.invitations[agency] = actions.invite_agency(
                secretary, meeting_id=self.id, agency_id=calendar.id_of(agency)
            )
            if calendar.stage.is_so(0.95):
                calendar.in_days(3, partial(self._answer, agency, starts_at))
        for topic in topics:
            item_id = actions.add_item(secretary, meeting_id=self.id, title=topic.title)
            self.items.append((topic, item_id))
        stuck = queries.find_proposals(secretary, self.id)[:_PROPOSALS_TAKEN] if self._is_long else ()
        if stuck:
            actions.take_proposals(secretary, meeting_id=self.id, keys=[one.key for one in stuck])
        calendar.stage.at(starts_at, self._hold)

    @property
    def _is_long(self) -> bool:
        return self.number % _WITH_PROPOSALS == 0

    def _table(self, topics: list[Topic]) -> list[str]:
        needed = list(dict.fromkeys(topic.agency for topic in topics))
        others = [_TABLE[(self.number + n) % len(_TABLE)] for n in range(len(_TABLE))]
        return [*needed, *(one for one in others if one not in needed)][:_AT_THE_TABLE]

    def _answer(self, agency: str, starts_at: datetime) -> None:
        if clock.now() >= starts_at:
            return
        chance = self.calendar.stage.chance
        if self.calendar.stage.is_so(_COMES):
            self.mandates[agency] = chance.choices((Mandate.YES, Mandate.LIMITS, Mandate.NO), (6, 2, 2))[0]
        actions.answer_invitation(
            self.calendar.officer(agency),
            meeting_id=self.id,
            answer=Answer.COMING if agency in self.mandates else Answer.NOT_COMING,
            mandate=self.mandates.get(agency, ""),
            limits="Tanpa tambahan anggaran" if self.mandates.get(agency) == Mandate.LIMITS else "",
        )

    # --- at the table -----------------------------------------------------------------------------------------------

    def _hold(self) -> None:
        secretary = self.calendar.district.coordinator
        actions.open_meeting(secretary, meeting_id=self.id)
        absent = [one for agency, one in self.invitations.items() if agency not in self.mandates]
        actions.record_attendance(
            secretary,
            meeting_id=self.id,
            present_with={self.invitations[agency]: mandate for agency, mandate in self.mandates.items()},
            absent=tuple(absent),
        )
        for topic, item_id in self.items:
            actions.write_minutes(
                secretary, meeting_id=self.id, item_id=item_id, text=topic.said, seen=0, form=ids.new_id()
            )
            decision_id = actions.make_decision(
                secretary,
                meeting_id=self.id,
                words=topic.decided,
                agency_id=self.calendar.id_of(topic.agency),
                due_on=clock.today() + timedelta(days=topic.days),
                evidence_kind=topic.evidence,
            )
            self._decided.append((topic, decision_id))
        if self.mandates and self.calendar.stage.is_so(0.15):
            agency = next(iter(self.mandates))
            actions.record_dissent(
                self.calendar.officer(agency),
                meeting_id=self.id,
                words=_OTHER_VIEW,
                decision_id=self._decided[0][1],
            )
        self.calendar.stage.at(clock.now() + timedelta(minutes=100), self._close)

    def _close(self) -> None:
        actions.close_minutes(self.calendar.district.coordinator, meeting_id=self.id)
        for agency in self.mandates:
            if self.calendar.stage.is_so(_SIGNS):
                officer = self.calendar.officer(agency)
                self.calendar.in_days(2, partial(self._sign, officer))
        for topic, decision_id in self._decided:
            if self.mandates.get(topic.agency, Mandate.NO) == Mandate.NO:
                self.calendar.in_days(3, partial(self._accept, topic, decision_id))
            else:
                self._carry_out(topic, decision_id)

    def _sign(self, officer: Actor) -> None:
        """Who comes after the time to sign is over, as after long holidays, finds the minutes closed."""
        with suppress(NotFound):
            actions.sign_minutes(officer, meeting_id=self.id)

    # --- afterwards -------------------------------------------------------------------------------------------------

    def _accept(self, topic: Topic, decision_id: UUID) -> None:
        actions.accept_decision(self.calendar.officer(topic.agency), decision_id=decision_id)
        self._carry_out(topic, decision_id)

    def _carry_out(self, topic: Topic, decision_id: UUID) -> None:
        stage = self.calendar.stage
        if stage.is_so(_NEVER):
            stage.at(stage.on_day(topic.days + 70), partial(self._drop, decision_id))
            return
        days = topic.days + stage.about(14) if stage.is_so(_LATE) else topic.days * 0.7
        stage.at(stage.on_day(days), partial(self._report, topic, decision_id))

    def _report(self, topic: Topic, decision_id: UUID, is_again: bool = False) -> None:
        officer = self.calendar.officer(topic.agency)
        actions.report_decision(officer, decision_id=decision_id, evidence=topic.shown)
        self.calendar.in_days(3, partial(self._judge, topic, decision_id, is_again))

    def _judge(self, topic: Topic, decision_id: UUID, is_again: bool) -> None:
        secretary = self.calendar.district.coordinator
        if not is_again and self.calendar.stage.is_so(_SENT_BACK):
            actions.send_decision_back(secretary, decision_id=decision_id, why=_MISSING)
            self.calendar.in_days(6, partial(self._report, topic, decision_id, True))
        else:
            actions.confirm_decision(secretary, decision_id=decision_id)

    def _drop(self, decision_id: UUID) -> None:
        actions.drop_decision(
            self.calendar.district.coordinator, decision_id=decision_id, reason=DropReason.OTHER_WAY
        )


def prepare_forums(calendar: Calendar) -> None:
    """One a month; the newest is called already and not held yet."""
    called, number = calendar.moment(0.03), 0
    last = calendar.stage.until - timedelta(days=2 * _CALLED_BEFORE)
    while called < last:
        calendar.stage.at(called, Forum(calendar, number).call)
        called, number = called + timedelta(days=30.4), number + 1
    calendar.at(1, Forum(calendar, number).call, days=-5)
