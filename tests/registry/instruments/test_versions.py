"""An instrument's way: uploaded, looked at, put into force, replaced, withdrawn; and nobody else's business."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from anyam.foundation.access import NotAllowed, NotFound
from anyam.foundation.core import clock
from anyam.registry.instruments import actions, queries
from anyam.registry.instruments.choices import ProblemKind, VersionState
from tests.cast import Cast

pytestmark = pytest.mark.django_db

SHEETS = """
| survey |
| | type | name | label::Indonesia (id) | label::English (en) | required | relevant | bind::not_before |
| | text | name | Nama | Name | yes | | |
| | date | first | Hari pertama | First day | | | birth |
| | begin_repeat | kin | Keluarga | Family | | ${name} != '' | |
| | text | who | Siapa | Who | yes | | |
| | end_repeat | | | | | | |
| | calculate | known_age | | | | | |
| settings |
| | form_id | form_title | version |
| | keluarga | Keluarga | 1 |
"""
SHEETS = SHEETS.replace("| | calculate | known_age | | | | | |\n", "| | hidden | child_age | | | | | |\n")
NEXT = SHEETS.replace("Hari pertama", "Hari mulai").replace("| 1 |\n", "| 2 |\n")


def uploaded(cast: Cast, sheets: str = SHEETS) -> UUID:
    return actions.upload_instrument(cast.agus, content=sheets.encode())


def test_a_version_goes_from_draft_into_force_and_is_replaced(cast: Cast) -> None:
    first = uploaded(cast)
    assert queries.instrument_in_force(cast.dewi, "keluarga") is None
    with pytest.raises(queries.VersionHasEnded):
        queries.version_to_answer(cast.dewi, first)
    actions.put_instrument_into_force(cast.agus, version_id=first)
    found = queries.instrument_in_force(cast.dewi, "keluarga")
    assert found is not None
    assert (found.id, found.state, found.version) == (first, VersionState.IN_FORCE, "1")

    second = uploaded(cast, NEXT)
    detail = queries.get_version(cast.agus, second)
    assert [(one.path, one.aspect, one.before, one.after) for one in detail.differences] == [
        ("/first", "label (id)", "Hari pertama", "Hari mulai")
    ]
    tomorrow = clock.today() + timedelta(days=1)
    actions.put_instrument_into_force(cast.agus, version_id=second, from_day=tomorrow)
    assert queries.version_to_answer(cast.dewi, first).until == tomorrow
    assert queries.get_version(cast.dewi, second).row.state is VersionState.COMING
    third = uploaded(cast, NEXT.replace("Siapa", "Siapakah"))
    with pytest.raises(actions.AnotherIsComing):
        actions.put_instrument_into_force(cast.agus, version_id=third)
    actions.withdraw_instrument(cast.agus, version_id=second)
    assert queries.version_to_answer(cast.dewi, first).until is None
    actions.put_instrument_into_force(cast.agus, version_id=third)
    assert queries.get_version(cast.dewi, first).row.state is VersionState.REPLACED
    assert {first, second, third} & {row.id for row in queries.instruments_in_force(cast.dewi)} == {third}


def test_a_withdrawn_version_takes_no_answers_and_stays_readable(cast: Cast) -> None:
    version = uploaded(cast)
    actions.put_instrument_into_force(cast.agus, version_id=version)
    actions.withdraw_instrument(cast.agus, version_id=version)
    with pytest.raises(queries.VersionHasEnded):
        queries.version_to_answer(cast.dewi, version)
    assert queries.fill_sheet(cast.dewi, version, {"name": "x"}).answers["name"] == "x"
    with pytest.raises(actions.NotTheMoment):
        actions.withdraw_instrument(cast.agus, version_id=version)


def test_only_who_keeps_instruments_of_the_district_changes_them(cast: Cast) -> None:
    version = uploaded(cast)
    for actor in (cast.dewi, cast.siti, cast.hartono):
        with pytest.raises(NotAllowed):
            actions.upload_instrument(actor, content=SHEETS.encode())
        with pytest.raises(NotAllowed):
            actions.put_instrument_into_force(actor, version_id=version)
    with pytest.raises((NotAllowed, NotFound)):
        queries.get_version(cast.joko, version)


def test_the_same_file_twice_is_refused_and_what_is_wrong_is_told_where(cast: Cast) -> None:
    uploaded(cast)
    with pytest.raises(actions.SameFile):
        uploaded(cast)
    broken = SHEETS.replace("${name} != ''", "pulldata('a', 'b', 'c', ${name})")
    with pytest.raises(actions.FormIsNotAccepted) as caught:
        uploaded(cast, broken)
    (finding,) = (one for one in caught.value.findings if one.is_blocking)
    assert (finding.sheet, finding.row, finding.column) == ("survey", 4, "relevant")
    assert "pulldata" in finding.sentence
    with pytest.raises(actions.CodeIsMissing):
        uploaded(cast, SHEETS.partition("| settings |")[0])


def test_facts_answer_hidden_questions_and_days_before_birth_are_refused(cast: Cast) -> None:
    version = uploaded(cast)
    given = {"name": "x", "first": "2015-01-01", "kin": [{"who": ""}], "nobody": "1"}
    sheet = queries.fill_sheet(cast.dewi, version, given, facts={"child_age": "9"}, born_on=clock.today())
    assert sheet.answers["child_age"] == "9"
    assert {(one.path, one.kind) for one in sheet.problems} == {
        ("/data/nobody", ProblemKind.UNKNOWN),
        ("/data/first", ProblemKind.BEFORE_BIRTH),
        ("/data/kin[1]/who", ProblemKind.REQUIRED),
    }
    assert sheet.kept["first"] == "2015-01-01"


def test_a_draft_keeps_what_is_hidden_now(cast: Cast) -> None:
    version = uploaded(cast)
    sheet = queries.fill_sheet(cast.dewi, version, {"name": "", "kin": [{"who": "Ibu"}]})
    assert "kin" not in sheet.answers
    assert sheet.kept["kin"] == [{"who": "Ibu"}]
