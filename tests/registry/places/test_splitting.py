"""Splits and endings: what was stays known, and only what is in force is found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from anyam.foundation.access import Actor, NotAllowed, NotFound, Role
from anyam.foundation.core.refusals import Refusal
from anyam.registry.places import actions
from anyam.registry.places.actions import MovedPlace, NewPlace
from anyam.registry.places.queries import find_places, get_place, list_places, place_names, place_to_change

from .conftest import SYSTEM
from .register import VILLAGES, write_register

DAY = date(2026, 7, 1)
BEFORE = date(2026, 6, 30)

pytestmark = pytest.mark.usefixtures("small_register")


def _codes(actor: Actor, text: str, **more: object) -> list[str]:
    return [row.code for row in find_places(actor, text, **more)]  # type: ignore[arg-type]


def test_a_new_village_is_found_from_its_first_day_on(worker: Actor) -> None:
    new = NewPlace("35.04.10.2018", "Wonosari", "desa")
    actions.split_place(SYSTEM, code="35.04.10.2011", into=(new,), on=DAY)

    assert _codes(worker, "wonosari", on=DAY) == ["35.04.10.2018"]
    assert _codes(worker, "wonosari", on=BEFORE) == []
    assert _codes(worker, "wonorejo", on=DAY) == ["35.04.10.2011"]
    detail = get_place(worker, "35.04.10.2018")
    assert detail.split_from is not None
    assert detail.split_from.code == "35.04.10.2011"
    assert detail.row.full_name == "Desa Wonosari, Kec. Sumbergempol, Kab. Tulungagung"
    assert [row.code for row in get_place(worker, "35.04.10.2011").became] == ["35.04.10.2018"]


def test_a_divided_district_takes_its_villages_along_under_new_codes(worker: Actor) -> None:
    moved = (MovedPlace("35.04.10.2011", "35.04.20.2001"), MovedPlace("35.04.10.2012", "35.04.20.2002"))
    new = NewPlace("35.04.20", "Gempol Baru", "kecamatan", moved)
    actions.split_place(SYSTEM, code="35.04.10", into=(new,), on=DAY, mother_stays=False)

    assert _codes(worker, "wonorejo", on=DAY) == ["35.04.20.2001"]
    assert _codes(worker, "wonorejo", on=BEFORE) == ["35.04.10.2011"]
    assert _codes(worker, "wonorejo gempol baru", on=DAY) == ["35.04.20.2001"]
    old = get_place(worker, "35.04.10.2011")
    assert old.replaced_by is not None
    assert old.replaced_by.full_name == "Desa Wonorejo, Kec. Gempol Baru, Kab. Tulungagung"
    assert place_names(worker, ["35.04.10.2011"])["35.04.10.2011"].name == "Wonorejo"


def test_a_district_with_villages_in_force_cannot_simply_end() -> None:
    with pytest.raises(actions.ChildrenRemain):
        actions.retire_place(SYSTEM, code="35.04.10", on=DAY)


def test_a_village_that_joins_another_ends_and_names_its_heir(worker: Actor) -> None:
    actions.retire_place(SYSTEM, code="35.04.10.2012", on=DAY, replaced_by="35.04.10.2011")

    assert [row.code for row in list_places(worker, "35.04.10", on=DAY)] == ["35.04.10.2011"]
    heir = get_place(worker, "35.04.10.2012").replaced_by
    assert heir is not None
    assert heir.code == "35.04.10.2011"
    with pytest.raises(actions.AlreadyEnded):
        actions.retire_place(SYSTEM, code="35.04.10.2012", on=DAY)


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (NewPlace("35.04.10.2012", "Ganda", "desa"), actions.CodeTaken),
        (NewPlace("35.04.10", "Salah", "desa"), actions.WrongCode),
        (NewPlace("35.04.10.2019", "Salah", "kecamatan"), actions.WrongCode),
        (NewPlace("35.04.99.2001", "Salah", "desa"), actions.WrongCode),
        (NewPlace("tiga lima", "Salah", "desa"), actions.WrongCode),
    ],
)
def test_a_split_that_cannot_be_is_refused_and_changes_nothing(
    worker: Actor, new: NewPlace, refusal: type[Refusal]
) -> None:
    good = NewPlace("35.04.10.2018", "Wonosari", "desa")
    with pytest.raises(refusal):
        actions.split_place(SYSTEM, code="35.04.10.2011", into=(good, new), on=DAY)
    assert _codes(worker, "wonosari", on=DAY) == []


def test_only_those_who_may_change_places_can(worker: Actor) -> None:
    with pytest.raises(NotAllowed):
        actions.retire_place(worker, code="35.04.10.2012", on=DAY)
    with pytest.raises(NotFound):
        actions.retire_place(SYSTEM, code="35.04.77.2012", on=DAY)


def test_an_administrator_changes_the_places_of_their_own_district_only() -> None:
    administrator = Actor(user_id=None, district_code="35.71", roles=frozenset({Role.ADMINISTRATOR}))
    with pytest.raises(NotAllowed):
        actions.retire_place(administrator, code="35.04.10.2012", on=DAY)
    moved_away = NewPlace("35.04.10.1001", "Mojoroto Lor", "kelurahan")
    with pytest.raises(NotAllowed):
        actions.split_place(administrator, code="35.71.01.1001", into=(moved_away,), on=DAY)
    with pytest.raises(NotAllowed):
        place_to_change(administrator, "35.04.10.2012")
    actions.split_place(
        administrator,
        code="35.71.01.1001",
        into=(NewPlace("35.71.01.1002", "Mojoroto Lor", "kelurahan"),),
        on=DAY,
    )


def test_a_newer_register_ends_what_is_gone_and_adds_what_is_new(worker: Actor, tmp_path: Path) -> None:
    actions.split_place(
        SYSTEM,
        code="35.04.11.2011",
        into=(NewPlace("35.04.11.2030", "Ngunut Baru", "desa"),),
        on=date(2026, 1, 1),
    )
    changed = [line for line in VILLAGES if line[0] != "35.04.10.2012"] + [
        ("35.04.10.2020", "Sumberagung", "desa")
    ]
    report = actions.load_places(SYSTEM, folder=write_register(tmp_path, villages=changed))

    assert (report.added, report.changed, report.ended) == (1, 0, 1)
    assert _codes(worker, "bendiljati") == []
    assert _codes(worker, "sumberagung") == ["35.04.10.2020"]
    assert _codes(worker, "ngunut baru") == ["35.04.11.2030"], "what a district entered itself stays"
    assert place_names(worker, ["35.04.10.2012"])["35.04.10.2012"].is_in_force is False


def test_the_same_files_loaded_again_change_nothing(small_register: Path) -> None:
    report = actions.load_places(SYSTEM, folder=small_register)
    assert report.was_current
    assert (report.added, report.changed, report.ended) == (0, 0, 0)
