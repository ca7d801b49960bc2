"""Families of the demo district: who is whose kin, who cares, who can be called when, and who lives where.

Told near the present, of the cast's own cases and of those with brothers and sisters: so that a case with a father who
is reported, a grandmother who cares and a colleague who is kept away can be opened and played. Each family is drawn
from its own lot: the rest of the story stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import case_ref, get_family_circle, reported_people_of
from anyam.foundation.access import Actor
from anyam.foundation.access.choices import BlockReason
from anyam.foundation.core import clock
from anyam.registry.families import actions
from anyam.registry.families.results import RelationInput, SafeContactInput, StayInput, Window
from anyam.registry.people.results import AddressInput, PersonInput

from .names import NameBook, Namer
from .staff import id_of
from .stage import working_time_before

if TYPE_CHECKING:
    from .journey import CaseLife
    from .make import District

_HOURS_BEFORE, _MOST = 90, 18
_FATHERS, _MOTHERS = (
    {"father": "parent", "stepfather": "step_parent"},
    {"mother": "parent", "stepmother": "step_parent"},
)
_MORNINGS = Window((0, 1, 2, 3, 4), time(8), time(11))


@dataclass
class Families:
    """What is told of the families of some cases."""

    district: District
    _has_barred: bool = field(default=False, init=False)

    def prepare(self) -> None:
        stage = self.district.stage
        stage.at(working_time_before(stage.until, _HOURS_BEFORE), self._choose)

    def _choose(self) -> None:
        """The cast's own cases and those with brothers and sisters first."""
        found = [case for case in self.district.cases.values() if case.is_open]
        found.sort(
            key=lambda case: (len(case.story.children) < 2, case.carer not in self.district.cast_carers)
        )
        for number, case in enumerate(found[:_MOST]):
            moment = clock.now() + timedelta(minutes=7 * (number + 1))
            self.district.stage.at(moment, case.if_open(partial(self._tell, case)))

    def _tell(self, case: CaseLife) -> None:
        manager = self.district.staff.actors[case_ref(self.district.system, case.id).manager_id]
        family = _Told(self.district, case, manager)
        family.tell()
        if family.father_is_reported and not self._has_barred:
            self._bar_a_colleague(case, manager)

    def _bar_a_colleague(self, case: CaseLife, manager: Actor) -> None:
        """A colleague is kin of the father: the case of each of the children is closed to them."""
        others = [
            one for one in self.district.workers if one not in {case.worker, *self.district.cast_carers}
        ]
        if not others:
            return
        for one in case.story.cases:
            ref = case_ref(self.district.system, one.id)
            if ref.is_open and ref.manager_id == manager.user_id:
                cases.block_person(manager, case_id=one.id, user_id=id_of(others[0]), reason=BlockReason.KIN)
        self._has_barred = True


class _Told:
    """One family as its case manager writes it down."""

    def __init__(self, district: District, case: CaseLife, manager: Actor) -> None:
        self.district, self.case, self.manager = district, case, manager
        self.chance = Random(str(case.id))  # noqa: S311
        self.namer = Namer(NameBook.read(), self.chance)
        self.child = case_ref(district.system, case.id).child_id
        self.father_is_reported = False

    def tell(self) -> None:
        age = self.case.child.age_on(self.district.today())
        reported = {
            one.relation: one.person_id
            for one in reported_people_of(self.manager, self.case.id)
            if one.person_id
        }
        mother = self._parent(reported, _MOTHERS, "female", age)
        father = self._parent(reported, _FATHERS, "male", age)
        self.father_is_reported = father in reported.values()
        grandmother = self._add("female", "parent", mother, age + self.chance.randrange(44, 56))
        siblings = self._siblings(mother, father)
        is_away = self.father_is_reported or mother in reported.values()
        carer, name = (grandmother, "Rumah nenek") if is_away else (mother, "Rumah orang tua")
        self._home(name, [self.child, carer, *siblings], since=clock.today() - timedelta(days=60))
        if is_away:
            self._relate(mother, father, "spouse", until=clock.today() - timedelta(days=90))
        else:
            self._relate(mother, father, "spouse")
        self._care(carer, "kin" if is_away else "parent")
        self._reach(carer, mother if is_away else None)

    def _parent(self, reported: dict[str, UUID], as_what: dict[str, str], sex: str, age: int) -> UUID:
        """The one who is reported where it is one, and somebody new where it is not."""
        for relation, kind in as_what.items():
            person_id = reported.get(relation)
            if person_id:
                self._relate(self.child, person_id, kind)
                return person_id
        return self._add(sex, "parent", self.child, age + self.chance.randrange(21, 34))

    def _siblings(self, mother: UUID, father: UUID) -> list[UUID]:
        """The children of the same report whom the manager sees, by their common parents."""
        known = {one.person_id for one in self._circle().people}
        found = []
        for child in self.case.story.children:
            if child.person_id and child.person_id != self.child and child.person_id in known:
                self._relate(child.person_id, mother, "parent")
                self._relate(child.person_id, father, self._kind_of(father))
                found.append(child.person_id)
        return found

    def _kind_of(self, father: UUID) -> str:
        told = self._circle().relations
        return next(
            (row.kind for row in told if (row.person_id, row.other_id) == (self.child, father)), "parent"
        )

    def _circle(self) -> Any:
        return get_family_circle(self.manager, self.case.id, with_addresses=False).family

    def _add(self, sex: str, kind: str, to: UUID, age: int) -> UUID:
        person = PersonInput(full_name=self.namer.person(sex), sex=sex, age_years=min(age, 95))
        return actions.add_family_member(
            self.manager, case_id=self.case.id, person=person, to_id=to, kind=kind, source="caregiver"
        )

    def _relate(self, person_id: UUID, other_id: UUID, kind: str, **more: Any) -> None:
        given = RelationInput(person_id, other_id, kind, source="caregiver", **more)
        actions.relate_people(self.manager, case_id=self.case.id, given=given)

    def _home(self, name: str, people: list[UUID], since: Any) -> None:
        born = self.case.child.born_on
        actions.open_household(
            self.manager,
            case_id=self.case.id,
            name=name,
            person_ids=people,
            since=since if since > born else None,
        )

    def _care(self, carer: UUID, role: str) -> None:
        actions.name_caregiver(
            self.manager,
            case_id=self.case.id,
            person_id=self.child,
            carer_id=carer,
            role=role,
            is_primary=True,
        )

    def _reach(self, carer: UUID, away: UUID | None) -> None:
        """The caregiver in the morning, by words that tell nothing; the mother who still shares her telephone never."""
        manager, case_id = self.manager, self.case.id
        phone = f"0813-0000-{self.chance.randrange(10000):04d}"
        told = AddressInput(phone=phone, is_safe_to_call=True, place_code=self.case.child.village)
        actions.keep_whereabouts(manager, case_id=case_id, person_id=carer, address=told)
        calm = SafeContactInput(
            channel="safe_phone",
            windows=(_MORNINGS,),
            words_to_avoid="laporan, kasus, polisi; katakan dari sekolah",
            who_may_answer="Hanya pengasuh sendiri",
        )
        actions.keep_safe_contact(manager, case_id=case_id, person_id=carer, given=calm)
        stay = StayInput(
            place_code=self.case.child.village, with_whom="pengasuh", reason="care" if away else "always"
        )
        actions.note_move(manager, case_id=case_id, person_id=self.child, given=stay)
        if away:
            never = SafeContactInput(is_never=True, never_reason="Teleponnya dipakai bersama terlapor.")
            actions.keep_safe_contact(manager, case_id=case_id, person_id=away, given=never)
