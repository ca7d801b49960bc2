"""The demo district issues letters; one police post answered by its reply sheet, one by letter, one is waited for."""

from __future__ import annotations

import pytest

from anyam.casework.documents.queries import awaited_letters, find_register
from anyam.foundation.core import clock

from .conftest import UNTIL, SmallDistrict, rows

pytestmark = pytest.mark.django_db


def test_letters_plan_and_report_were_issued_without_a_gap(small_district: SmallDistrict) -> None:
    found = rows("SELECT kind, count(*) FROM documents_document GROUP BY kind")
    assert dict(found) == {"referral_letter": 3, "plan_copy": 1, "social_report": 1}
    serials = rows(
        "SELECT register, array_agg(serial ORDER BY serial) FROM documents_document GROUP BY register"
    )
    assert all(list(numbers) == list(range(1, len(numbers) + 1)) for _register, numbers in serials)


def test_one_post_answered_by_its_sheet_one_by_letter_and_one_is_waited_for(
    small_district: SmallDistrict,
) -> None:
    found = rows("SELECT way, step FROM documents_reply ORDER BY way, step")
    assert found == [("link", "accept"), ("link", "done"), ("paper", "accept")]
    with clock.at(UNTIL):
        desk = small_district.actor("wulan")
        assert len(find_register(desk).rows) == 5
        assert [row.has_link for row in awaited_letters(desk)] == [True]
