"""A small district: the service that manages cases, a hospital, the police, a school and the secretariat."""

from __future__ import annotations

import pytest

from tests.casework.district import District
from tests.casework.sop_office import with_heads


@pytest.fixture
def district(db) -> District:
    return District()


@pytest.fixture
def living_district(transactional_db) -> District:
    """The same, committed: for tests in which two people act at the same time."""
    return District()


@pytest.fixture
def office(district: District) -> District:
    """A district whose secretariat, hospital and police have a head."""
    return with_heads(district)
