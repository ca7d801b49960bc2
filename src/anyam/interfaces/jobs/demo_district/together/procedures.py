"""The demo district's SOPs: taken over from the examples, signed, declined once, renewed, and some left unmended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from anyam.casework.sops import actions, queries
from anyam.casework.sops.results import Document
from anyam.foundation.access import Actor
from anyam.foundation.core import clock

from .planted import back_to_school, street_work
from .steps import Walk, sop_for

if TYPE_CHECKING:
    from ..journey import CaseLife
    from .calendar import Calendar

_EXAMPLE = "CONTOH-"
_EVERY_NTH_CASE = 7
# A district takes over first what it meets every week; the others wait as examples.
_LEFT_AS_EXAMPLES = frozenset({"CONTOH-TPPO", "CONTOH-DISABILITAS", "CONTOH-HIV", "CONTOH-MEDIASI"})
_REMARK = (
    "Visum di luar jam dinas memerlukan dokter jaga yang terlatih. Mohon waktunya 48 jam, bukan 24 jam, bila anak"
    " tidak dalam keadaan gawat."
)
_OFFICE = {
    "dinsos": "Kepala Dinas Sosial",
    "polres": "Kepala Unit PPA",
    "rsud": "Direktur",
    "kejari": "Kepala Kejaksaan Negeri",
    "pn": "Ketua Pengadilan Negeri",
}
# Who stands in the examples' columns; a column for any agency stays open until a case is led by the procedure.
_AGENCY_OF_KIND = {
    "integrated_service": "ult_psai",
    "social_office": "dinsos",
    "protection_unit": "uptd_ppa",
    "shelter": "rumah_aman",
    "hospital": "rsud",
    "psychology_service": "psikologi",
    "police": "polres",
    "prosecutor": "kejari",
    "probation": "bapas",
    "court": "pn",
    "public_order": "satpol",
    "education_office": "disdik",
    "civil_registry": "dukcapil",
    "ministry_centre": "sentra",
    "village_team": "patbm_ngunut",
    "care_institution": "lksa_tunas",
}
Change = Callable[[Document], Document]


@dataclass
class Procedures:
    """Every SOP of the district by code, with the versions that came into force."""

    calendar: Calendar
    in_force: dict[str, list[tuple[date, UUID]]] = field(default_factory=dict)
    sop_ids: dict[str, UUID] = field(default_factory=dict)
    walks: list[Walk] = field(default_factory=list)
    _waiting: list[Document] = field(default_factory=list)
    _cases: int = 0

    def prepare(self) -> None:
        """Put the two years of the SOPs into the queue."""
        calendar = self.calendar
        calendar.at(0.01, self._take_over_examples)
        calendar.at(0.5, partial(self._renew, "PEMANTAUAN", partial(_with_hours, key="m3", hours=480)))
        calendar.at(0.62, partial(self._renew, "PENGADUAN", partial(_with_hours, key="p6", hours=4)))
        calendar.at(0.55, self._street_work_of_the_social_office)
        calendar.at(0.93, self._draft_with_a_gap)
        calendar.at(
            1, partial(self._renew, "PENGASUHAN", partial(_with_hours, key="n6", hours=32), "dinsos"), days=-9
        )
        calendar.at(1, partial(self._last_walk, "k8"), days=-24)
        calendar.at(1, partial(self._last_walk, "k6"), days=-6)

    # --- from the examples to the signatures ------------------------------------------------------------------------

    def _take_over_examples(self) -> None:
        """The coordinator takes the examples over; one comes before the agencies once all it leads to is in force."""
        found = queries.example_sops(self.calendar.district.coordinator)
        taken = [example.document for example in found if example.document.code not in _LEFT_AS_EXAMPLES]
        self._waiting = [self._bound(document) for document in taken]
        self._propose_what_is_joined()

    def _propose_what_is_joined(self) -> None:
        ready = [one for one in self._waiting if all(code in self.in_force for code in _leads_to(one))]
        for document in ready:
            self._waiting.remove(document)
            self.calendar.in_days(1.5, partial(self._draft, document))

    def _draft(self, document: Document) -> None:
        author = self.calendar.district.coordinator
        version_id = actions.draft_sop(
            author, code=document.code, title=document.title, level=document.level, document=document
        )
        self.sop_ids[document.code] = queries.get_sop_version(author, version_id).row.sop_id
        refused_by = "rsud" if document.code == "KORBAN" else ""
        self.calendar.in_days(1, partial(self._propose, document.code, version_id, 1, refused_by=refused_by))

    def _propose(
        self, code: str, version_id: UUID, revision: int, *, refused_by: str = "", waits_for: str = ""
    ) -> None:
        """Before every agency it names; `refused_by` does not sign, `waits_for` has not answered yet today."""
        author, calendar = self.calendar.district.coordinator, self.calendar
        actions.propose_for_signing(
            author, version_id=version_id, revision=revision, valid_from=clock.today()
        )
        for signature in queries.get_sop_version(author, version_id).signatures:
            agency = calendar.agency_of(signature.agency_id)
            if agency == refused_by:
                calendar.in_days(2, partial(self._decline, code, agency, signature.id))
            elif agency != waits_for and not refused_by:
                calendar.in_days(3, partial(self._sign, code, version_id, agency, signature.id))

    def _sign(self, code: str, version_id: UUID, agency: str, signature_id: UUID) -> None:
        head = self.calendar.head(agency)
        office = _OFFICE.get(agency, "Kepala")
        if not actions.sign_sop(head, signature_id=signature_id, signed_as=office):
            return
        self.in_force.setdefault(code, []).append((clock.today(), version_id))
        self._propose_what_is_joined()
        if len(self.in_force[code]) > 1:
            self.calendar.in_days(3, partial(self._move_one_case, code, version_id))

    def _decline(self, code: str, agency: str, signature_id: UUID) -> None:
        """The writers take the remark up: the next version gives the time asked for."""
        actions.decline_sop(self.calendar.head(agency), signature_id=signature_id, remark=_REMARK)
        self.calendar.in_days(4, partial(self._renew, code, partial(_with_hours, key="k6", hours=48)))

    def _renew(self, code: str, change: Change, waits_for: str = "") -> None:
        author = self.calendar.district.coordinator
        if code not in self.sop_ids:
            return
        version_id = actions.draft_next_version(author, sop_id=self.sop_ids[code])
        draft = queries.get_draft(author, version_id)
        revision = actions.change_draft(
            author, version_id=version_id, document=change(draft.document), revision=draft.revision
        )
        self.calendar.in_days(2, partial(self._propose, code, version_id, revision, waits_for=waits_for))

    def _move_one_case(self, code: str, version_id: UUID) -> None:
        """A new version leaves running cases alone; a manager moves one of them on purpose."""
        running = [
            walk for walk in self.walks if walk.code == code and walk.case.is_open and not walk.is_over
        ]
        if running:
            walk = running[0]
            actions.move_run(walk.case.manager, run_id=walk.run_id, version_id=version_id)

    def _bound(self, document: Document) -> Document:
        """The example with the district's own codes, and the agencies where there is one of the kind."""
        ids = {kind: self.calendar.id_of(agency) for kind, agency in _AGENCY_OF_KIND.items()}
        return replace(
            document,
            code=_own(document.code),
            header=replace(document.header, relations=tuple(map(_own, document.header.relations))),
            performers=tuple(replace(one, agency_id=ids.get(one.agency_kind)) for one in document.performers),
            steps=tuple(
                replace(
                    step,
                    linked_sop=_own(step.linked_sop),
                    rests_on=tuple(law.upper() for law in step.rests_on),
                )
                for step in document.steps
            ),
        )

    # --- what nobody has mended yet ---------------------------------------------------------------------------------

    def _street_work_of_the_social_office(self) -> None:
        """An SOP inside one agency, in force: it does what another agency's does, and rests on a rule that will end."""
        self._draft_of_head("dinsos", street_work(self.calendar.id_of("dinsos")), is_proposed=True)

    def _draft_with_a_gap(self) -> None:
        """A draft whose hand-off fits nowhere: its head tries to put it before the agencies, and cannot yet."""
        document = back_to_school(self.calendar.id_of("disdik"), self.calendar.id_of("smp_melati"))
        self._draft_of_head("disdik", document, is_proposed=False)

    def _draft_of_head(self, agency: str, document: Document, *, is_proposed: bool) -> None:
        head = self.calendar.head(agency)
        version_id = actions.draft_sop(
            head, code=document.code, title=document.title, level=document.level, document=document
        )
        if is_proposed:
            actions.propose_for_signing(head, version_id=version_id, revision=1, valid_from=clock.today())
            signatures = queries.get_sop_version(head, version_id).signatures
            for signature in signatures:
                self.calendar.in_days(1.5, partial(self._sign_as_head, head, signature.id))

    def _sign_as_head(self, head: Actor, signature_id: UUID) -> None:
        actions.sign_sop(head, signature_id=signature_id, signed_as="Kepala Dinas")

    # --- running on cases -------------------------------------------------------------------------------------------

    def case_has_plan(self, case: CaseLife) -> None:
        """A plan was agreed: every few cases a procedure is set going with it."""
        self._cases += 1
        if self._cases % _EVERY_NTH_CASE == 2:
            self.start(case)

    def start(self, case: CaseLife, stays_at: str = "") -> None:
        code = "KORBAN" if stays_at else sop_for(case.story.concern.code)
        agreed = [version_id for since, version_id in self.in_force.get(code, ()) if since <= clock.today()]
        if agreed and not any(walk.case is case for walk in self.walks):
            walk = Walk(self.calendar, case, code, stays_at=stays_at)
            walk.begin(agreed[-1])
            self.walks.append(walk)

    def _last_walk(self, stays_at: str) -> None:
        """A procedure that waits today at a desk one can play; two of them, for one of the cases may end before."""
        district = self.calendar.district
        walked = {walk.case.id for walk in self.walks}
        cases = [
            case
            for case in district.cases.values()
            if case.is_open and case.worker and case.manager in district.cast_carers and case.id not in walked
        ]
        for case in cases[-2:]:
            self.start(case, stays_at)


def _own(code: str) -> str:
    return code.removeprefix(_EXAMPLE)


def _leads_to(document: Document) -> set[str]:
    return {step.linked_sop for step in document.steps if step.linked_sop}


def _with_hours(document: Document, *, key: str, hours: int) -> Document:
    steps = tuple(
        replace(step, hours=Decimal(hours), note="Waktu disesuaikan setelah dipakai.")
        if step.key == key
        else step
        for step in document.steps
    )
    return replace(document, steps=steps)
