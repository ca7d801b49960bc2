"""An SOP is drafted and saved, by those who may, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from anyam.casework.sops import actions, queries
from anyam.casework.sops.actions import (
    AgencyIsUnknown,
    CodeIsNotReadable,
    CodeIsTaken,
    IsBeingWritten,
    IsNotTheMoment,
    SavedByAnother,
)
from anyam.casework.sops.choices import SopLevel
from anyam.casework.sops.models import SopSaving, SopVersion
from anyam.casework.sops.results import Performer
from anyam.foundation.access import NotFound
from anyam.foundation.core.ids import new_id
from tests.casework.district import District
from tests.casework.sop_office import chief, complaints, detail, drafted
from tests.casework.sop_writing import renamed

pytestmark = pytest.mark.django_db


# --- drafting ---------------------------------------------------------------------------------------------------


def test_a_first_draft_has_a_start_an_end_and_its_owner_as_performer(office: District) -> None:
    version_id = actions.draft_sop(
        office.coordinator, code="rujuk-1", title=" Rujukan ", level=SopLevel.MACRO
    )
    found = detail(office, version_id)
    assert found.row.code == "RUJUK-1"
    assert [step.symbol for step in found.document.steps] == ["start", "end"]
    assert found.document.performers[0].agency_id == office.secretariat.pk
    assert found.document.title == found.row.title == "Rujukan"


def test_what_was_drafted_reads_back_as_it_was_written(office: District) -> None:
    assert detail(office, drafted(office)).document == complaints(office)


def test_a_version_can_be_asked_for_by_agency_instrument_and_link(office: District) -> None:
    version = SopVersion.objects.get(pk=drafted(office))
    assert set(version.agency_ids) == {office.hospital.pk, office.police.pk}
    assert version.instrument_codes == ["UU 35/2014"]
    assert version.linked_codes == ["RUJUK-01"]


def test_a_code_is_given_once_in_a_district(office: District) -> None:
    drafted(office)
    with pytest.raises(CodeIsTaken):
        drafted(office, "ADUAN-01")
    with pytest.raises(CodeIsNotReadable):
        drafted(office, "aduan 01/x")


def test_pressing_twice_drafts_once(office: District) -> None:
    once = new_id()
    given = {"code": "A-1", "title": "A", "level": SopLevel.MACRO, "once": once}
    assert actions.draft_sop(office.coordinator, **given) == actions.draft_sop(office.coordinator, **given)


def test_a_head_writes_micro_sops_of_the_own_agency_only(office: District) -> None:
    version_id = actions.draft_sop(office.head, code="RS-1", title="Visum", level=SopLevel.MICRO)
    assert detail(office, version_id).owner_agency_id == office.hospital.pk
    with pytest.raises(NotFound):
        actions.draft_sop(office.head, code="RS-2", title="Bersama", level=SopLevel.MACRO)
    with pytest.raises(NotFound):
        actions.draft_sop(
            office.head, code="RS-3", title="X", level=SopLevel.MICRO, owner_agency_id=office.police.pk
        )
    with pytest.raises(NotFound):
        actions.change_draft(chief(office), version_id=version_id, document=complaints(office), revision=1)


def test_those_who_neither_write_nor_lead_only_read(office: District) -> None:
    version_id = drafted(office)
    for reader in (office.manager, office.doctor, office.regent):
        assert queries.get_sop_version(reader, version_id).may_change is False
        with pytest.raises(NotFound):
            actions.draft_sop(reader, code="Q-1", title="Q", level=SopLevel.MICRO)
        with pytest.raises(NotFound):
            queries.get_draft(reader, version_id)
        with pytest.raises(NotFound):
            actions.withdraw_sop(reader, version_id=version_id)


def test_another_district_sees_nothing(office: District) -> None:
    version_id = drafted(office)
    elsewhere = replace(office.coordinator, district_code="35.05")
    assert not queries.find_sops(elsewhere).drafts
    with pytest.raises(NotFound):
        queries.get_sop_version(elsewhere, version_id)
    with pytest.raises(NotFound):
        actions.change_draft(elsewhere, version_id=version_id, document=complaints(office), revision=1)


def test_two_who_write_at_once_lose_nothing(office: District) -> None:
    version_id = drafted(office)
    first, second = (renamed(complaints(office), "s2", words) for words in ("Mencatat", "Mendengar"))
    assert actions.change_draft(office.coordinator, version_id=version_id, document=first, revision=1) == 2
    with pytest.raises(SavedByAnother):
        actions.change_draft(office.administrator, version_id=version_id, document=second, revision=1)
    assert actions.change_draft(office.administrator, version_id=version_id, document=second, revision=2) == 3
    assert detail(office, version_id).document.step("s2").activity == "Mendengar"
    kept = SopSaving.objects.get(version_id=version_id, revision=2).document
    assert kept["steps"][1]["activity"] == "Mencatat"


def test_code_and_level_stay_whatever_the_document_says(office: District) -> None:
    version_id = drafted(office)
    other = replace(complaints(office), code="LAIN", level=SopLevel.MICRO)
    actions.change_draft(office.coordinator, version_id=version_id, document=other, revision=1)
    document = detail(office, version_id).document
    assert (document.code, document.level) == ("ADUAN-01", SopLevel.MACRO)


def test_an_agency_that_is_not_in_the_directory_is_refused(office: District) -> None:
    wrong = replace(complaints(office), performers=(Performer("p1", "Siapa", new_id()),))
    with pytest.raises(AgencyIsUnknown):
        actions.change_draft(office.coordinator, version_id=drafted(office), document=wrong, revision=1)


def test_one_version_is_written_at_a_time(office: District) -> None:
    version_id = drafted(office)
    sop_id = detail(office, version_id).row.sop_id
    with pytest.raises(IsBeingWritten):
        actions.draft_next_version(office.coordinator, sop_id=sop_id)
    actions.withdraw_sop(office.coordinator, version_id=version_id)
    next_id = actions.draft_next_version(office.coordinator, sop_id=sop_id)
    assert detail(office, next_id).row.number == 2
    with pytest.raises(IsNotTheMoment):
        actions.withdraw_sop(office.coordinator, version_id=version_id)
