"""Families ask about their data in the demo district: copies, corrections, a restriction, a refusal, one answer late.

And what else the officers look after: an incident that was worked through, a hold, and what is kept too long. All of it
is drawn from no lot: the rest of the story stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from anyam.casework.cases import actions as cases
from anyam.casework.cases import queries as case_queries
from anyam.casework.rights import actions, queries
from anyam.casework.rights.choices import (
    CopyPart,
    CorrectedField,
    Harm,
    IdentityCheck,
    NoticeTo,
    Requester,
    RequestKind,
)
from anyam.casework.rights.results import BreachInput, RequestInput
from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from anyam.foundation.core.working_time import is_working_day
from anyam.registry.people.choices import BirthPrecision
from anyam.registry.people.results import IdentityDetail, IdentityInput

from .stage import Deed, working_time_before

if TYPE_CHECKING:
    from .journey import CaseLife
    from .make import District

_MORNING = 9
_DELAY = timedelta(days=30)
"""Between the second person's yes and the destruction."""
_PARENTS = {"mother", "father", "parent", "stepmother", "stepfather"}
"""Where one of these is reported, a parent who asks may be in conflict; these stories are told of other cases."""
_ADDRESSES = "address"
_RULE = "Contoh jadwal retensi arsip kabupaten, untuk peragaan"


@dataclass(frozen=True)
class Asked:
    """What somebody asks, how far through the story, and after how many hours it is answered."""

    at: float
    kind: RequestKind
    requester: Requester
    name: str
    words: str
    answer: str
    hours: float
    refusal: str = ""


_ASKED = (
    Asked(
        0.3,
        RequestKind.ACCESS,
        Requester.MOTHER,
        "Ibu Suprihatin",
        "Saya ingin melihat apa yang dicatat tentang anak saya.",
        "Salinan terlampir. Nama orang lain tidak dicantumkan.",
        26,
    ),
    Asked(
        0.42,
        RequestKind.CORRECTION,
        Requester.MOTHER,
        "Ibu Wagirah",
        "Nama dan tanggal lahir anak saya tidak sama dengan aktanya.",
        "Data anak diperbaiki sesuai akta kelahiran yang ditunjukkan.",
        22,
    ),
    Asked(
        0.5,
        RequestKind.ACCESS,
        Requester.STEPFATHER,
        "Bapak Sutrisno",
        "Saya minta salinan berkas anak tiri saya.",
        "Permintaan Anda sudah diperiksa dan tidak dapat dikabulkan.",
        30,
        "not_entitled",
    ),
    Asked(
        0.58,
        RequestKind.RESTRICTION,
        Requester.MOTHER,
        "Ibu Lasmini",
        "Tolong batasi pemakaian data anak saya sampai perkaranya selesai.",
        "Pemakaian data dibatasi pada yang diperlukan untuk melindungi anak.",
        20,
    ),
    # The third day ran out: the officer was ill, and nobody stood in.
    Asked(
        0.72,
        RequestKind.ACCESS,
        Requester.CHILD,
        "Anak yang bersangkutan",
        "Saya mau tahu apa saja yang ditulis tentang saya.",
        "Salinan terlampir. Maaf, jawaban ini terlambat.",
        100,
    ),
)
_LAST = Asked(
    1,
    RequestKind.CORRECTION,
    Requester.FATHER,
    "Bapak Mujiono",
    "Tanggal lahir anak saya salah tulis.",
    "Tanggal lahir diperbaiki sesuai kartu keluarga.",
    0,
)


