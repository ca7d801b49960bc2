"""Who carries how much: numbers of the own agency alone, weighed by the district's figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.apps import apps

from anyam.casework.cases.queries import get_workload
from anyam.foundation.access import NotAllowed
from anyam.registry.readiness.actions import change_standard
from tests.cast import MARKER, Cast, Story


def test_cases_weigh_by_their_risk_and_count_for_who_carries_them(cast: Cast, story: Story) -> None:
    rows = {row.name: row for row in get_workload(cast.ningsih).rows}
    assert (rows["Yusuf"].by_level, rows["Yusuf"].load) == ((1, 0, 0), Decimal("1.5"))
    assert (rows["Dewi"].total, rows["Dewi"].load) == (0, Decimal(0))
    change_standard(cast.wulan, key="weight.high", value=Decimal(3), source="Forum")
    change_standard(cast.wulan, key="caseload", value=Decimal(2), source="Forum")
    work = get_workload(cast.ningsih)
    assert (work.load, work.above) == (Decimal(3), 1)
    assert MARKER not in repr(work)


def test_a_case_whose_worker_has_left_is_not_lost(cast: Cast, story: Story) -> None:
    apps.get_model("accounts.Assignment").objects.filter(user_id=cast.yusuf.user_id).delete()
    work = get_workload(cast.ningsih)
    assert work.with_nobody_here == 1


def test_another_agency_sees_its_own_alone(cast: Cast, story: Story) -> None:
    assert [row.total for row in get_workload(cast.maya).rows] == [0]
    assert get_workload(cast.hartono).rows == ()
    for stranger in (cast.yusuf, cast.dewi, cast.tamu, cast.siti):
        with pytest.raises(NotAllowed):
            get_workload(stranger)
