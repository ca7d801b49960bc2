"""Paper in the demo district: letters with numbers, a police post that answers by its reply sheet, and one by letter.

All of it is drawn from no lot: the rest of the story stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from anyam.casework.acting.choices import Despite
from anyam.casework.documents import actions
from anyam.casework.documents.choices import DocumentKind, ReplyStep
from anyam.casework.documents.results import Answer, LetterheadInput, OpenedLink, Wish
from anyam.casework.referrals import actions as referrals
from anyam.casework.referrals.actions import SummaryInput
from anyam.casework.referrals.choices import SharingBasis, Urgency
from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from anyam.registry.agencies.actions import AgencyInput, ServiceInput, create_agency, create_service
from anyam.registry.agencies.choices import Need, ServiceLevel

from .stage import working_time_before

if TYPE_CHECKING:
    from .journey import CaseLife
    from .make import District

_BY_LINK, _BY_LETTER = "Polsek Ngunut (contoh)", "Polsek Kalidawir (contoh)"
_HEAD = LetterheadInput(
    above="Pemerintah Kabupaten Tulungagung",
    name="ULT PSAI Kabupaten Tulungagung (contoh peragaan)",
    address="Jalan Contoh Nomor 1, Tulungagung",
    contact="0355-000000",
    town="Tulungagung",
    unit="ULT-PSAI",
    signer_title="Kepala ULT PSAI",
)
_REPORT = {
    "asked": "Surat Polres nomor 17/VI, contoh",
    "background": "Anak tinggal bersama nenek. Ibu bekerja di luar kota dan menelepon setiap malam.",
    "condition": "Anak tidur nyenyak dan kembali bersekolah. Guru kelas mendampingi.",
    "view": "Anak ingin tetap tinggal bersama nenek dan tidak ingin bertemu terlapor.",
    "recommendation": "Anak tetap dalam pengasuhan nenek, didampingi selama proses hukum.",
}
_SYSTEM = Actor.system("reply sheet")


@dataclass
class Paperwork:
    """What the centre issues, and how two police posts without accounts answer."""

    district: District
    begin: datetime
    services: dict[str, UUID] = field(default_factory=dict)
    _used: set[UUID] = field(default_factory=set)

    def prepare(self) -> None:
        """Put all of it into the queue, near the present."""
        stage = self.district.stage
        stage.at(self.begin + timedelta(hours=1), self._set_up)
        for hours, deed in (
            (30, partial(self._refer, _BY_LINK, self._answer_by_sheet)),
            (22, partial(self._refer, _BY_LETTER, self._answer_by_letter)),
            (4, partial(self._refer, _BY_LINK, self._wait)),
            (12, self._give_plan),
            (10, self._report),
        ):
            stage.at(working_time_before(stage.until, hours), deed)

    def _set_up(self) -> None:
        [head, *_others] = self.district.staff.of("ult_psai", Role.AGENCY_HEAD)
        actions.keep_letterhead(head, given=_HEAD)
        for name in (_BY_LINK, _BY_LETTER):
            given = AgencyInput(name=name, short_name=name, kind_code="police", place_code=self.district.code)
            agency_id = create_agency(self.district.system, given, district_code=self.district.code)
            service = ServiceInput(
                name=f"Unit pelayanan {name}", level=ServiceLevel.TERTIARY, needs=(Need.LAW_ENFORCEMENT,)
            )
            self.services[name] = create_service(self.district.system, agency_id, service)

    def _cases(self) -> Iterator[CaseLife]:
        """Open cases with a plan, those of the cast first, each once."""
        found = [one for one in self.district.cases.values() if one.is_open and one.has_plan]
        found.sort(key=lambda one: one.manager not in self.district.cast_carers)
        return (one for one in found if one.id not in self._used)

    def _refer(self, post: str, then: Callable[[Actor, UUID], None]) -> None:
        case = next(self._cases(), None)
        if case is None:
            return
        self._used.add(case.id)
        child, manager = case.child, case.manager
        referral_id = referrals.draft_referral(
            manager,
            case_id=case.id,
            service_id=self.services[post],
            need=Need.LAW_ENFORCEMENT,
            urgency=Urgency.NORMAL,
            sharing_basis=SharingBasis.LEGAL_DUTY,
            basis_reason="law_demands",
            summary=SummaryInput(
                request="Mohon pengamanan saat kunjungan rumah.",
                child_name=child.full_name,
                age_text=f"{child.age_on(clock.today())} tahun",
            ),
            despite=Despite.OTHER_PART,
        )
        referrals.send_referral(manager, referral_id=referral_id, despite=Despite.OTHER_PART)
        wish = Wish(DocumentKind.REFERRAL_LETTER, referral_id)
        letter_id = actions.issue_document(manager, wish=wish)
        then(manager, letter_id)

    def _wait(self, manager: Actor, letter_id: UUID) -> None:
        actions.open_reply_link(manager, document_id=letter_id)

    def _answer_by_sheet(self, manager: Actor, letter_id: UUID) -> None:
        link: OpenedLink = actions.open_reply_link(manager, document_id=letter_id)
        stage = self.district.stage
        accept = partial(actions.answer_by_link, _SYSTEM, token=link.token, answer=Answer(ReplyStep.ACCEPT))
        stage.at(stage.later(2), accept)
        stage.at(stage.later(8), partial(self._done, link.token))

    def _done(self, token: str) -> None:
        done = Answer(ReplyStep.DONE, outcome="need_met", served_on=clock.today())
        actions.answer_by_link(_SYSTEM, token=token, answer=done)

    def _answer_by_letter(self, manager: Actor, letter_id: UUID) -> None:
        self.district.stage.at(self.district.stage.later(6), partial(self._record, letter_id))

    def _record(self, letter_id: UUID) -> None:
        actions.record_paper_reply(
            self.district.staff.named("wulan"),
            document_id=letter_id,
            answer=Answer(ReplyStep.ACCEPT),
            signer="Kapolsek Kalidawir (contoh)",
            dated_on=clock.today(),
        )

    def _give_plan(self) -> None:
        case = next(self._cases(), None)
        if case is not None:
            actions.issue_document(case.manager, wish=Wish(DocumentKind.PLAN_COPY, case.id))

    def _report(self) -> None:
        case = next(self._cases(), None)
        if case is not None:
            to = self.district.agency_ids["polres"]
            wish = Wish(DocumentKind.SOCIAL_REPORT, case.id, to_agency_id=to, words=_REPORT)
            actions.issue_document(case.manager, wish=wish)
