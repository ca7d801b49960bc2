"""Families of the demo district: told, drawn, and one with a reported parent and a colleague who is kept away."""

from __future__ import annotations

import pytest

from anyam.casework.cases.queries import get_family_circle
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import actor_for
from anyam.registry.families.queries import draw_family

from .conftest import UNTIL, SmallDistrict, rows

pytestmark = pytest.mark.django_db


def test_open_cases_have_families_with_somebody_who_cares_and_can_be_called(
    small_district: SmallDistrict,
) -> None:
    told = "SELECT DISTINCT c.id, c.manager_id FROM families_care AS f JOIN cases_case AS c ON c.id = f.dossier_id"
    found = rows(told)
    assert len(found) >= 5
    with clock.at(UNTIL):
        for case_id, manager_id in found:
            circle = get_family_circle(actor_for(manager_id), case_id)
            assert [row.is_primary for row in circle.family.carers_now] == [True]
            assert not circle.family.contradictions
            assert {"care", "add", "home", "contact"}.isdisjoint(one.page for one in circle.to_do)
            drawing = draw_family(actor_for(manager_id), circle.family)
            assert {spot.person_id for spot in drawing.spots} == {
                one.person_id for one in circle.family.people
            }
            assert len(drawing.spots) >= 4
            assert any(line.is_couple for line in drawing.lines)


def test_where_a_parent_is_reported_another_cares_and_kin_of_theirs_is_kept_away(
    small_district: SmallDistrict,
) -> None:
    reported = (
        "SELECT DISTINCT f.dossier_id FROM families_relation AS f"
        " JOIN cases_reportedperson AS r ON r.person_id = f.other_id WHERE f.kind IN ('parent', 'step_parent')"
    )
    found = [row[0] for row in rows(reported)]
    assert found
    for case_id in found:
        [(carers,)] = rows(
            "SELECT count(*) FROM families_care AS f JOIN cases_reportedperson AS r ON r.person_id = f.carer_id"
            " WHERE f.dossier_id = %s",
            case_id,
        )
        assert carers == 0
        never = "SELECT count(*) FROM families_safecontact WHERE dossier_id = %s AND is_never"
        assert rows(never, case_id) == [(1,)]
