"""People and agencies of a small invented district, made without the pages."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from uuid import UUID, uuid4

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from anyam.casework.cases.models import Case
from anyam.casework.referrals.actions import SummaryInput, draft_referral, send_referral
from anyam.casework.referrals.choices import SharingBasis, Urgency
from anyam.foundation.access import Actor, Role
from anyam.foundation.access.choices import Part, Reason
from anyam.foundation.access.granting import Principal
from anyam.foundation.access.models import Grant
from anyam.foundation.core import clock
from anyam.registry.accounts.models import Assignment, User
from anyam.registry.agencies.choices import Need
from anyam.registry.agencies.models import Agency, AgencyKind, Service
from anyam.registry.people.models import Identity, Person, Presence
from anyam.registry.places.models import Place
from tests import instruments
from tests.casework.consents import consent_to_share

CODE = "35.04"
SECRET = "ZZNAMAANAK"


class District:
    def __init__(self) -> None:
        Place.objects.get_or_create(
            code="35",
            defaults={
                "level": "province",
                "kind": "provinsi",
                "name": "Jawa Timur",
                "folded": "jawa timur",
                **_words(),
            },
        )
        Place.objects.get_or_create(
            code=CODE,
            defaults={
                "level": "regency",
                "kind": "kabupaten",
                "name": "Tulungagung",
                "parent_id": "35",
                "folded": "tulungagung",
                **_words(),
            },
        )
        AgencyKind.objects.get_or_create(
            code="any", defaults={"name_id": "Lembaga", "name_en": "Agency", "sector": "social"}
        )
        instruments.bring()
        self.service_centre = self.agency("PLKSAI")
        self.hospital = self.agency("RSUD")
        self.police = self.agency("Polres")
        self.secretariat = self.agency("Sekretariat")
        self.examination = self.service(self.hospital, "Pemeriksaan kesehatan", Need.HEALTH)
        self.investigation = self.service(self.police, "Unit PPA", Need.LAW_ENFORCEMENT)
        self.manager = self.person("Dewi", self.service_centre, Role.CASE_MANAGER)
        self.doctor = self.person("Siti", self.hospital, Role.PARTNER_OFFICER)
        self.officer = self.person("Rudi", self.police, Role.PARTNER_OFFICER)
        self.coordinator = self.person("Wulan", self.secretariat, Role.COORDINATOR)

    def agency(self, name: str) -> Agency:
        return Agency.objects.create(
            name=f"{name} Tulungagung",
            short_name=name,
            kind_id="any",
            place_id=CODE,
            district_code=CODE,
            phone="0355321000",
            since=clock.now(),
        )

    def service(self, agency: Agency, name: str, need: Need) -> Service:
        return Service.objects.create(
            agency=agency,
            name=name,
            level="tertiary",
            needs=[need],
            area_codes=[CODE],
            words=SearchVector(Value(name)),
        )

    def person(self, name: str, agency: Agency, *roles: Role) -> Actor:
        user = User.objects.create(username=f"{name.lower()}{uuid4().hex[:6]}", full_name=name)
        for role in roles:
            Assignment.objects.create(
                user=user, agency=agency, role=role, starts_on=clock.today() - timedelta(days=400)
            )
        return Actor(
            user_id=user.pk,
            user_name=name,
            agency_id=agency.pk,
            agency_name=agency.name,
            district_code=CODE,
            roles=frozenset(roles),
        )

    @cached_property
    def supervisor(self) -> Actor:
        return self.person("Ningsih", self.service_centre, Role.SUPERVISOR)

    @cached_property
    def colleague(self) -> Actor:
        """A case manager of the same agency who has nothing to do with the case."""
        return self.person("Bagus", self.service_centre, Role.CASE_MANAGER)

    @cached_property
    def second_doctor(self) -> Actor:
        return self.person("Joko", self.hospital, Role.PARTNER_OFFICER)

    @cached_property
    def head(self) -> Actor:
        return self.person("Hartono", self.hospital, Role.AGENCY_HEAD)

    @cached_property
    def regent(self) -> Actor:
        return self.person("Tamu", self.secretariat, Role.REGENT_OFFICE)

    @cached_property
    def administrator(self) -> Actor:
        return self.person("Agus", self.secretariat, Role.ADMINISTRATOR)

    @cached_property
    def case(self) -> Case:
        return self.case_of(self.manager)

    def case_of(self, manager: Actor) -> Case:
        now = clock.now()
        child = Person.objects.create(created_at=now)
        Identity.objects.create(person=child, full_name=SECRET)
        case = Case.objects.create(
            number=f"K-{uuid4().hex[:8].upper()}",
            child=child,
            agency_id=manager.agency_id,
            manager_id=manager.user_id,
            level="high",
            opened_at=now,
            last_activity_at=now,
        )
        Presence.objects.create(person=child, dossier_id=case.pk)
        give(case.pk, Principal.seat(manager.person_id, manager.agency_id), Reason.MANAGER)
        give(case.pk, Principal.office(manager.agency_id, Role.SUPERVISOR), Reason.SUPERVISION)
        consent_to_share(manager, case.pk, kinds=("any",))
        return case

    def drafted(
        self, service: Service | None = None, urgency: Urgency = Urgency.NORMAL, **more: object
    ) -> UUID:
        return draft_referral(
            self.manager,
            case_id=self.case.id,
            service_id=(service or self.examination).id,
            need=Need.HEALTH,
            urgency=urgency,
            sharing_basis=SharingBasis.GUARDIAN,
            summary=summary(),
            **more,
        )

    def sent(self, service: Service | None = None, urgency: Urgency = Urgency.NORMAL, **more: object) -> UUID:
        referral_id = self.drafted(service, urgency, **more)
        send_referral(self.manager, referral_id=referral_id)
        return referral_id


def give(dossier_id: UUID, to: Principal, reason: Reason) -> Grant:
    """Access as the action that belongs to `reason` would give it."""
    return Grant.objects.create(
        dossier_id=dossier_id,
        principal=to.id,
        user_id=to.user_id,
        agency_id=to.agency_id,
        role=to.role,
        reason=reason,
        parts=[part for part in Part.values if part not in {Part.REPORTER, Part.SUMMARY}],
        level="write",
        since=clock.now(),
    )


def summary(**more: object) -> SummaryInput:
    given = {
        "request": "Mohon pemeriksaan",
        "child_name": SECRET,
        "age_text": "9 tahun",
        "village": "Ngantru",
    }
    return SummaryInput(**{**given, **more})


def _words() -> dict[str, object]:
    return {"own_words": SearchVector(Value("x")), "path_words": SearchVector(Value("x"))}