@dataclass
class Rights:
    """The data protection officers' two years."""

    district: District
    begin: datetime
    _chosen: set[UUID] = field(default_factory=set)

    def prepare(self) -> None:
        """Put all of it into the queue."""
        self._at(0.01, self._decide_how_long)
        for asked in _ASKED:
            self._at(asked.at, partial(self._about_a_case, partial(self._ask, asked)))
        self._at(0.64, partial(self._about_a_case, self._work_through_an_incident))
        self._at(0.8, self._hold)
        stage = self.district.stage
        stage.at(working_time_before(stage.until, 9), self._ask_at_last)
        stage.at(stage.until - _DELAY - timedelta(days=12), self._propose)

    # --- requests ---------------------------------------------------------------------------------------------------

    def _ask(self, asked: Asked, case: CaseLife) -> None:
        request_id = self._taken(asked, self.district.staff.named("wulan"))
        number = case_queries.case_ref(self.district.system, case.id).number
        self._in_hours(3, partial(self._check, request_id, number))
        self._in_hours(asked.hours, partial(self._answer, asked, request_id))
        if asked.kind is RequestKind.CORRECTION:
            self._in_hours(asked.hours + 5, partial(self._correct, case))
        self._in_hours(asked.hours + 48, partial(self._hand_over, request_id))

    def _taken(self, asked: Asked, by: Actor, case_number: str = "") -> UUID:
        given = RequestInput(
            kind=asked.kind,
            requester=asked.requester,
            requester_name=asked.name,
            asked=asked.words,
            case_number=case_number,
            identity_check=IdentityCheck.PAPER,
        )
        return actions.take_request(by, given=given)

    def _check(self, request_id: UUID, case_number: str) -> None:
        actions.check_request(
            self._officer, request_id=request_id, identity_check=IdentityCheck.PAPER, case_number=case_number
        )

    def _answer(self, asked: Asked, request_id: UUID) -> None:
        parts = (CopyPart.IDENTITY, CopyPart.WORK, CopyPart.PLAN)
        actions.answer_request(
            self._officer,
            request_id=request_id,
            answer=asked.answer,
            refusal_reason=asked.refusal,
            copy_parts=parts if asked.kind is RequestKind.ACCESS else (),
        )
        if asked.kind is RequestKind.RESTRICTION:
            actions.restrict_case(self._officer, request_id=request_id)

    def _correct(self, case: CaseLife) -> None:
        """Whoever manages the case puts down what the child's papers say, and notes it."""
        manager = self._manager(case)
        for row in queries.find_corrections(manager):
            if row.case_id == case.id:
                fields = put_right(manager, case)
                actions.note_corrected(manager, request_id=row.id, fields=fields)

    def _hand_over(self, request_id: UUID) -> None:
        actions.close_request(self._officer, request_id=request_id)

    def _ask_at_last(self) -> None:
        """A correction that waits on its manager's desk today, and a copy that waits for the officer."""
        stage, case = self.district.stage, self._a_case()
        if case is None:
            return
        number = case_queries.case_ref(self.district.system, case.id).number
        request_id = self._taken(_LAST, self._officer, number)
        stage.at(working_time_before(stage.until, 4), partial(self._answer, _LAST, request_id))
        self._taken(_ASKED[0], self.district.staff.named("wulan"))

    # --- incidents, holds and keeping -------------------------------------------------------------------------------

    def _work_through_an_incident(self, case: CaseLife) -> None:
        """Somebody used an account that was left open: small, and worked through within a day."""
        carer, now = case.carer, clock.now()
        case_queries.get_case(carer, case.id)
        span = {
            "from_at": now - timedelta(hours=2),
            "to_at": now + timedelta(seconds=1),
            "known_at": now,
        }
        given = BreachInput(
            happened="Komputer loket ditinggalkan tanpa dikunci dan dipakai orang lain.",
            harms=(Harm.CONFIDENTIALITY,),
            account_id=carer.user_id,
            handling="Sesi diakhiri, kata sandi diganti.",
            **span,
        )
        breach_id = actions.open_breach(self._officer, given=given)
        self._in_hours(4, partial(self._tell_everybody, breach_id))
        self._in_hours(24, partial(self._learn_from, breach_id))

    def _tell_everybody(self, breach_id: UUID) -> None:
        officer = self._officer
        actions.list_breach_subjects(officer, breach_id=breach_id)
        for one in queries.get_breach(officer, breach_id).subjects:
            actions.note_subject_told(officer, breach_id=breach_id, subject_id=one.id)
        actions.note_notice(officer, breach_id=breach_id, to=NoticeTo.AUTHORITY, reference="PDP/01")

    def _learn_from(self, breach_id: UUID) -> None:
        lessons = "Layar terkunci sendiri setelah lima menit; semua petugas diingatkan."
        actions.close_breach(self._officer, breach_id=breach_id, lessons=lessons)

    def _hold(self) -> None:
        """The court asks for one case; an open one if there is any."""
        found = sorted(self.district.cases.values(), key=lambda case: not case.is_open)
        for case in found[:1]:
            number = case_queries.case_ref(self.district.system, case.id).number
            actions.set_hold(self._officer, case_number=number, reason="court", note="Perkara di pengadilan.")

    def _decide_how_long(self) -> None:
        decide_how_long(self._officer)

    def _propose(self) -> None:
        proposed = propose_one(self._officer)
        if proposed:
            self._in_hours(26, partial(confirm, self._second, proposed))
            self.district.stage.at(clock.now() + _DELAY + timedelta(days=2), destroy)

    # --- who, which and when ----------------------------------------------------------------------------------------

    @property
    def _officer(self) -> Actor:
        return self.district.staff.of("dinsos", Role.DATA_PROTECTION_OFFICER)[0]

    @property
    def _second(self) -> Actor:
        return self.district.staff.of("dinsos", Role.DATA_PROTECTION_OFFICER)[1]

    def _manager(self, case: CaseLife) -> Actor:
        manager_id = case_queries.case_ref(self.district.system, case.id).manager_id
        return self.district.staff.actors[manager_id]

    def _about_a_case(self, deed: Callable[[CaseLife], None]) -> None:
        """Do it now, or on one of the next mornings on which there is a case for it: a small district has few."""
        case = self._a_case()
        if case is not None:
            deed(case)
        else:
            self._in_hours(24, partial(self._about_a_case, deed))

    def _a_case(self) -> CaseLife | None:
        """An open case in which no parent is reported: one not asked about yet before others, the cast's own first."""
        found = [case for case in self.district.cases.values() if case.is_open]
        cast = self.district.cast_carers
        found.sort(key=lambda case: (case.id in self._chosen, case.manager not in cast))
        for case in found:
            reported = case_queries.reported_names_of(self._officer, case.id)
            if not _PARENTS & {relation for relation, _person, _name in reported}:
                self._chosen.add(case.id)
                return case
        return None

    def _at(self, share: float, deed: Deed) -> None:
        """In the morning of a working Monday or the day after, this far through the story."""
        moment = clock.local(self.begin + (self.district.stage.until - self.begin) * share)
        moment -= timedelta(days=moment.weekday())
        moment = moment.replace(hour=_MORNING, minute=0, second=0)
        while moment < self.begin or not is_working_day(moment.date()):
            moment += timedelta(days=1)
        self.district.stage.at(moment, deed)

    def _in_hours(self, hours: float, deed: Deed) -> None:
        self.district.stage.at(clock.now() + timedelta(hours=hours), deed)


