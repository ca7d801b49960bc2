"""The cast: a small district in which everybody has a name, made by the same actions that the pages call.

    cast = Cast()                     # inside a test with a database
    cast.dewi                         # an Actor: the case manager of the integrated service
    story = cast.story()              # one child's way: report, case, assessment, plan, referrals
    cast.user_of(cast.dewi)           # the User to sign in with: client.force_login(…)

Every word that only those at work with the child may read contains MARKER: a page that shows it to somebody else
has told too much. People here are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model

from anyam.casework.acting.choices import Despite
from anyam.casework.cases import actions as cases
from anyam.casework.cases import queries as case_queries
from anyam.casework.cases.results import (
    AnswerInput,
    ChildInput,
    ReportedPersonInput,
    ReporterInput,
    ReportInput,
)
from anyam.casework.consents.queries import covering_consent
from anyam.casework.referrals import actions as referrals
from anyam.casework.referrals.choices import SharingBasis, Urgency
from anyam.config import env
from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from anyam.registry.accounts.actions import assign_role, create_user, end_assignment
from anyam.registry.accounts.queries import actor_for
from anyam.registry.agencies.actions import (
    AgencyInput,
    ServiceInput,
    create_agency,
    create_service,
    load_agency_kinds,
    state_capacity,
)
from anyam.registry.agencies.choices import CapacityState, Need, ServiceLevel
from anyam.registry.places.actions import load_places
from tests import instruments
from tests.casework.consents import consent_to_share

MARKER = "Zqxrahasia"  # long enough never to stand in a random token
PHONE_MARKER = "0899005550"
DISTRICT = "35.04"
VILLAGE = "35.04.11.2011"
SYSTEM = Actor.system("test district")

_PLACES = {
    "wilayah_provinsi.csv": "kode,nama\n35,Jawa Timur\n",
    "wilayah_kabkota.csv": "kode,nama,jenis\n35.04,Kabupaten Tulungagung,kabupaten\n35.05,Kabupaten Blitar,kabupaten\n",
    "wilayah_kecamatan.csv": "kode,nama\n35.04.01,Tulungagung\n35.04.11,Ngunut\n35.05.01,Wonodadi\n",
    "wilayah_desa_kelurahan.csv": (
        "kode,nama,jenis\n35.04.01.1008,Kampungdalem,kelurahan\n35.04.11.2011,Ngunut,desa\n"
        "35.04.11.2014,Sumberejo Kulon,desa\n35.05.01.2001,Kunir,desa\n"
    ),
}


@dataclass(frozen=True)
class Agency:
    """An agency of the district and its one service."""

    id: UUID
    service_id: UUID


@dataclass(frozen=True)
class Story:
    """One child's way, with an id of everything along it."""

    report_id: UUID
    report_number: str
    waiting_report_id: UUID
    case_id: UUID
    case_number: str
    child_id: UUID
    assessment_id: UUID
    goal_id: UUID
    plan_action_id: UUID
    draft_id: UUID
    referral_id: UUID
    accepted_id: UUID


