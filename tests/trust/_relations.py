"""Everybody there is around one child: who works with her, who once did, who must not, and who never heard of her.

    around = Around()                       # makes the cast, one child's story and everybody in RELATIONS
    around.actor("expired break-glass")     # an Actor
    around.who["receiver of accepted"]      # with what was done to bring them there, in words

What each of them may see is declared here, by people, from the rules of the access table; the harnesses compare it
with what the program answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps

from anyam.casework.cases import actions as cases
from anyam.casework.cases.actions.access import OF_CASE, OF_REPORT, WITH_REPORTER
from anyam.casework.cases.actions.breaking_glass import PARTS as OF_EMERGENCY
from anyam.casework.consents.actions import withdraw_consent
from anyam.casework.referrals import actions as referrals
from anyam.casework.referrals.choices import DeclineReason, Outcome, WithdrawReason
from anyam.foundation.access import Actor, Role
from anyam.foundation.access.choices import BlockReason, Part, Reason
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from anyam.registry.accounts.actions import end_assignment
from anyam.registry.accounts.queries import actor_for
from anyam.registry.agencies.actions import AgencyInput, create_agency
from anyam.registry.agencies.choices import Need
from tests.cast import SYSTEM, Agency, Cast, Story

NOTHING: frozenset[Part] = frozenset()
A_REFERRAL = frozenset({Part.WORK, Part.SUMMARY})
ITS_COURSE = frozenset({Part.WORK})
FAR_DISTRICT = "35.05"


@dataclass(frozen=True)
class Opened:
    """What of one dossier is open to somebody, and whether for work or only to read."""

    parts: frozenset[Part] = NOTHING
    writes: bool = False


SHUT = Opened()


@dataclass(frozen=True)
class Relation:
    """One way to stand to the child, and what follows from it: dossiers not named here are shut."""

    name: str
    actor: Actor
    because: str
    opened: dict[str, Opened] = field(default_factory=dict)

    def of(self, dossier: str) -> Opened:
        return self.opened.get(dossier, SHUT)


class Around:
    """The cast, one child's story, and everybody in a relation to it."""

    def __init__(self) -> None:
        self.cast = Cast()
        self.story: Story = self.cast.story()
        self.case = self.story.case_id
        self._referrals()
        self.who = {relation.name: relation for relation in (*self._at_the_agency(), *self._beyond_it())}

    def actor(self, name: str) -> Actor:
        return self.who[name].actor

    # --- referrals in every state that changes who may see ------------------------------------------------------------

    def _referrals(self) -> None:
        cast = self.cast
        self.officers: dict[str, Actor] = {}
        referral = self._referral_to
        self.declined = referral("Balai Warga", "learning_centre", Need.EDUCATION)
        referrals.decline_referral(
            self.officers["Balai Warga"], referral_id=self.declined, reason=DeclineReason.FULL
        )
        self.asked = referral("Dinkes", "health_office", Need.HEALTH)
        referrals.ask_information(
            self.officers["Dinkes"], referral_id=self.asked, question="Apakah ada visum?"
        )
        self.completed = self._completed(referral("Psikolog", "psychology_service", Need.PSYCHOLOGICAL))
        self.withdrawn = referral("Kejaksaan", "prosecutor", Need.LAW_ENFORCEMENT)
        referrals.withdraw_referral(cast.dewi, referral_id=self.withdrawn, reason=WithdrawReason.NOT_NEEDED)
        self.unconsented = referral("LBH", "legal_aid", Need.LEGAL_AID)
        referrals.accept_referral(self.officers["LBH"], referral_id=self.unconsented)
        self._take_consent_back(self.unconsented)
        self.expired = self._expired(referral("Rumah Aman", "shelter", Need.SHELTER))

    def _referral_to(self, name: str, kind: str, need: Need) -> UUID:
        agency = self.cast.agency(name, kind, need)
        self.officers[name] = self.cast.person("Petugas", agency, Role.PARTNER_OFFICER)
        return self.cast.send(self.case, agency, need)

    def _completed(self, referral_id: UUID) -> UUID:
        officer, one = self.officers["Psikolog"], referral_id
        referrals.accept_referral(officer, referral_id=one)
        referrals.schedule_referral(officer, referral_id=one, scheduled_for=clock.now() + timedelta(days=1))
        referrals.record_served(officer, referral_id=one, served_on=clock.today())
        referrals.complete_referral(officer, referral_id=one, outcome=next(iter(Outcome)))
        return referral_id

    def _take_consent_back(self, referral_id: UUID) -> None:
        with acting(SYSTEM):
            consent_id = _all("referrals.Referral").get(pk=referral_id).consent_id
        with delivered_at_once():
            withdraw_consent(
                self.cast.dewi, case_id=self.case, consent_id=consent_id, withdrawn_by="grandparent"
            )

    def _expired(self, referral_id: UUID) -> UUID:
        with acting(SYSTEM):
            due = _all("referrals.Referral").filter(pk=referral_id)
            due.update(response_due_at=clock.now() - timedelta(hours=1))
        referrals.expire_due_referrals(Actor.system("response clock"))
        return referral_id

    # --- people -------------------------------------------------------------------------------------------------------

    def _at_the_agency(self) -> list[Relation]:
        cast, centre = self.cast, self.cast.centre
        waits = {"waiting": Opened(WITH_REPORTER, True)}
        took = {"waiting": Opened(WITH_REPORTER, True), "report": Opened(WITH_REPORTER, True)}
        holds = {"case": Opened(OF_CASE, True), "report": Opened(OF_REPORT, True)}
        leads = {"waiting": Opened(OF_REPORT, True)}
        return [
            Relation("case manager", cast.dewi, "the case was opened for her", holds | leads),
            Relation("case worker", cast.yusuf, "the case was assigned to him", holds),
            Relation("supervisor", cast.ningsih, "leads the agency", took | {"case": Opened(OF_CASE, True)}),
            Relation("taker of the report", cast.ratna, "wrote the report down", took),
            Relation("intake", cast.person("Loket", centre, Role.FRONT_OFFICE), "receives reports", waits),
            Relation("colleague", cast.bagus, "manages other cases of the agency", leads),
            Relation("worker beside", cast.person("Rekan", centre, Role.CASE_WORKER), "works on other cases"),
            Relation("former manager", self._former_manager(), "the assignment has ended"),
            Relation("who handed over", self._handed_over(), "another manages the case now", leads),
            Relation("no role", cast.joko, "has an account and no role"),
            Relation("blocked kin", self._kin(), "was given the case and is kin of the child"),
            Relation("blocked colleague", self._blocked_colleague(), "kin, with the intake's office", leads),
        ]

    def _beyond_it(self) -> list[Relation]:
        cast = self.cast
        summary, course = Opened(A_REFERRAL, True), Opened(ITS_COURSE)
        health = Opened(frozenset({Part.HEALTH}))
        officer = self.officers
        given = Opened(frozenset({Part.WORK, Part.LEGAL}))
        return [
            Relation("nobody", Actor.nobody(), "has not signed in"),
            Relation("supervisor elsewhere", cast.maya, "leads another agency"),
            Relation("worker elsewhere", self._elsewhere(), "works for another agency"),
            Relation("worker of another district", self._far_away(), "works in another district"),
            Relation("officer without referral", cast.eko, "nothing was sent to the agency"),
            Relation("blocked receiver", self._blocked_receiver(), "kin, at the police who were asked"),
            Relation("receiver of sent", cast.rudi, "the police were asked", {"sent": summary}),
            Relation(
                "receiver of accepted",
                cast.siti,
                "the hospital has accepted",
                {"accepted": summary, "case": health},
            ),
            Relation(
                "case manager of receiver",
                cast.person("Dokter", cast.hospital, Role.CASE_MANAGER),
                "leads at the hospital that has accepted",
                {"accepted": summary, "case": health},
            ),
            Relation("receiver of declined", officer["Balai Warga"], "has declined", {"declined": course}),
            Relation("receiver who asked", officer["Dinkes"], "has asked a question", {"asked": summary}),
            Relation(
                "receiver of completed", officer["Psikolog"], "the service has ended", {"completed": summary}
            ),
            Relation(
                "receiver of withdrawn", officer["Kejaksaan"], "it was taken back", {"withdrawn": course}
            ),
            Relation(
                "receiver without consent",
                officer["LBH"],
                "the consent was taken back",
                {"unconsented": Opened(ITS_COURSE, True)},
            ),
            Relation("receiver of expired", officer["Rumah Aman"], "did not answer", {"expired": summary}),
            Relation("head of receiver", cast.hartono, "heads the hospital", {"accepted": course}),
            Relation(
                "coordinator", cast.wulan, "takes up what expired", {"expired": Opened(ITS_COURSE, True)}
            ),
            Relation("conference member", self._in_conference(days=3), "was invited", {"case": given}),
            Relation("former conference member", self._in_conference(days=-1), "the day is over"),
            Relation(
                "emergency", self._in_emergency(hours=0), "broke the glass", {"case": Opened(OF_EMERGENCY)}
            ),
            Relation("former emergency", self._in_emergency(hours=5), "broke the glass five hours ago"),
            Relation("data protection officer", cast.citra, "protects personal data"),
            Relation("reviewer", cast.rahmat, "judges looks, at the inspectorate"),
            Relation("regent's office", cast.tamu, "counts"),
            Relation("administrator", cast.agus, "keeps accounts and offices"),
        ]

    # --- how they came there ------------------------------------------------------------------------------------------

    def _former_manager(self) -> Actor:
        somebody = self.cast.person("Lama", self.cast.centre, Role.CASE_MANAGER)
        self._assign_in_between(somebody)
        with acting(SYSTEM):
            assignment = _all("accounts.Assignment").get(user_id=somebody.user_id)
        end_assignment(SYSTEM, assignment_id=assignment.pk)
        return actor_for(somebody.person_id)

    def _handed_over(self) -> Actor:
        somebody = self.cast.person("Dulu", self.cast.centre, Role.CASE_MANAGER)
        self._assign_in_between(somebody)
        return somebody

    def _assign_in_between(self, somebody: Actor) -> None:
        for manager in (somebody, self.cast.dewi):
            cases.assign_case(
                self.cast.ningsih,
                case_id=self.case,
                manager_id=manager.person_id,
                worker_id=self.cast.yusuf.person_id,
            )

    def _kin(self) -> Actor:
        somebody = self.cast.person("Kerabat", self.cast.police, Role.CASE_WORKER)
        self._give(somebody, self.cast.police)
        cases.block_person(
            self.cast.dewi, case_id=self.case, user_id=somebody.person_id, reason=BlockReason.KIN
        )
        return somebody

    def _blocked_colleague(self) -> Actor:
        somebody = self.cast.person("Ipar", self.cast.centre, Role.CASE_MANAGER)
        cases.block_person(
            self.cast.dewi, case_id=self.case, user_id=somebody.person_id, reason=BlockReason.KIN
        )
        return somebody

    def _blocked_receiver(self) -> Actor:
        somebody = self.cast.person("Paman", self.cast.police, Role.PARTNER_OFFICER)
        cases.block_person(
            self.cast.dewi, case_id=self.case, user_id=somebody.person_id, reason=BlockReason.KIN
        )
        return somebody

    def _elsewhere(self) -> Actor:
        return self.cast.person("Lain", self.cast.other_centre, Role.CASE_WORKER)

    def _far_away(self) -> Actor:
        given = AgencyInput(
            name="ULT Blitar", short_name="ULT B", kind_code="integrated_service", place_code=FAR_DISTRICT
        )
        agency = Agency(create_agency(SYSTEM, given, district_code=FAR_DISTRICT), self.case)
        return self.cast.person("Jauh", agency, Role.CASE_MANAGER, Role.SUPERVISOR)

    def _in_conference(self, *, days: int) -> Actor:
        """Invited for ten days that end in `days`."""
        somebody = self.cast.person("Undangan", self.cast.police, Role.CASE_WORKER)
        with clock.at(clock.now() - timedelta(days=10 - days)):
            self._give(somebody, self.cast.police, days=10)
        return somebody

    def _give(self, somebody: Actor, agency: Agency, days: int = 3) -> None:
        cases.give_access(
            self.cast.dewi,
            case_id=self.case,
            user_id=somebody.person_id,
            agency_id=agency.id,
            parts=[Part.LEGAL],
            reason=Reason.CONFERENCE,
            until=clock.now() + timedelta(days=days),
        )

    def _in_emergency(self, *, hours: int) -> Actor:
        """Broke the glass `hours` ago."""
        somebody = self.cast.person("Darurat", self.cast.other_centre, Role.CASE_WORKER)
        with clock.at(clock.now() - timedelta(hours=hours)):
            cases.break_glass(
                replace(somebody, confirmed_at=clock.now()),
                number=self.story.case_number,
                reason="child_here",
                explanation="Anak ada di depan saya dan butuh pertolongan sekarang.",
            )
        return somebody


def _all(label: str) -> Any:
    return apps.get_model(label).objects
