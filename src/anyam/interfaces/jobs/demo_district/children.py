"""The children of the demo district and what is told of them: invented, each with what a real child might lack."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from anyam.casework.cases.results import ChildInput

from .concerns import Concern
from .names import Namer

_INVENTED_AREA = "350499"  # the district has no subdistrict 99: such a number belongs to nobody


@dataclass
class Child:
    """A child as they are; what a report says of them may be less, or written differently."""

    full_name: str
    nickname: str
    sex: str
    born_on: date
    nik: str
    village: str
    address: str
    person_id: UUID | None = None

    def age_on(self, day: date) -> int:
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))


@dataclass
class Story:
    """What begins with one report: a worry about one or more children of a family."""

    concern: Concern
    children: list[Child]
    follows: Story | None = None
    is_sibling_story: bool = False
    cases: list[Any] = field(default_factory=list)


class Nursery:
    """Makes children and what is told of them."""

    def __init__(self, namer: Namer, chance: Random, villages: list[str]) -> None:
        self._namer, self._chance, self._villages = namer, chance, villages

    def family(self, concern: Concern, count: int, on: date) -> list[Child]:
        """One child, or siblings living together."""
        village = self._chance.choice(self._villages)
        address = f"Dusun {self._chance.choice(_HAMLETS)}"
        first = self._child(concern, on, village, address)
        children = [first]
        while len(children) < count:
            children.append(self.sibling(first, on))
        return children

    def sibling(self, first: Child, on: date) -> Child:
        sex = self._chance.choice(("female", "male"))
        years = self._chance.choice((-5, -4, -3, -2, 2, 3, 4, 5))
        born_on = min(first.born_on + timedelta(days=365 * years), on - timedelta(days=60))
        born_on = max(born_on, on - timedelta(days=17 * 365))
        name = self._namer.sibling(first.full_name, sex)
        return Child(
            name, self._nickname(name), sex, born_on, self._nik(born_on, sex), first.village, first.address
        )

    def told(
        self, child: Child, concern: Concern, on: date, *, as_another_writes: bool = False
    ) -> ChildInput:
        """What a reporter can say: often no NIK, an age instead of a birthday, a name as it was heard."""
        chance = self._chance
        name = self._namer.variant(child.full_name) if as_another_writes else child.full_name
        birth: dict[str, Any] = {}
        kind = chance.choices(("exact", "year", "age", "unknown"), (46, 12, 38, 4))[0]
        if kind == "exact":
            birth = {"birth_on": child.born_on, "birth_precision": "exact"}
        elif kind == "year":
            birth = {"birth_on": date(child.born_on.year, 1, 1), "birth_precision": "year"}
        elif kind == "age":
            birth = {"age_years": child.age_on(on)}
        forms = self._several(concern.forms)
        return ChildInput(
            full_name=name,
            nickname=child.nickname if chance.random() < 0.6 else "",
            sex=child.sex,
            nik=child.nik if chance.random() < 0.36 and kind == "exact" else "",
            address=child.address,
            place_code=child.village,
            violence_forms=forms,
            categories=self._several(concern.categories),
            **birth,
        )

    def _child(self, concern: Concern, on: date, village: str, address: str) -> Child:
        sex = "female" if self._chance.random() < concern.girls else "male"
        youngest, oldest, usual = concern.ages
        age = min(self._chance.triangular(youngest, oldest + 0.9, usual), 17.6)
        born_on = on - timedelta(days=int(age * 365.25) + 20)
        name = self._namer.person(sex)
        return Child(name, self._nickname(name), sex, born_on, self._nik(born_on, sex), village, address)

    def _nickname(self, name: str) -> str:
        return self._namer.nickname(name)

    def _nik(self, born_on: date, sex: str) -> str:
        day = born_on.day + (40 if sex == "female" else 0)
        return f"{_INVENTED_AREA}{day:02d}{born_on:%m%y}{self._chance.randrange(1, 9999):04d}"

    def _several(self, shares: dict[str, float]) -> tuple[str, ...]:
        return tuple(code for code, share in shares.items() if self._chance.random() < share)


_HAMLETS = (
    "Krajan",
    "Sumberjo",
    "Ngrejo",
    "Kalianyar",
    "Tanjung",
    "Karangtengah",
    "Gading",
    "Jatirejo",
    "Wonosari",
    "Suko",
)