class Cast:
    """The people of a small district and their agencies. Each person is made when first named."""

    def __init__(self) -> None:
        self._serial = count(1)
        with TemporaryDirectory() as folder:
            for name, text in _PLACES.items():
                (Path(folder) / name).write_text(text, encoding="utf-8")
            load_places(SYSTEM, folder=Path(folder))
        load_agency_kinds(SYSTEM, file=env.ROOT / "data" / "vocabularies" / "agency_kinds.json")
        instruments.bring()

    # --- agencies ---------------------------------------------------------------------------------------------------

    @cached_property
    def centre(self) -> Agency:
        """The integrated service that manages cases."""
        return self.agency("ULT PSAI", "integrated_service", Need.PROTECTION)

    @cached_property
    def other_centre(self) -> Agency:
        """Another agency that manages cases of its own, and knows nothing of the centre's."""
        return self.agency("UPTD PPA", "protection_unit", Need.PROTECTION)

    @cached_property
    def hospital(self) -> Agency:
        return self.agency("RSUD", "hospital", Need.HEALTH)

    @cached_property
    def police(self) -> Agency:
        return self.agency("Polres", "police", Need.LAW_ENFORCEMENT)

    @cached_property
    def school(self) -> Agency:
        return self.agency("SMPN Melati", "school", Need.EDUCATION)

    @cached_property
    def ngo(self) -> Agency:
        return self.agency("LPA", "child_protection_ngo", Need.LEGAL_AID)

    @cached_property
    def civil_registry(self) -> Agency:
        """An agency to which nothing is ever sent."""
        return self.agency("Disdukcapil", "civil_registry", Need.IDENTITY_PAPERS)

    @cached_property
    def secretariat(self) -> Agency:
        return self.agency("Dinas Sosial", "social_office", Need.SOCIAL_ASSISTANCE)

    @cached_property
    def regents_house(self) -> Agency:
        return self.agency("Kantor Bupati", "regent_office", Need.OTHER)

    def agency(self, name: str, kind: str, need: Need) -> Agency:
        agency_id = create_agency(
            SYSTEM,
            AgencyInput(
                name=f"{name} Tulungagung",
                short_name=name,
                kind_code=kind,
                place_code=DISTRICT,
                phone="0355321000",
            ),
            district_code=DISTRICT,
        )
        service = ServiceInput(name=f"Layanan {name}", level=ServiceLevel.TERTIARY, needs=(need,))
        service_id = create_service(SYSTEM, agency_id, service)
        state_capacity(SYSTEM, service_id=service_id, state=CapacityState.OPEN)
        return Agency(agency_id, service_id)

    # --- people at work with the child --------------------------------------------------------------------------------

    @cached_property
    def ratna(self) -> Actor:
        """Front office of the centre."""
        return self.person("Ratna", self.centre, Role.FRONT_OFFICE)

    @cached_property
    def yusuf(self) -> Actor:
        """Case worker of the centre."""
        return self.person("Yusuf", self.centre, Role.CASE_WORKER)

    @cached_property
    def dewi(self) -> Actor:
        """Case manager of the centre."""
        return self.person("Dewi", self.centre, Role.CASE_MANAGER)

    @cached_property
    def ningsih(self) -> Actor:
        """Supervisor of the centre."""
        return self.person("Ningsih", self.centre, Role.SUPERVISOR)

    @cached_property
    def siti(self) -> Actor:
        """Partner officer of the hospital."""
        return self.person("Siti", self.hospital, Role.PARTNER_OFFICER)

    @cached_property
    def rudi(self) -> Actor:
        """Partner officer of the police."""
        return self.person("Rudi", self.police, Role.PARTNER_OFFICER)

    @cached_property
    def budi(self) -> Actor:
        """Partner officer of the school."""
        return self.person("Budi", self.school, Role.PARTNER_OFFICER)

    @cached_property
    def lina(self) -> Actor:
        """Partner officer of the NGO."""
        return self.person("Lina", self.ngo, Role.PARTNER_OFFICER)

    @cached_property
    def wulan(self) -> Actor:
        """Coordinator (secretariat)."""
        return self.person("Wulan", self.secretariat, Role.COORDINATOR)

    @cached_property
    def hartono(self) -> Actor:
        """Head of the hospital."""
        return self.person("Hartono", self.hospital, Role.AGENCY_HEAD)

    @cached_property
    def agus(self) -> Actor:
        """Administrator."""
        return self.person("Agus", self.secretariat, Role.ADMINISTRATOR)

    @cached_property
    def inspectorate(self) -> Agency:
        """Looks after what the other agencies look at."""
        return self.agency("Inspektorat", "other", Need.OTHER)

    @cached_property
    def citra(self) -> Actor:
        """Data protection officer."""
        return self.person("Citra", self.secretariat, Role.DATA_PROTECTION_OFFICER)

    @cached_property
    def hesti(self) -> Actor:
        """A second data protection officer, for what two must decide."""
        return self.person("Hesti", self.secretariat, Role.DATA_PROTECTION_OFFICER)

    @cached_property
    def rahmat(self) -> Actor:
        """Reviewer at the inspectorate: sees who looked, never what."""
        return self.person("Rahmat", self.inspectorate, Role.REVIEWER)

    # --- strangers: the child's case is none of their business --------------------------------------------------------

    @cached_property
    def tamu(self) -> Actor:
        """The regent's office: counts, no case data."""
        return self.person("Tamu", self.regents_house, Role.REGENT_OFFICE)

    @cached_property
    def joko(self) -> Actor:
        """A user without any assignment."""
        return self.person("Joko", self.centre)

    @cached_property
    def sari(self) -> Actor:
        """Was a case manager of the centre; the assignment has ended."""
        return self.person("Sari", self.centre, Role.CASE_MANAGER, is_over=True)

    @cached_property
    def maya(self) -> Actor:
        """Supervisor of the other centre: the most powerful role, at another agency."""
        return self.person("Maya", self.other_centre, Role.FRONT_OFFICE, Role.CASE_MANAGER, Role.SUPERVISOR)

    @cached_property
    def bagus(self) -> Actor:
        """Case manager of the same centre who has nothing to do with the case."""
        return self.person("Bagus", self.centre, Role.CASE_MANAGER)

    @cached_property
    def eko(self) -> Actor:
        """Partner officer of an agency without a referral."""
        return self.person("Eko", self.civil_registry, Role.PARTNER_OFFICER)

    def person(self, name: str, agency: Agency, *roles: Role, is_over: bool = False) -> Actor:
        """Somebody with these roles at an agency."""
        user_id = create_user(
            SYSTEM, username=f"{name.lower()}{next(self._serial)}", full_name=name, phone="0355000000"
        )
        first = clock.today() - timedelta(days=400)
        for role in roles:
            assignment_id = assign_role(
                SYSTEM, user_id=user_id, agency_id=agency.id, role=role, starts_on=first
            )
            if is_over:
                end_assignment(SYSTEM, assignment_id=assignment_id)
        return actor_for(user_id)

    def user_of(self, actor: Actor) -> Any:
        """The user to sign in with."""
        return get_user_model().objects.get(pk=actor.user_id)

    # --- one child's way ----------------------------------------------------------------------------------------------

    def story(self) -> Story:
        """A report taken and triaged, a case with assessment and plan, one draft and two referrals, one answered."""
        waiting_id = cases.take_report(self.ratna, report=a_report())
        report_id = cases.take_report(self.ratna, report=a_report())
        cases.triage_report(
            self.ratna, report_id=report_id, facts={"sexual_violence": True}, note=f"{MARKER}triase"
        )
        case_id = cases.open_cases(self.ningsih, report_id=report_id, manager_id=self.dewi.user_id)
        cases.assign_case(self.ningsih, case_id=case_id, manager_id=_id(self.dewi), worker_id=_id(self.yusuf))
        assessment_id = cases.save_answers(
            self.yusuf, case_id=case_id, answers={"body/injury": AnswerInput("light", "document")}
        )
        cases.complete_assessment(self.yusuf, case_id=case_id, needs=["health"])
        goal_id, action_id = self._plan(case_id)
        cases.record_contact(
            self.yusuf,
            case_id=case_id,
            kind="home_visit",
            on=clock.today(),
            with_whom=f"{MARKER}nenek",
            note=f"{MARKER}kunjungan",
        )
        ref = case_queries.case_ref(self.dewi, case_id)
        return Story(
            report_id=report_id,
            report_number=case_queries.get_report(self.ratna, report_id).number,
            waiting_report_id=waiting_id,
            case_id=case_id,
            case_number=ref.number,
            child_id=ref.child_id,
            assessment_id=assessment_id,
            goal_id=goal_id,
            plan_action_id=action_id,
            draft_id=self.draft(case_id, self.ngo, Need.LEGAL_AID),
            referral_id=self.send(case_id, self.police, Need.LAW_ENFORCEMENT),
            accepted_id=self._accepted(case_id),
        )

    def draft(self, case_id: UUID, agency: Agency, need: Need) -> UUID:
        """A referral that nobody but the sender sees; the grandmother agreed to sharing with this agency."""
        if covering_consent(self.dewi, case_id, agency.id) is None:
            consent_to_share(self.dewi, case_id, agencies=(agency.id,), giver_name=f"{MARKER}nenek")
        return referrals.draft_referral(
            self.dewi,
            case_id=case_id,
            service_id=agency.service_id,
            need=need,
            urgency=Urgency.URGENT,
            sharing_basis=SharingBasis.GUARDIAN,
            summary=a_summary(),
            despite=Despite.OTHER_PART,
        )

    def send(self, case_id: UUID, agency: Agency, need: Need) -> UUID:
        """A referral on its way."""
        referral_id = self.draft(case_id, agency, need)
        referrals.send_referral(self.dewi, referral_id=referral_id, despite=Despite.OTHER_PART)
        return referral_id

    def _accepted(self, case_id: UUID) -> UUID:
        referral_id = self.send(case_id, self.hospital, Need.HEALTH)
        referrals.accept_referral(self.siti, referral_id=referral_id)
        return referral_id

    def _plan(self, case_id: UUID) -> tuple[UUID, UUID]:
        goal_id = cases.save_goal(self.dewi, case_id=case_id, text=f"{MARKER}tujuan: aman di rumah")
        action_id = cases.save_plan_action(
            self.dewi,
            case_id=case_id,
            goal_id=goal_id,
            title=f"{MARKER}langkah: periksa kesehatan",
            need="health",
            agency_id=self.hospital.id,
            due_on=clock.today() + timedelta(days=7),
        )
        cases.agree_plan(
            self.dewi,
            case_id=case_id,
            agreed_on=clock.today(),
            review_on=clock.today() + timedelta(days=30),
            child_took_part=True,
            family_took_part=True,
        )
        return goal_id, action_id