def put_right(manager: Actor, case: CaseLife) -> tuple[str, ...]:
    """Write down of a child what its papers say; the names of what was wrong, or of what was missing."""
    found = case_queries.get_child(manager, case.id).identity
    told: dict[CorrectedField, dict[str, Any]] = {
        CorrectedField.NAME: {"full_name": case.child.full_name},
        CorrectedField.BIRTH: {
            "birth_on": case.child.born_on,
            "birth_precision": BirthPrecision.EXACT.value,
            "birth_place": "Tulungagung",
        },
        CorrectedField.NUMBERS: {"nik": case.child.nik},
    }
    wrong = {
        name: words for name, words in told.items() if any(getattr(found, w) != v for w, v in words.items())
    }
    right = {word: value for words in wrong.values() for word, value in words.items()}
    cases.correct_child(manager, case_id=case.id, identity=replace(_as_known(found), **right))
    return tuple(name.value for name in wrong)


def _as_known(found: IdentityDetail) -> IdentityInput:
    return IdentityInput(
        full_name=found.full_name,
        nickname=found.nickname,
        other_names=found.other_names,
        sex=found.sex,
        birth_on=found.birth_on,
        birth_precision=found.birth_precision,
        birth_place=found.birth_place,
        nik=found.nik,
        kk=found.kk,
        mother_name=found.mother_name,
    )


def decide_how_long(officer: Actor) -> None:
    """Addresses of closed cases are kept for one year here, so that in a story of two years one is destroyed."""
    actions.change_retention_time(officer, code=_ADDRESSES, years=1, is_confirmed=True, source_note=_RULE)


def propose_one(officer: Actor) -> UUID | None:
    """The first of two says of one address that its time is over; None while nothing is kept too long."""
    due = [row for row in queries.find_due(officer) if row.class_code == _ADDRESSES and not row.is_held]
    if not due:
        return None
    return actions.propose_destruction(officer, case_id=due[0].case_id, class_code=_ADDRESSES)


def confirm(second: Actor, destruction_id: UUID) -> None:
    fresh = replace(second, confirmed_at=clock.now())
    actions.confirm_destruction(fresh, destruction_id=destruction_id)


def destroy() -> None:
    """What the worker's clock does each night."""
    actions.destroy_due_data(Actor.system("retention clock"))
