"""The committed reference pages are what the code says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.utils import translation

from anyam.foundation.access import Permission, Role
from anyam.foundation.access.roles import PERMISSIONS_OF
from anyam.foundation.core.register import processing_rows
from anyam.foundation.events import definitions
from anyam.interfaces.api import reference
from anyam.interfaces.api.service import api


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def is_current(name: str) -> bool:
    kept = reference.FOLDER / name
    return kept.exists() and kept.read_text(encoding="utf-8") == reference.PAGES[name]()


@pytest.mark.parametrize("name", reference.PAGES)
def test_the_committed_page_is_current(name: str) -> None:
    assert is_current(name), (
        "Run `anyam write_reference` and commit docs/reference: the difference is for the reviewer."
    )


def test_seeded_change_of_power_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    more = PERMISSIONS_OF[Role.REGENT_OFFICE] | {Permission.SEE_CASES}
    monkeypatch.setitem(PERMISSIONS_OF, Role.REGENT_OFFICE, more)
    assert not is_current("permissions.md")


def test_seeded_event_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass(frozen=True)
    class CaseLost:
        subject_id: UUID

    CaseLost.__module__ = "anyam.casework.cases.events"
    monkeypatch.setitem(definitions._KINDS, "case_lost", CaseLost)
    assert not is_current("events.md")


def test_every_app_with_data_about_people_has_a_purpose_in_the_record_of_processing() -> None:
    rows = processing_rows()
    without = [row.app for row in rows if not (row.purpose and row.basis and row.retention)]
    assert not without, f"Say in data/vocabularies/processing_purposes.json what these are for: {without}."


def test_seeded_field_missing_from_the_record_of_processing_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from anyam.casework.consents.models import ChildView
    from anyam.foundation.core.privacy import Privacy

    monkeypatch.setitem(ChildView.PRIVACY, "manner", Privacy.SENSITIVE)
    assert not is_current("record-of-processing.md")


def test_seeded_api_change_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "version", "2")
    assert not is_current("openapi.json")