def a_report(**changed: Any) -> ReportInput:
    """A neighbour's report about one girl; every telling word carries the marker."""
    given: dict[str, Any] = {
        "channel": "walk_in",
        "received_at": clock.now(),
        "narrative": f"{MARKER}narasi: tetangga mendengar anak menangis.",
        "children": (
            ChildInput(
                full_name=f"{MARKER}melati {MARKER}putri",
                nickname=f"{MARKER}lati",
                sex="female",
                birth_on=date(clock.today().year - 9, 3, 15),
                address=f"{MARKER}alamat, belakang balai desa",
                place_code=VILLAGE,
                violence_forms=("physical",),
            ),
        ),
        "place_code": VILLAGE,
        "reporter": ReporterInput(
            is_anonymous=False, name=f"{MARKER}parti", phone=f"{PHONE_MARKER}1", relation="tetangga"
        ),
        "reported_persons": (ReportedPersonInput(relation="stepfather", full_name=f"{MARKER}karno"),),
    }
    return ReportInput(**(given | changed))


def a_summary(**changed: Any) -> referrals.SummaryInput:
    """What the sender shares about the child."""
    given: dict[str, Any] = {
        "request": f"{MARKER}permintaan pemeriksaan",
        "child_name": f"{MARKER}melati {MARKER}putri",
        "age_text": "9 tahun",
        "village": "Ngunut",
        "facts": f"{MARKER}fakta",
        "contact_name": f"{MARKER}nenek",
        "contact_phone": f"{PHONE_MARKER}2",
        "is_contact_safe": True,
    }
    return referrals.SummaryInput(**(given | changed))


def _id(actor: Actor) -> UUID:
    assert actor.user_id is not None
    return actor.user_id
